package studio.kintsugi.imaging;

import java.util.Arrays;
import java.util.Optional;

/**
 * An immutable picture: three colour planes of finite float32 values, row by row, and perhaps a plane of alpha.
 * Values lie in 0–1; those of a float file may lie beyond, as highlights do. Orientation has been applied. Values are
 * encoded (gamma-companded) in the RGB space of {@link PictureInfo#profile()}, so that a wide-gamut photo loses
 * nothing; a picture whose file was not RGB (CMYK, Lab) has been converted to sRGB. A grey picture has three equal
 * planes and says so in {@link PictureInfo#gray()}.
 *
 * <p>Planes are handed out without copying, because a photo of 24 megapixels has 288 MB of them: whoever asks for a
 * plane only reads it.
 */
public final class Picture implements RowSource {
    /** Number of colour planes. */
    public static final int CHANNELS = 3;

    private final int width;
    private final int height;
    private final float[][] planes;
    private final float[] alpha;
    private final PictureInfo info;

    /**
     * Takes ownership of the arrays: the caller does not write to them afterwards.
     *
     * @param width pixels, at least 1
     * @param height pixels, at least 1
     * @param planes red, green, blue; {@code width * height} values each, 0–1
     * @param alpha opacity, {@code width * height} values 0–1, or null where the picture is opaque
     * @param info what is kept aside for saving
     */
    public Picture(int width, int height, float[][] planes, float[] alpha, PictureInfo info) {
        if (width < 1 || height < 1 || (long) width * height > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("impossible size: " + width + "×" + height);
        }
        int size = width * height;
        if (planes.length != CHANNELS || Arrays.stream(planes).anyMatch(p -> p.length != size)
                || alpha != null && alpha.length != size) {
            throw new IllegalArgumentException("planes do not fit " + width + "×" + height);
        }
        this.width = width;
        this.height = height;
        this.planes = planes;
        this.alpha = alpha;
        this.info = info;
    }

    /** An opaque sRGB picture of 8 bits without metadata. Takes ownership of the arrays. */
    public static Picture of(int width, int height, float[][] planes) {
        return new Picture(width, height, planes, null, PictureInfo.SRGB_8);
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return height;
    }

    public Region bounds() {
        return Region.of(width, height);
    }

    /** Colour plane {@code c} (0 red, 1 green, 2 blue), row by row. Not to be written to. */
    public float[] plane(int c) {
        return planes[c];
    }

    /** Opacity, row by row, or empty where the picture is opaque. Not to be written to. */
    public Optional<float[]> alpha() {
        return Optional.ofNullable(alpha);
    }

    @Override
    public PictureInfo info() {
        return info;
    }

    @Override
    public boolean hasAlpha() {
        return alpha != null;
    }

    /** Whether it came grey, and still is. */
    @Override
    public boolean isGray() {
        return info.gray() && info.profile().hasGray()
                && (planes[0] == planes[1] || Arrays.equals(planes[0], planes[1]))
                && (planes[0] == planes[2] || Arrays.equals(planes[0], planes[2]));
    }

    @Override
    public void row(int y, float[][] into) {
        for (int c = 0; c < CHANNELS; c++) {
            System.arraycopy(planes[c], y * width, into[c], 0, width);
        }
        if (alpha != null) {
            System.arraycopy(alpha, y * width, into[CHANNELS], 0, width);
        }
    }

    /** The same pixels with other things kept aside. */
    public Picture withInfo(PictureInfo other) {
        return new Picture(width, height, planes, alpha, other);
    }

    /** The same alpha and metadata round other colours of the same size. Takes ownership of {@code colors}. */
    public Picture withPlanes(float[][] colors) {
        return new Picture(width, height, colors, alpha, info);
    }

    /** A copy of one region, which must lie inside the picture. */
    public Picture crop(Region region) {
        if (!region.intersect(bounds()).equals(region) || region.isEmpty()) {
            throw new IllegalArgumentException(region + " is not inside " + bounds());
        }
        float[][] part = new float[CHANNELS][];
        for (int c = 0; c < CHANNELS; c++) {
            part[c] = cropPlane(planes[c], region);
        }
        return new Picture(region.width(), region.height(), part, alpha == null ? null : cropPlane(alpha, region),
                info);
    }

    private float[] cropPlane(float[] plane, Region r) {
        float[] out = new float[r.width() * r.height()];
        for (int y = 0; y < r.height(); y++) {
            System.arraycopy(plane, (r.y() + y) * width + r.x(), out, y * r.width(), r.width());
        }
        return out;
    }
}
