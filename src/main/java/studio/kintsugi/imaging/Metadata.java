package studio.kintsugi.imaging;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What people and programs attached to a picture: EXIF, IPTC, XMP and Photoshop's resources as raw blocks, texts, and
 * the resolution. Carried from one file to the next; claims about pixels are made true again when a picture is read
 * and when it is saved ({@link studio.kintsugi.imaging.metadata.MetadataClaims}). Immutable.
 */
public final class Metadata {
    public static final Metadata NONE = new Metadata(null, null, null);

    private final byte[] exif;
    private final byte[] iptc;
    private final byte[] xmp;
    private final byte[] resources;
    private final Resolution resolution;
    private final List<TextEntry> texts;
    private final PictureSize size;

    /**
     * @param exif a TIFF stream ("II*\0…" or "MM\0*…"), without the "Exif\0\0" of JPEG; or null
     * @param iptc IPTC-IIM records (from Photoshop resource 0x0404); or null
     * @param xmp an XMP packet, UTF-8; or null
     */
    public Metadata(byte[] exif, byte[] iptc, byte[] xmp) {
        this(exif, iptc, xmp, null, null, List.of(), null);
    }

    private Metadata(byte[] exif, byte[] iptc, byte[] xmp, byte[] resources, Resolution resolution,
            List<TextEntry> texts, PictureSize size) {
        this.exif = exif;
        this.iptc = iptc;
        this.xmp = xmp;
        this.resources = resources;
        this.resolution = resolution;
        this.texts = List.copyOf(texts);
        this.size = size;
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

    /** Photoshop's "8BIM" blocks other than IPTC. */
    public Optional<byte[]> resources() {
        return Optional.ofNullable(resources);
    }

    public Optional<Resolution> resolution() {
        return Optional.ofNullable(resolution);
    }

    public List<TextEntry> texts() {
        return texts;
    }

    /** The size of the upright picture that this was read with. */
    public Optional<PictureSize> size() {
        return Optional.ofNullable(size);
    }

    public Metadata withExif(byte[] block) {
        return new Metadata(block, iptc, xmp, resources, resolution, texts, size);
    }

    public Metadata withXmp(byte[] packet) {
        return new Metadata(exif, iptc, packet, resources, resolution, texts, size);
    }

    public Metadata withResources(byte[] blocks) {
        return new Metadata(exif, iptc, xmp, blocks, resolution, texts, size);
    }

    public Metadata withResolution(Resolution other) {
        return new Metadata(exif, iptc, xmp, resources, other, texts, size);
    }

    public Metadata withTexts(List<TextEntry> entries) {
        return new Metadata(exif, iptc, xmp, resources, resolution, entries, size);
    }

    public Metadata withSize(PictureSize read) {
        return new Metadata(exif, iptc, xmp, resources, resolution, texts, read);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Metadata m && Arrays.equals(exif, m.exif) && Arrays.equals(iptc, m.iptc)
                && Arrays.equals(xmp, m.xmp) && Arrays.equals(resources, m.resources)
                && Objects.equals(resolution, m.resolution) && texts.equals(m.texts) && Objects.equals(size, m.size);
    }

    @Override
    public int hashCode() {
        return Objects.hash(Arrays.hashCode(exif), Arrays.hashCode(iptc), Arrays.hashCode(xmp),
                Arrays.hashCode(resources), resolution, texts);
    }
}
