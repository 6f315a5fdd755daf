package studio.kintsugi.nn.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ResidualNormTest {
    private static final int PIXELS = 37;
    private static final int CHANNELS = 48;
    private static final float EPS = 1e-6f;

    private final SplittableRandom random = new SplittableRandom(5);
    private final float[] sums = new float[PIXELS * CHANNELS];

    @Test
    void theSumIsKeptAndItsNormalizationIsRoundedToTheNearest() {
        assumeTrue(VectorModule.usable());
        float[] weight = new float[CHANNELS];
        float[] bias = new float[CHANNELS];
        for (int c = 0; c < CHANNELS; c++) {
            weight[c] = (float) random.nextDouble(0.5, 2);
            bias[c] = (float) random.nextDouble(-1, 1);
        }
        try (Arena arena = Arena.ofShared()) {
            MemorySegment x = arena.allocate((long) sums.length * Float.BYTES, 64);
            MemorySegment y = arena.allocate((long) sums.length * Short.BYTES, 64);
            fill(x, y);
            ResidualNorm.addAndNormalize(x, y, PIXELS, weight, bias, EPS, 2);
            for (int p = 0; p < PIXELS; p++) {
                double mean = 0;
                double square = 0;
                for (int c = 0; c < CHANNELS; c++) {
                    double v = sums[p * CHANNELS + c];
                    mean += v / CHANNELS;
                    square += v * v / CHANNELS;
                }
                for (int c = 0; c < CHANNELS; c++) {
                    int i = p * CHANNELS + c;
                    assertEquals(sums[i], x.getAtIndex(ValueLayout.JAVA_FLOAT, i));
                    double normal = (sums[i] - mean) / Math.sqrt(square - mean * mean + EPS) * weight[c] + bias[c];
                    assertEquals(normal, bf16(y, i), Math.abs(normal) / 256 + 1e-5);
                }
            }
        }
    }

    @Test
    void sumsAlone() {
        assumeTrue(VectorModule.usable());
        try (Arena arena = Arena.ofShared()) {
            MemorySegment x = arena.allocate((long) sums.length * Float.BYTES, 64);
            MemorySegment y = arena.allocate((long) sums.length * Short.BYTES, 64);
            fill(x, y);
            ResidualNorm.add(x, y, sums.length, 1);
            for (int i = 0; i < sums.length; i++) {
                assertEquals(sums[i], x.getAtIndex(ValueLayout.JAVA_FLOAT, i));
            }
        }
    }

    private void fill(MemorySegment x, MemorySegment y) {
        for (int i = 0; i < sums.length; i++) {
            x.setAtIndex(ValueLayout.JAVA_FLOAT, i, (float) random.nextDouble(-3, 5));
            float added = (float) random.nextDouble(-2, 2);
            y.setAtIndex(ValueLayout.JAVA_SHORT, i, (short) (Float.floatToRawIntBits(added) >>> 16));
            sums[i] = x.getAtIndex(ValueLayout.JAVA_FLOAT, i) + bf16(y, i);
        }
    }

    private static float bf16(MemorySegment memory, int index) {
        return Float.intBitsToFloat(memory.getAtIndex(ValueLayout.JAVA_SHORT, index) << 16);
    }
}
