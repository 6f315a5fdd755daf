package studio.kintsugi.nn.simd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ResidualNormTest {
    private static final int PIXELS = 37;
    private static final int MANY_PIXELS = 20_000;
    private static final int CHANNELS = 48;
    private static final float EPS = 1e-6f;

    private final SplittableRandom random = new SplittableRandom(5);
    private final float[] sums = new float[PIXELS * CHANNELS];

    @Test
    void bothKernelsGiveTheSameBits() {
        assumeTrue(VectorModule.usable());
        ResidualKernel plain = new PlainResidualNorm();
        ResidualKernel vector = VectorResidualNorm.compiled(plain);
        assertInstanceOf(VectorResidualNorm.class, vector);
        float[] weight = new float[CHANNELS];
        float[] bias = new float[CHANNELS];
        for (int c = 0; c < CHANNELS; c++) {
            weight[c] = (float) random.nextDouble(0.5, 2);
            bias[c] = (float) random.nextDouble(-1, 1);
        }
        float[] many = new float[MANY_PIXELS * CHANNELS];
        try (Arena arena = Arena.ofShared()) {
            MemorySegment x = arena.allocate((long) many.length * Float.BYTES, 64);
            MemorySegment y = arena.allocate((long) many.length * Short.BYTES, 64);
            fill(x, y, many);
            float[] givenX = x.toArray(ValueLayout.JAVA_FLOAT);
            short[] givenY = y.toArray(ValueLayout.JAVA_SHORT);
            plain.addAndNormalize(x, y, 3, MANY_PIXELS, weight, bias, EPS);
            plain.add(x, y, 0, many.length);
            float[] sum = x.toArray(ValueLayout.JAVA_FLOAT);
            short[] normal = y.toArray(ValueLayout.JAVA_SHORT);
            MemorySegment.copy(givenX, 0, x, ValueLayout.JAVA_FLOAT, 0, givenX.length);
            MemorySegment.copy(givenY, 0, y, ValueLayout.JAVA_SHORT, 0, givenY.length);
            vector.addAndNormalize(x, y, 3, MANY_PIXELS, weight, bias, EPS);
            vector.add(x, y, 0, many.length);
            assertArrayEquals(sum, x.toArray(ValueLayout.JAVA_FLOAT));
            assertArrayEquals(normal, y.toArray(ValueLayout.JAVA_SHORT));
        }
    }

    @Test
    void theSumIsKeptAndItsNormalizationIsRoundedToTheNearest() {
        float[] weight = new float[CHANNELS];
        float[] bias = new float[CHANNELS];
        for (int c = 0; c < CHANNELS; c++) {
            weight[c] = (float) random.nextDouble(0.5, 2);
            bias[c] = (float) random.nextDouble(-1, 1);
        }
        try (Arena arena = Arena.ofShared()) {
            MemorySegment x = arena.allocate((long) sums.length * Float.BYTES, 64);
            MemorySegment y = arena.allocate((long) sums.length * Short.BYTES, 64);
            fill(x, y, sums);
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

    /** The first pixels are normalised by the interpreter, later ones by compiled code. */
    @Test
    void theFirstCallsResultIsThatOfEveryLaterOne() {
        assumeTrue(VectorModule.usable());
        ResidualKernel vector = new VectorResidualNorm();
        float[] weight = new float[CHANNELS];
        float[] bias = new float[CHANNELS];
        for (int c = 0; c < CHANNELS; c++) {
            weight[c] = (float) random.nextDouble(0.5, 2);
        }
        try (Arena arena = Arena.ofShared()) {
            float[] many = new float[MANY_PIXELS * CHANNELS];
            MemorySegment x = arena.allocate((long) many.length * Float.BYTES, 64);
            MemorySegment y = arena.allocate((long) many.length * Short.BYTES, 64);
            fill(x, y, many);
            float[] givenX = x.toArray(ValueLayout.JAVA_FLOAT);
            short[] givenY = y.toArray(ValueLayout.JAVA_SHORT);
            short[] first = null;
            for (int call = 0; call < 20; call++) {
                MemorySegment.copy(givenX, 0, x, ValueLayout.JAVA_FLOAT, 0, givenX.length);
                MemorySegment.copy(givenY, 0, y, ValueLayout.JAVA_SHORT, 0, givenY.length);
                vector.addAndNormalize(x, y, 0, MANY_PIXELS, weight, bias, EPS);
                short[] now = y.toArray(ValueLayout.JAVA_SHORT);
                first = first == null ? now : first;
                assertArrayEquals(first, now);
            }
        }
    }

    @Test
    void sumsAlone() {
        try (Arena arena = Arena.ofShared()) {
            MemorySegment x = arena.allocate((long) sums.length * Float.BYTES, 64);
            MemorySegment y = arena.allocate((long) sums.length * Short.BYTES, 64);
            fill(x, y, sums);
            ResidualNorm.add(x, y, sums.length, 1);
            for (int i = 0; i < sums.length; i++) {
                assertEquals(sums[i], x.getAtIndex(ValueLayout.JAVA_FLOAT, i));
            }
        }
    }

    private void fill(MemorySegment x, MemorySegment y, float[] sums) {
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
