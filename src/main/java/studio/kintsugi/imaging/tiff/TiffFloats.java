package studio.kintsugi.imaging.tiff;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Set;
import studio.kintsugi.imaging.BitDepth;
import studio.kintsugi.imaging.decode.RasterPlanes;

/**
 * Decodes grey and RGB pictures of floating point numbers of 16, 24, 32 or 64 bits without bounding them: a value
 * above 1 is a highlight that stays. Predictor 3 is that of Adobe's TIFF technical note 3.
 */
final class TiffFloats {
    private static final int IEEE_FLOAT = 3;
    private static final int FLOAT_PREDICTOR = 3;
    private static final int RGB = 2;
    private static final int ASSOCIATED = 1;
    private static final int UNASSOCIATED = 2;

    private final TiffLayout layout;
    private final TiffSegments segments;
    private final boolean byteDifferences;
    private final float[][] channels;

    private TiffFloats(TiffLayout layout, TiffDirectory.Source source, int predictor) {
        this.layout = layout;
        segments = new TiffSegments(layout, source);
        byteDifferences = predictor == FLOAT_PREDICTOR;
        channels = new float[layout.samples()][];
    }

    /** Whether this class decodes what the directory describes. */
    static boolean has(TiffDirectory directory) {
        long[] bits = directory.numbers(258);
        return bits.length > 0 && directory.number(339, 1) == IEEE_FLOAT
                && Set.of(0, 1, RGB).contains(directory.number(262, 1)) && TiffLayout.isUnpackable(directory)
                && Arrays.stream(bits).allMatch(b -> b == bits[0])
                && Set.of(16L, 24L, 32L, 64L).contains(bits[0])
                && directory.number(277, 1) >= (directory.number(262, 1) == RGB ? 3 : 1);
    }

    static RasterPlanes decode(TiffDirectory directory, TiffLayout layout, TiffDirectory.Source source)
            throws IOException {
        return new TiffFloats(layout, source, directory.number(317, 1)).decode(directory);
    }

    private RasterPlanes decode(TiffDirectory directory) throws IOException {
        boolean gray = layout.photometric() != RGB;
        int colors = gray ? 1 : 3;
        long[] extra = directory.numbers(338);
        boolean hasAlpha = layout.samples() > colors && extra.length > 0
                && (extra[0] == ASSOCIATED || extra[0] == UNASSOCIATED);
        int size = Math.multiplyExact(layout.width(), layout.height());
        for (int c = 0; c < colors + (hasAlpha ? 1 : 0); c++) {
            channels[c] = new float[size];
        }
        int index = 0;
        for (int first = 0; first < layout.samples(); first += layout.samplesInSegment()) {
            for (int row = 0; row < layout.segmentsDown(); row++) {
                for (int column = 0; column < layout.segmentsAcross(); column++) {
                    segment(index++, first, row * layout.segmentHeight(), column * layout.segmentWidth());
                }
            }
        }
        if (layout.photometric() == 0) {
            for (int i = 0; i < size; i++) {
                channels[0][i] = 1 - channels[0][i];
            }
        }
        float[] alpha = hasAlpha ? channels[colors] : null;
        if (hasAlpha && extra[0] == ASSOCIATED) {
            divide(colors, alpha);
        }
        float[][] planes = {channels[0], channels[gray ? 0 : 1], channels[gray ? 0 : 2]};
        return RasterPlanes.of(planes, alpha, gray, BitDepth.FLOAT);
    }

    private void divide(int colors, float[] alpha) {
        for (int c = 0; c < colors; c++) {
            for (int i = 0; i < alpha.length; i++) {
                channels[c][i] = alpha[i] > 0 ? RasterPlanes.finite(channels[c][i] / alpha[i]) : 0;
            }
        }
    }

    private void segment(int index, int first, int top, int left) throws IOException {
        int rowBytes = layout.rowBytes(first);
        int rows = Math.min(layout.segmentHeight(), layout.height() - top);
        int columns = Math.min(layout.segmentWidth(), layout.width() - left);
        byte[] bytes = segments.read(index, Math.multiplyExact(rowBytes, rows));
        int bits = layout.bits()[first];
        int count = layout.samplesInSegment();
        long mask = bits == Long.SIZE ? -1 : (1L << bits) - 1;
        long[] before = new long[count];
        for (int y = 0; y < rows; y++) {
            byte[] row = Arrays.copyOfRange(bytes, y * rowBytes, (y + 1) * rowBytes);
            SampleBits in = byteDifferences
                    ? new SampleBits(joined(row, count, bits / 8), ByteOrder.BIG_ENDIAN)
                    : new SampleBits(row, layout.order());
            Arrays.fill(before, 0);
            int to = (top + y) * layout.width() + left;
            for (int x = 0; x < columns; x++) {
                for (int s = 0; s < count; s++) {
                    long value = in.next(bits);
                    if (layout.differences()) {
                        value = value + before[s] & mask;
                        before[s] = value;
                    }
                    if (channels[first + s] != null) {
                        channels[first + s][to + x] = RasterPlanes.finite(number(value, bits));
                    }
                }
            }
        }
    }

    /** Undoes predictor 3: byte differences, and bytes of equal significance together, the highest first. */
    private static byte[] joined(byte[] row, int samples, int size) {
        for (int i = samples; i < row.length; i++) {
            row[i] += row[i - samples];
        }
        int values = row.length / size;
        byte[] out = new byte[row.length];
        for (int i = 0; i < values; i++) {
            for (int b = 0; b < size; b++) {
                out[i * size + b] = row[b * values + i];
            }
        }
        return out;
    }

    private static float number(long bits, int size) {
        return switch (size) {
            case 16 -> Float.float16ToFloat((short) bits);
            case 24 -> triple((int) bits);
            case 32 -> Float.intBitsToFloat((int) bits);
            default -> (float) Double.longBitsToDouble(bits);
        };
    }

    /** One bit of sign, seven of exponent (63 is zero), sixteen of fraction. */
    private static float triple(int bits) {
        int exponent = bits >> 16 & 0x7F;
        double fraction = (bits & 0xFFFF) / 65536.0;
        double magnitude = exponent == 0 ? Math.scalb(fraction, -62)
                : exponent == 0x7F ? fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN
                : Math.scalb(1 + fraction, exponent - 63);
        return (float) ((bits & 0x800000) == 0 ? magnitude : -magnitude);
    }
}
