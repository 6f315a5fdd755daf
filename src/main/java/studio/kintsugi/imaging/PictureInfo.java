package studio.kintsugi.imaging;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a picture carries beside its pixels, so that saving gives back what opening took.
 *
 * @param depth bits of a sample in the source file
 * @param gray whether the source had one colour channel
 * @param profile the RGB space the pixels are encoded in
 * @param metadata what people and programs attached to the source
 * @param notes sentences for people about what of the source was not taken, as further pages
 */
public record PictureInfo(BitDepth depth, boolean gray, ColorProfile profile, Metadata metadata, List<String> notes) {
    /** Eight bits, sRGB, nothing else known. */
    public static final PictureInfo SRGB_8 =
            new PictureInfo(BitDepth.EIGHT, false, ColorProfile.SRGB, Metadata.NONE);

    public PictureInfo {
        notes = List.copyOf(notes);
    }

    /** Of a source of which everything was taken. */
    public PictureInfo(BitDepth depth, boolean gray, ColorProfile profile, Metadata metadata) {
        this(depth, gray, profile, metadata, List.of());
    }

    /** The same with one more sentence, where it isn't among them yet. */
    public PictureInfo withNote(String note) {
        List<String> more = Stream.concat(notes.stream(), Stream.of(note)).distinct().toList();
        return new PictureInfo(depth, gray, profile, metadata, more);
    }

    /** The same with other metadata. */
    public PictureInfo withMetadata(Metadata other) {
        return new PictureInfo(depth, gray, profile, other, notes);
    }
}
