package studio.kintsugi.imaging.metadata;

import java.util.Set;
import java.util.function.Predicate;
import studio.kintsugi.imaging.Metadata;
import studio.kintsugi.imaging.Orientation;
import studio.kintsugi.imaging.PictureSize;

/** Makes true what metadata says of pixels: when a picture is read and turned, and when a result is saved. */
public final class MetadataClaims {
    private MetadataClaims() {}

    /**
     * The metadata of a picture that was just read and turned upright.
     *
     * @param orientation that was undone, 1–8
     * @param size of the upright picture
     */
    public static Metadata read(Metadata found, int orientation, PictureSize size) {
        Metadata metadata = found.withSize(size);
        if (metadata.resolution().isEmpty()) {
            metadata = metadata.withResolution(metadata.exif().flatMap(Exif::resolution).orElse(null));
        }
        if (orientation == Orientation.NORMAL) {
            return metadata;
        }
        byte[] exif = metadata.exif().map(Exif::upright).map(Exif::withoutPlaces).orElse(null);
        boolean quarter = orientation > 4;
        return edited(metadata.withExif(exif), XmpClaims::turn)
                .withResolution(metadata.resolution().map(r -> quarter ? r.turned() : r).orElse(null));
    }

    /** The metadata for a result of this size, in pixels. */
    public static Metadata written(Metadata metadata, int width, int height) {
        boolean resized = metadata.size().filter(s -> s.width() != width || s.height() != height).isPresent();
        byte[] exif = metadata.exif().map(block -> Exif.ofSize(block, width, height))
                .map(block -> resized ? Exif.withoutPlaces(block) : block).orElse(null);
        double across = metadata.size().map(s -> (double) width / s.width()).orElse(1.0);
        double down = metadata.size().map(s -> (double) height / s.height()).orElse(1.0);
        return edited(metadata.withExif(exif),
                xmp -> XmpClaims.scale(xmp, across, down) | XmpClaims.settle(xmp, width, height));
    }

    /** What the metadata says to lie beside the picture in its file, as {@code a video}; mostly nothing. */
    public static Set<String> companions(Metadata metadata) {
        return metadata.xmp().flatMap(XmpTree::parse).map(XmpClaims::companions).orElse(Set.of());
    }

    /** A packet that nothing is to be changed in, or that can't be understood, stays as it is. */
    private static Metadata edited(Metadata metadata, Predicate<XmpTree> edit) {
        return metadata.xmp().flatMap(XmpTree::parse).filter(edit)
                .map(tree -> metadata.withXmp(tree.write())).orElse(metadata);
    }
}
