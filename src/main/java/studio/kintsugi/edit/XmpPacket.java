package studio.kintsugi.edit;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.kintsugi.imaging.metadata.XmpTree;

/** An XMP packet of which only our own property, the recipe, is touched. */
final class XmpPacket {
    /** Namespace of the property that holds the recipe. */
    static final String NAMESPACE = "https://kintsugi.studio/ns/recipe/1.0/";

    private static final Logger LOG = LoggerFactory.getLogger(XmpPacket.class);
    private static final String PROPERTY = "Recipe";

    private final XmpTree tree;

    private XmpPacket(XmpTree tree) {
        this.tree = tree;
    }

    /** The packet, or an empty one where there is none yet; nothing where it can't be understood. */
    static Optional<XmpPacket> parse(Optional<byte[]> xmp) {
        Optional<XmpTree> tree = xmp.isEmpty() ? Optional.of(XmpTree.empty()) : xmp.flatMap(XmpTree::parse);
        if (tree.isEmpty()) {
            LOG.warn("the picture's XMP can't be understood");
        }
        return tree.map(XmpPacket::new);
    }

    /** The text of our property, whichever way its writer put it. */
    Optional<String> recipe() {
        return tree.get(NAMESPACE, PROPERTY);
    }

    /** The packet with our property set, in UTF-8. */
    byte[] with(String recipe) {
        tree.set(NAMESPACE, "kintsugi", PROPERTY, recipe);
        return tree.write();
    }
}
