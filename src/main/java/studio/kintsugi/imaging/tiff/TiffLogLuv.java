package studio.kintsugi.imaging.tiff;

import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import studio.kintsugi.imaging.BitDepth;
import studio.kintsugi.imaging.ColorProfile;
import studio.kintsugi.imaging.ColorTag;
import studio.kintsugi.imaging.color.PngColor;
import studio.kintsugi.imaging.decode.RasterPlanes;

/**
 * Decodes SGI's LogLuv pictures of 32 bits and LogL ones of 16: the logarithm of luminance, and CIE u′v′, in run
 * lengths of bytes of equal significance (G. Ward Larson, <i>LogLuv encoding for full-gamut, high-dynamic range
 * images</i>, 1998). They become linear light without an upper bound.
 */
final class TiffLogLuv {
    private static final int COMPRESSION = 34676;
    private static final int LOG_L = 32844;
    private static final int LOG_LUV = 32845;
    private static final int LITERAL = 128;
    private static final double CHROMA_STEP = 410;
    /** From XYZ to BT.709's primaries with a white of equal energy, as the encoding has it. */
    private static final double[][] TO_RGB =
            {{2.690, -1.276, -0.414}, {-1.022, 1.978, 0.044}, {0.061, -0.224, 1.163}};
    /** BT.709's primaries, linear. */
    private static final ColorTag LINEAR = new ColorTag("cICP", new byte[] {1, 8, 0, 1});

    private TiffLogLuv() {}

    /** Whether this class decodes what the directory describes. */
    static boolean has(TiffDirectory directory) {
        int photometric = directory.number(262, 1);
        return directory.number(259, TiffLayout.NONE) == COMPRESSION && directory.number(284, 1) == 1
                && (photometric == LOG_L || photometric == LOG_LUV);
    }

    /** The space of the colours. */
    static ColorProfile profile() {
        return PngColor.profile(List.of(LINEAR));
    }

    static RasterPlanes decode(TiffLayout layout, TiffDirectory.Source source) throws IOException {
        float[][] planes = new float[3][Math.multiplyExact(layout.width(), layout.height())];
        boolean color = layout.photometric() == LOG_LUV;
        int index = 0;
        for (int top = 0; top < layout.height(); top += layout.segmentHeight()) {
            for (int left = 0; left < layout.width(); left += layout.segmentWidth()) {
                if (index >= layout.offsets().length || index >= layout.lengths().length) {
                    throw new EOFException("segment " + index + " is missing");
                }
                Runs runs = new Runs(source.read(layout.offsets()[index],
                        Math.toIntExact(layout.lengths()[index])));
                index++;
                int[] row = new int[layout.segmentWidth()];
                for (int y = top; y < Math.min(layout.height(), top + layout.segmentHeight()); y++) {
                    runs.next(row, color ? 4 : 2);
                    for (int x = left; x < Math.min(layout.width(), left + layout.segmentWidth()); x++) {
                        put(row[x - left], color, planes, y * layout.width() + x);
                    }
                }
            }
        }
        return RasterPlanes.of(planes, null, false, BitDepth.FLOAT);
    }

    private static void put(int value, boolean color, float[][] planes, int to) {
        double luminance = luminance(color ? value >>> 16 : value);
        if (!color || luminance <= 0) {
            for (float[] plane : planes) {
                plane[to] = (float) luminance;
            }
            return;
        }
        double u = ((value >> 8 & 0xff) + 0.5) / CHROMA_STEP;
        double v = ((value & 0xff) + 0.5) / CHROMA_STEP;
        double scale = 1 / (6 * u - 16 * v + 12);
        double x = 9 * u * scale;
        double y = 4 * v * scale;
        double[] xyz = {x / y * luminance, luminance, (1 - x - y) / y * luminance};
        for (int c = 0; c < planes.length; c++) {
            double[] row = TO_RGB[c];
            planes[c][to] = RasterPlanes.finite((float) (row[0] * xyz[0] + row[1] * xyz[1] + row[2] * xyz[2]));
        }
    }

    private static double luminance(int code) {
        int exponent = code & 0x7fff;
        double value = exponent == 0 ? 0 : Math.pow(2, (exponent + 0.5) / 256 - 64);
        return (code & 0x8000) == 0 ? value : -value;
    }

    /** Rows in run lengths. */
    private static final class Runs {
        private final byte[] bytes;
        private int at;

        Runs(byte[] bytes) {
            this.bytes = bytes;
        }

        private int read() throws EOFException {
            if (at >= bytes.length) {
                throw new EOFException("run past the end");
            }
            return bytes[at++] & 0xff;
        }

        /** Fills a row with values of {@code size} bytes, the highest bytes of all of them coming first. */
        void next(int[] row, int size) throws EOFException {
            Arrays.fill(row, 0);
            for (int shift = 8 * (size - 1); shift >= 0; shift -= 8) {
                for (int i = 0; i < row.length;) {
                    int head = read();
                    boolean run = head >= LITERAL;
                    int count = Math.min(row.length - i, run ? head - LITERAL + 2 : head);
                    int value = run ? read() : 0;
                    for (int k = 0; k < count; k++) {
                        row[i++] |= (run ? value : read()) << shift;
                    }
                }
            }
        }
    }
}
