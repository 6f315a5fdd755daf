package studio.kintsugi.imaging;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** An RGB colour space: sRGB, or whatever an embedded ICC profile describes. Equal where the profile's bytes are. */
public final class ColorProfile {
    /** IEC 61966-2-1; nothing is embedded for it unless the source embedded something. */
    public static final ColorProfile SRGB = new ColorProfile(null, null, List.of());

    private final byte[] icc;
    private final byte[] grayIcc;
    private final List<ColorTag> tags;

    private ColorProfile(byte[] icc, byte[] grayIcc, List<ColorTag> tags) {
        this.icc = icc;
        this.grayIcc = grayIcc;
        this.tags = tags;
    }

    /** The space an ICC profile describes; {@code icc} is a whole RGB profile. */
    public static ColorProfile ofIcc(byte[] icc) {
        return new ColorProfile(icc.clone(), null, List.of());
    }

    /**
     * The space that fields of a PNG file describe.
     *
     * @param tags as the file has them
     * @param icc an RGB profile that says the same
     * @param grayIcc a grey profile with the same tone curve
     */
    public static ColorProfile ofTags(List<ColorTag> tags, byte[] icc, byte[] grayIcc) {
        return new ColorProfile(icc.clone(), grayIcc.clone(), List.copyOf(tags));
    }

    /** The profile to embed when saving, empty for plain sRGB. */
    public Optional<byte[]> icc() {
        return Optional.ofNullable(icc).map(byte[]::clone);
    }

    /** The profile to embed beside grey or RGB samples, empty for plain sRGB. */
    public Optional<byte[]> icc(boolean gray) {
        return gray ? Optional.ofNullable(grayIcc).map(byte[]::clone) : icc();
    }

    /** Whether grey samples can be saved as such: of sRGB, or with a grey profile. */
    public boolean hasGray() {
        return icc == null || grayIcc != null;
    }

    /** What a PNG file says in place of a profile; mostly nothing. */
    public List<ColorTag> tags() {
        return tags;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof ColorProfile other && Arrays.equals(icc, other.icc) && tags.equals(other.tags);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(icc);
    }
}
