package studio.kintsugi.imaging;

/**
 * What a picture carries beside its pixels, so that saving gives back what opening took.
 *
 * @param depth bits of a sample in the source file
 * @param gray whether the source had one colour channel
 * @param profile the RGB space the pixels are encoded in
 * @param metadata EXIF, IPTC and XMP as found in the source
 */
public record PictureInfo(BitDepth depth, boolean gray, ColorProfile profile, Metadata metadata) {
    /** Eight bits, sRGB, nothing else known. */
    public static final PictureInfo SRGB_8 =
            new PictureInfo(BitDepth.EIGHT, false, ColorProfile.SRGB, Metadata.NONE);

    /** The same with other metadata. */
    public PictureInfo withMetadata(Metadata other) {
        return new PictureInfo(depth, gray, profile, other);
    }
}
