package studio.kintsugi.imaging.tiff;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Set;
import studio.kintsugi.imaging.BitDepth;
import studio.kintsugi.imaging.color.LabColor;
import studio.kintsugi.imaging.color.YccColor;
import studio.kintsugi.imaging.decode.RasterPlanes;

/**
 * Decodes what decoders in common use bound or misread: floating point numbers of 16, 24, 32 or 64 bits, whose values
 * above 1 are highlights that stay, integers of more than 16 bits, Lab, and luma with differences beside opacity or of
 * 16 bits. Predictor 3 is that of Adobe's TIFF technical note 3, the three encodings of Lab are those of TIFF 6.0
 * (section 23) and its supplements.
 */
final class TiffSamples {
    private static final int IEEE_FLOAT = 3;
    private static final int FLOAT_PREDICTOR = 3;
    private static final int RGB = 2;
    private static final int YCC = 6;
    private static final int CIE_LAB = 8;
    private static final int ICC_LAB = 9;
    private static final int ITU_LAB = 10;
    private static final Set<Integer> LAB = Set.of(CIE_LAB, ICC_LAB, ITU_LAB);
    private static final int ASSOCIATED = 1;
    private static final int UNASSOCIATED = 2;

    private final TiffLayout layout;
    private final TiffSegments segments;
    private final boolean byteDifferences;
    private final boolean floating;
    private final float[][] channels;

    private TiffSamples(TiffLayout layout, TiffDirectory.Source source, int predictor, boolean floating) {
        this.layout = layout;
        segments = new TiffSegments(layout, source);
        byteDifferences = predictor == FLOAT_PREDICTOR;
        this.floating = floating;
        channels = new float[layout.samples()][];
    }

    /** Whether this class decodes what the directory describes. */
    static boolean has(TiffDirectory directory) {
        long[] bits = directory.numbers(258);
        int photometric = directory.number(262, 1);
        boolean lab = LAB.contains(photometric);
        boolean ycc = photometric == YCC && isWholeYcc(directory);
        int colors = lab || ycc || photometric == RGB ? 3 : 1;
        if (bits.length == 0 || !TiffLayout.isUnpackable(directory) || Arrays.stream(bits).anyMatch(b -> b != bits[0])
                || directory.number(277, 1) < colors || !lab && !ycc && !Set.of(0, 1, RGB).contains(photometric)) {
            return false;
        }
        if (directory.number(339, 1) == IEEE_FLOAT) {
            return Set.of(16L, 24L, 32L, 64L).contains(bits[0]) && !ycc && (!lab || photometric == CIE_LAB);
        }
        return lab || ycc ? bits[0] == 8 || bits[0] == 16
                : bits[0] > 16 && bits[0] <= Long.SIZE && directory.number(339, 1) == 1;
    }

    /** Whether there is a difference of each kind for each pixel, and something that common decoders don't expect. */
    private static boolean isWholeYcc(TiffDirectory directory) {
        return Arrays.equals(directory.numbers(530), new long[] {1, 1})
                && (directory.number(277, 1) > 3 || directory.numbers(258)[0] > 8);
    }

    /** Whether colours are Lab, and sRGB once they are decoded. */
    static boolean isLab(TiffDirectory directory) {
        return LAB.contains(directory.number(262, 1));
    }

    static RasterPlanes decode(TiffDirectory directory, TiffLayout layout, TiffDirectory.Source source)
            throws IOException {
        return new TiffSamples(layout, source, directory.number(317, 1), directory.number(339, 1) == IEEE_FLOAT)
                .decode(directory);
    }

    private RasterPlanes decode(TiffDirectory directory) throws IOException {
        boolean lab = LAB.contains(layout.photometric());
        boolean ycc = layout.photometric() == YCC;
        boolean gray = layout.photometric() != RGB && !lab && !ycc;
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
        if (lab) {
            LabColor.toSrgb(channels[0], channels[1], channels[2]);
        }
        if (ycc) {
            YccColor.toRgb(channels, layout.bits()[0]);
        }
        BitDepth depth = !lab && !ycc || floating ? BitDepth.FLOAT
                : layout.bits()[0] == 8 ? BitDepth.EIGHT : BitDepth.SIXTEEN;
        float[][] planes = {channels[0], channels[gray ? 0 : 1], channels[gray ? 0 : 2]};
        return RasterPlanes.of(planes, alpha, gray, depth);
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
                        channels[first + s][to + x] = RasterPlanes.finite(number(value, bits, first + s));
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

    private float number(long bits, int size, int sample) {
        if (!floating) {
            double top = Math.pow(2, size) - 1;
            return LAB.contains(layout.photometric()) && sample < 3 ? lab(bits, size, sample)
                    : (float) (unsigned(bits) / top);
        }
        return switch (size) {
            case 16 -> Float.float16ToFloat((short) bits);
            case 24 -> triple((int) bits);
            case 32 -> Float.intBitsToFloat((int) bits);
            default -> (float) Double.longBitsToDouble(bits);
        };
    }

    private static double unsigned(long bits) {
        return bits >= 0 ? bits : (bits >>> 1) * 2.0;
    }

    /** L* 0–100, a* or b* of an integer of 8 or 16 bits. */
    private float lab(long value, int bits, int sample) {
        double top = Math.pow(2, bits) - 1;
        double step = bits == 8 ? 1 : 256;
        return (float) switch (layout.photometric()) {
            case CIE_LAB -> sample == 0 ? value / top * 100 : (bits == 8 ? (byte) value : (short) value) / step;
            // of 16 bits as ICC's version 2 has it, where 100 is 0xFF00
            case ICC_LAB -> sample == 0 ? value / (255 * step) * 100 : value / step - 128;
            default -> sample == 0 ? value / top * 100 : sample == 1 ? value / top * 170 - 85 : value / top * 200 - 75;
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
