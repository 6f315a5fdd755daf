package studio.kintsugi.edit;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** An XMP packet as a DOM tree, in which only this program's own property is changed. */
final class XmpPacket {
    /** Namespace of the property that holds the recipe. */
    static final String NAMESPACE = "https://kintsugi.studio/ns/recipe/1.0/";

    private static final Logger LOG = LoggerFactory.getLogger(XmpPacket.class);
    private static final String RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    private static final String PROPERTY = "Recipe";
    private static final String EMPTY = """
            <?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
            <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="%s"/></x:xmpmeta>
            <?xpacket end="w"?>""".formatted(RDF);

    private final Document tree;
    private final Element rdf;

    private XmpPacket(Document tree, Element rdf) {
        this.tree = tree;
        this.rdf = rdf;
    }

    /** Parses a packet, or begins one where there is none yet; empty where it can't be parsed. */
    static Optional<XmpPacket> parse(Optional<byte[]> xmp) {
        byte[] bytes = xmp.map(XmpPacket::withoutPadding).orElseGet(() -> EMPTY.getBytes(StandardCharsets.UTF_8));
        try {
            Document tree = builder().parse(new ByteArrayInputStream(bytes));
            NodeList found = tree.getElementsByTagNameNS(RDF, "RDF");
            if (found.getLength() == 1) {
                return Optional.of(new XmpPacket(tree, (Element) found.item(0)));
            }
            LOG.warn("the picture's XMP holds no RDF");
        } catch (SAXException | IOException e) {
            LOG.warn("the picture's XMP can't be parsed", e);
        }
        return Optional.empty();
    }

    /** Some writers end a packet with zeros, which XML does not know. */
    private static byte[] withoutPadding(byte[] xmp) {
        int end = xmp.length;
        while (end > 0 && xmp[end - 1] == 0) {
            end--;
        }
        return java.util.Arrays.copyOf(xmp, end);
    }

    /** A parser that loads no external entities. */
    private static DocumentBuilder builder() {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            // errors are thrown, not printed to standard error
            builder.setErrorHandler(new DefaultHandler());
            return builder;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("every JDK has a parser that can do this", e);
        }
    }

    /** The text of our property, whether written as an attribute or as an element. */
    Optional<String> recipe() {
        for (Element description : descriptions()) {
            if (description.hasAttributeNS(NAMESPACE, PROPERTY)) {
                return Optional.of(description.getAttributeNS(NAMESPACE, PROPERTY));
            }
        }
        return Optional.ofNullable(rdf.getElementsByTagNameNS(NAMESPACE, PROPERTY).item(0))
                .map(org.w3c.dom.Node::getTextContent);
    }

    /** The packet with our property set, in UTF-8. */
    byte[] with(String recipe) {
        List<Element> descriptions = descriptions();
        String about = descriptions.isEmpty() ? "" : descriptions.getFirst().getAttributeNS(RDF, "about");
        descriptions.forEach(XmpPacket::removeOurs);
        String prefix = rdf.getPrefix() == null ? "rdf" : rdf.getPrefix();
        Element description = tree.createElementNS(RDF, prefix + ":Description");
        description.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, "xmlns:" + prefix, RDF);
        description.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, "xmlns:kintsugi", NAMESPACE);
        description.setAttributeNS(RDF, prefix + ":about", about);
        Element property = tree.createElementNS(NAMESPACE, "kintsugi:" + PROPERTY);
        property.setTextContent(recipe);
        description.appendChild(property);
        rdf.appendChild(description);
        return write();
    }

    private List<Element> descriptions() {
        List<Element> found = new ArrayList<>();
        NodeList children = rdf.getChildNodes();
        for (int i = 0; i < children.getLength(); i++) {
            if (children.item(i) instanceof Element e && RDF.equals(e.getNamespaceURI())) {
                found.add(e);
            }
        }
        return found;
    }

    /** Removes an earlier recipe, and elements that are empty without it. */
    private static void removeOurs(Element description) {
        Attr attribute = description.getAttributeNodeNS(NAMESPACE, PROPERTY);
        if (attribute != null) {
            description.removeAttributeNode(attribute);
        }
        NodeList ours = description.getElementsByTagNameNS(NAMESPACE, PROPERTY);
        boolean had = ours.getLength() > 0;
        while (ours.getLength() > 0) {
            ours.item(0).getParentNode().removeChild(ours.item(0));
        }
        if (had && description.getElementsByTagName("*").getLength() == 0 && onlyNames(description)) {
            description.getParentNode().removeChild(description);
        }
    }

    private static boolean onlyNames(Element description) {
        for (int i = 0; i < description.getAttributes().getLength(); i++) {
            Attr attribute = (Attr) description.getAttributes().item(i);
            boolean name = XMLConstants.XMLNS_ATTRIBUTE_NS_URI.equals(attribute.getNamespaceURI())
                    || RDF.equals(attribute.getNamespaceURI());
            if (!name) {
                return false;
            }
        }
        return true;
    }

    private byte[] write() {
        try {
            Transformer transformer = TransformerFactory.newInstance().newTransformer();
            transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            transformer.setOutputProperty(OutputKeys.ENCODING, StandardCharsets.UTF_8.name());
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            transformer.transform(new DOMSource(tree), new StreamResult(out));
            return out.toByteArray();
        } catch (TransformerException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }
}
