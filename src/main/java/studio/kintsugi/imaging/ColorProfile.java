package studio.kintsugi.imaging;

import java.util.Arrays;
import java.util.Optional;

/** An RGB colour space: sRGB, or whatever an embedded ICC profile describes. Equal where the profile's bytes are. */
public final class ColorProfile {
    /** IEC 61966-2-1; nothing is embedded for it unless the source embedded something. */
    public static final ColorProfile SRGB = new ColorProfile(null);

    private final byte[] icc;

    private ColorProfile(byte[] icc) {
        this.icc = icc;
    }

    /** The space an ICC profile describes; {@code icc} is a whole RGB profile. */
    public static ColorProfile ofIcc(byte[] icc) {
        return new ColorProfile(icc.clone());
    }

    /** The profile to embed when saving, empty for plain sRGB. */
    public Optional<byte[]> icc() {
        return Optional.ofNullable(icc).map(byte[]::clone);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof ColorProfile other && Arrays.equals(icc, other.icc);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(icc);
    }
}
