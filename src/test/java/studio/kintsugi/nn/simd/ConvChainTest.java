package studio.kintsugi.nn.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The chain against convolutions written out. */
class ConvChainTest {
    /** Sizes that fill no block, channels that fill no vector, and several strips. */
    @ParameterizedTest
    @CsvSource({"5, 7, 1", "101, 13, 2", "130, 50, 3"})
    void twoLayersAreTheConvolutionsWrittenOut(int height, int width, int threads) {
        assumeTrue(VectorModule.usable(), "no Vector API on this processor");
        SplittableRandom random = new SplittableRandom(height);
        int in = 3;
        int middle = 20;
        int out = 5;
        float[] x = values(in * height * width, random);
        float[] w1 = values(middle * in * 9, random);
        float[] b1 = values(middle, random);
        float[] slope = values(middle, random);
        float[] w2 = values(out * middle * 9, random);
        float[] b2 = values(out, random);
        float[] first = convolution(x, in, height, width, w1, b1, slope);
        float[] expected = convolution(first, middle, height, width, w2, b2, null);
        float[] actual = new float[expected.length];
        new ConvChain(in).then(w1, b1, slope).then(w2, b2, null).run(x, height, width, threads, (y, row, step) -> {
            for (int i = 0; i < width; i++) {
                for (int c = 0; c < out; c++) {
                    actual[(c * height + y) * width + i] = row[(i + 1) * step + c];
                }
            }
        });
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], actual[i], 1e-3f, "value " + i);
        }
    }

    private static float[] values(int count, SplittableRandom random) {
        float[] out = new float[count];
        for (int i = 0; i < count; i++) {
            out[i] = (float) random.nextDouble(-1, 1);
        }
        return out;
    }

    private static float[] convolution(float[] x, int in, int height, int width, float[] w, float[] bias,
            float[] slope) {
        float[] out = new float[bias.length * height * width];
        for (int o = 0; o < bias.length; o++) {
            for (int y = 0; y < height; y++) {
                for (int c = 0; c < width; c++) {
                    double sum = bias[o];
                    for (int k = 0; k < in * 9; k++) {
                        int v = y + k % 9 / 3 - 1;
                        int u = c + k % 3 - 1;
                        if (v >= 0 && v < height && u >= 0 && u < width) {
                            sum += (double) w[o * in * 9 + k] * x[(k / 9 * height + v) * width + u];
                        }
                    }
                    out[(o * height + y) * width + c] = (float) (slope != null && sum < 0 ? slope[o] * sum : sum);
                }
            }
        }
        return out;
    }
}
