package studio.kintsugi.imaging.jp2;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import studio.kintsugi.Sentence;
import studio.kintsugi.imaging.BitDepth;
import studio.kintsugi.imaging.ColorProfile;
import studio.kintsugi.imaging.Orientation;
import studio.kintsugi.imaging.PictureException;
import studio.kintsugi.imaging.PictureSize;
import studio.kintsugi.imaging.color.Icc;
import studio.kintsugi.imaging.color.YccColor;
import studio.kintsugi.imaging.decode.DecodeLimits;
import studio.kintsugi.imaging.decode.Decoded;
import studio.kintsugi.imaging.jp2.OpenJpeg.Component;

/** Decodes JPEG 2000: grey, RGB and sYCC of any depth, with opacity, the planes of a part of the size enlarged. */
public final class Jp2Decoder {
    private static final int COLORS = 3;
    /** What the library takes for each tile, and for each component of each tile. */
    private static final long TILE_BYTES = 6000;
    private static final long TILE_COMPONENT_BYTES = 1200;

    private final List<Component> colors = new ArrayList<>();
    private final Component base;
    private Component alpha;

    private Jp2Decoder(List<Component> components) {
        for (Component c : components) {
            if (c.alpha() == 0) {
                colors.add(c);
            } else if (alpha == null && c.alpha() <= 2) {
                alpha = c;
            }
        }
        if (colors.isEmpty()) {
            colors.addAll(components);
            alpha = null;
        }
        boolean unnamed = alpha == null && (colors.size() == 2 || colors.size() == COLORS + 1);
        if (unnamed) {
            alpha = colors.removeLast();
        }
        while (colors.size() > COLORS || colors.size() == 2) {
            colors.removeLast();
        }
        base = colors.stream().max(Comparator.comparingLong(c -> (long) c.width() * c.height())).orElseThrow();
    }

    /** The size as shown. */
    public static PictureSize size(byte[] file, String name) throws IOException, PictureException {
        Jp2Boxes boxes = new Jp2Boxes(file);
        check(boxes.header(), name);
        try (OpenJpeg jpeg = OpenJpeg.open(file, boxes.isBoxed(), name)) {
            return new Jp2Decoder(jpeg.components()).size();
        }
    }

    /**
     * Decodes a whole file.
     *
     * @throws java.io.EOFException where it is cut short
     */
    public static Decoded decode(byte[] file, String name) throws IOException, PictureException {
        Jp2Boxes boxes = new Jp2Boxes(file);
        check(boxes.header(), name);
        try (OpenJpeg jpeg = OpenJpeg.open(file, boxes.isBoxed(), name)) {
            jpeg.decode();
            if (jpeg.colorSpace() == OpenJpeg.CMYK) {
                throw new PictureException(Sentence.of("“%s” was not opened: CMYK colours in JPEG 2000 can't be read"
                        + " yet; export it as JPEG or TIFF.", name));
            }
            List<Component> components = jpeg.components();
            for (Component c : components) {
                DecodeLimits.check(name, c.width(), c.height(), 4 * Float.BYTES);
            }
            return new Jp2Decoder(components).decoded(jpeg, boxes);
        }
    }

    private static void check(Jp2Boxes.Header header, String name) throws PictureException {
        int samples = header.components() * 2 * Integer.BYTES;
        DecodeLimits.check(name, header.width(), header.height(), 4 * Float.BYTES + samples);
        DecodeLimits.checkBytes(name, (double) header.tiles()
                * (TILE_BYTES + header.components() * TILE_COMPONENT_BYTES));
    }

    private PictureSize size() {
        return new PictureSize(base.width(), base.height());
    }

    private Decoded decoded(OpenJpeg jpeg, Jp2Boxes boxes) throws IOException {
        boolean gray = colors.size() == 1;
        float[][] planes = new float[COLORS][];
        for (int c = 0; c < COLORS; c++) {
            planes[c] = c > 0 && gray ? planes[0] : plane(colors.get(c));
        }
        float[] opacity = alpha == null ? null : plane(alpha);
        int space = jpeg.colorSpace();
        boolean luma = space == OpenJpeg.SYCC || space == OpenJpeg.EYCC
                || space != OpenJpeg.SRGB && !gray && hasSmallerDifferences();
        if (!gray && luma) {
            YccColor.toRgb(planes, colors.get(1).bits());
        }
        if (opacity != null && alpha.alpha() == 2) {
            divide(planes, opacity, gray);
        }
        byte[] icc = jpeg.icc();
        if (gray) {
            Icc.grayToSrgb(planes[0], icc);
        }
        byte[] rgb = gray ? null : Icc.rgbOrNull(icc);
        int bits = colors.stream().mapToInt(Component::bits).max().orElseThrow();
        return new Decoded(base.width(), base.height(), planes, opacity, gray,
                bits > 8 ? BitDepth.SIXTEEN : BitDepth.EIGHT,
                rgb == null ? ColorProfile.SRGB : ColorProfile.ofIcc(rgb), boxes.metadata(), Orientation.NORMAL,
                List.of());
    }

    /** Whether the second and third component have fewer samples than the first, as no red, green and blue have. */
    private boolean hasSmallerDifferences() {
        Component second = colors.get(1);
        Component third = colors.get(2);
        return second.dx() == third.dx() && second.dy() == third.dy() && colors.get(0) == base
                && second.dx() * second.dy() > base.dx() * base.dy();
    }

    /** A component's samples as 0–1, each repeated where it has fewer than the picture has pixels. */
    private float[] plane(Component c) throws IOException {
        if (c.data() == null) {
            throw new IOException("a component without samples");
        }
        float[] plane = new float[base.width() * base.height()];
        int[] row = new int[c.width()];
        int[] columns = new int[base.width()];
        for (int x = 0; x < columns.length; x++) {
            columns[x] = Math.clamp((long) (base.x0() + x) * base.dx() / c.dx() - c.x0(), 0, c.width() - 1);
        }
        int bias = c.signed() ? 1 << c.bits() - 1 : 0;
        float scale = 1f / ((1L << c.bits()) - 1);
        int read = -1;
        for (int y = 0, to = 0; y < base.height(); y++) {
            int from = Math.clamp((long) (base.y0() + y) * base.dy() / c.dy() - c.y0(), 0, c.height() - 1);
            if (from != read) {
                MemorySegment.copy(c.data(), ValueLayout.JAVA_INT, (long) from * c.width() * Integer.BYTES,
                        row, 0, row.length);
                read = from;
            }
            for (int column : columns) {
                plane[to++] = Math.clamp(((long) row[column] + bias) * scale, 0f, 1f);
            }
        }
        return plane;
    }

    private static void divide(float[][] planes, float[] alpha, boolean gray) {
        for (int c = 0; c < (gray ? 1 : COLORS); c++) {
            for (int i = 0; i < alpha.length; i++) {
                planes[c][i] = alpha[i] > 0 ? Math.min(1, planes[c][i] / alpha[i]) : 0;
            }
        }
    }
}
