package studio.kintsugi.nn.simd;

import static studio.kintsugi.nn.simd.ResidualNorm.LANES;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The kernel that is fast from the first call on. It works on pieces that are copied to arrays, which the interpreter
 * reads a hundred times as fast as memory outside of Java's. Sums are added lane by lane as vectors add them.
 */
final class PlainResidualNorm implements ResidualKernel {
    /** Values of a piece, about: they stay in the first cache. */
    private static final int PIECE = 4096;

    @Override
    public void addAndNormalize(MemorySegment x, MemorySegment y, int from, int to, float[] weight, float[] bias,
            float eps) {
        int channels = weight.length;
        int most = Math.max(1, PIECE / channels);
        float[] sums = new float[most * channels];
        short[] added = new short[most * channels];
        float[] lanes = new float[LANES];
        for (int p = from; p < to; p += most) {
            int pixels = Math.min(most, to - p);
            read(x, y, (long) p * channels, sums, added, pixels * channels);
            addUp(sums, added, pixels * channels);
            write(x, (long) p * channels, sums, pixels * channels);
            for (int i = 0; i < pixels; i++) {
                normalize(sums, i * channels, added, weight, bias, eps, lanes);
            }
            MemorySegment.copy(added, 0, y, ValueLayout.JAVA_SHORT, (long) p * channels * Short.BYTES,
                    pixels * channels);
        }
    }

    @Override
    public void add(MemorySegment x, MemorySegment y, int from, int to) {
        float[] sums = new float[PIECE];
        short[] added = new short[PIECE];
        for (int i = from; i < to; i += PIECE) {
            int count = Math.min(PIECE, to - i);
            read(x, y, i, sums, added, count);
            addUp(sums, added, count);
            write(x, i, sums, count);
        }
    }

    private static void read(MemorySegment x, MemorySegment y, long at, float[] sums, short[] added, int count) {
        MemorySegment.copy(x, ValueLayout.JAVA_FLOAT, at * Float.BYTES, sums, 0, count);
        MemorySegment.copy(y, ValueLayout.JAVA_SHORT, at * Short.BYTES, added, 0, count);
    }

    private static void write(MemorySegment x, long at, float[] sums, int count) {
        MemorySegment.copy(sums, 0, x, ValueLayout.JAVA_FLOAT, at * Float.BYTES, count);
    }

    private static void addUp(float[] sums, short[] added, int count) {
        for (int i = 0; i < count; i++) {
            // bfloat16 is the upper half of float32
            sums[i] += Float.intBitsToFloat(added[i] << Short.SIZE);
        }
    }

    private static void normalize(float[] sums, int at, short[] out, float[] weight, float[] bias, float eps,
            float[] lanes) {
        int channels = weight.length;
        clear(lanes);
        for (int c = 0; c < channels; c += LANES) {
            for (int j = 0; j < LANES; j++) {
                lanes[j] += sums[at + c + j];
            }
        }
        float mean = total(lanes) / channels;
        clear(lanes);
        for (int c = 0; c < channels; c += LANES) {
            for (int j = 0; j < LANES; j++) {
                float d = sums[at + c + j] - mean;
                lanes[j] = Math.fma(d, d, lanes[j]);
            }
        }
        float scale = (float) (1 / Math.sqrt(total(lanes) / channels + eps));
        for (int c = 0; c < channels; c++) {
            out[at + c] = round(Math.fma((sums[at + c] - mean) * scale, weight[c], bias[c]));
        }
    }

    private static void clear(float[] lanes) {
        for (int j = 0; j < LANES; j++) {
            lanes[j] = 0;
        }
    }

    private static float total(float[] lanes) {
        for (int half = LANES / 2; half > 0; half /= 2) {
            for (int j = 0; j < half; j++) {
                lanes[j] += lanes[j + half];
            }
        }
        return lanes[0];
    }

    /** To the nearest bfloat16, ties to even. */
    private static short round(float v) {
        int bits = Float.floatToRawIntBits(v);
        return (short) (bits + (bits >>> Short.SIZE & 1) + 0x7FFF >>> Short.SIZE);
    }
}
