package studio.kintsugi.edit;

import java.util.List;
import java.util.Optional;
import studio.kintsugi.imaging.Metadata;
import studio.kintsugi.imaging.Picture;

/** The recipe embedded in a picture's file, as a property of its XMP. */
public final class EmbeddedRecipe {
    private static final String NO_RECIPE = "The picture's XMP is damaged: it is kept as it is, and the result does"
            + " not tell what was done to it.";

    private EmbeddedRecipe() {}

    /**
     * The same picture with the steps added to the recipe it carries; whatever else its XMP says stays. A picture
     * whose XMP can't be understood keeps it as it is and gets no recipe, but a note that says so.
     */
    public static Picture add(Picture picture, List<Step> steps) {
        if (steps.isEmpty()) {
            return picture;
        }
        Metadata metadata = picture.info().metadata();
        return XmpPacket.parse(metadata.xmp())
                .map(packet -> packet.with(packet.recipe().flatMap(Recipe::parse).map(r -> r.then(steps))
                        .orElseGet(() -> Recipe.of(steps)).toJson()))
                .map(xmp -> picture.withInfo(picture.info().withMetadata(metadata.withXmp(xmp))))
                .orElseGet(() -> picture.withInfo(picture.info().withNote(NO_RECIPE)));
    }

    /** The recipe a picture carries. */
    public static Optional<Recipe> of(Picture picture) {
        return text(picture).flatMap(Recipe::parse);
    }

    /** The same as it is written, of whatever version. */
    public static Optional<String> text(Picture picture) {
        Optional<byte[]> xmp = picture.info().metadata().xmp();
        return xmp.isEmpty() ? Optional.empty() : XmpPacket.parse(xmp).flatMap(XmpPacket::recipe);
    }
}
