package studio.kintsugi.imaging;

import java.util.Arrays;
import java.util.Optional;

/**
 * EXIF, IPTC and XMP as raw blocks, carried from one file to the next without being understood.
 * The orientation in {@code exif} has been set to 1, because pixels have been turned already.
 */
public final class Metadata {
    public static final Metadata NONE = new Metadata(null, null, null);

    private final byte[] exif;
    private final byte[] iptc;
    private final byte[] xmp;

    /**
     * @param exif a TIFF stream ("II*\0…" or "MM\0*…"), without the "Exif\0\0" of JPEG; or null
     * @param iptc IPTC-IIM records (from Photoshop resource 0x0404); or null
     * @param xmp an XMP packet, UTF-8; or null
     */
    public Metadata(byte[] exif, byte[] iptc, byte[] xmp) {
        this.exif = exif;
        this.iptc = iptc;
        this.xmp = xmp;
    }

    public Optional<byte[]> exif() {
        return Optional.ofNullable(exif);
    }

    public Optional<byte[]> iptc() {
        return Optional.ofNullable(iptc);
    }

    public Optional<byte[]> xmp() {
        return Optional.ofNullable(xmp);
    }

    public Metadata withXmp(byte[] packet) {
        return new Metadata(exif, iptc, packet);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Metadata m && Arrays.equals(exif, m.exif) && Arrays.equals(iptc, m.iptc)
                && Arrays.equals(xmp, m.xmp);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(exif) * 31 * 31 + Arrays.hashCode(iptc) * 31 + Arrays.hashCode(xmp);
    }
}
