package studio.kintsugi.nn.simd;

import java.util.Arrays;

/**
 * A 3×3 convolution with bias and parametric ReLU, ready to run. Pixels hold their channels side by side, those of the
 * result padded with zeros to whole vectors.
 */
public final class ConvLayer {
    /** Pixels that pass through all six products before the next: what they take then stays in the nearest cache. */
    static final int BLOCK = 8 * VectorKernel.PIXELS;

    private final int in;
    private final int out;
    /** One array for each of the six products: for each pair of vectors (3 · in, 2 vectors), the last may be alone. */
    private final float[][] weights = new float[VectorKernel.TAPS][];
    private final float[] bias;
    private final float[] slope;

    /**
     * @param weight (channels out, channels in, 3, 3), row-major
     * @param bias (channels out)
     * @param slope of the parametric ReLU (channels out); 1 where there is none
     * @param in floats for each pixel of the input: at least its channels
     */
    ConvLayer(float[] weight, float[] bias, float[] slope, int in) {
        int channels = bias.length;
        int channelsIn = weight.length / 9 / channels;
        this.in = in;
        this.out = (channels + VectorKernel.LANES - 1) / VectorKernel.LANES * VectorKernel.LANES;
        this.bias = Arrays.copyOf(bias, out);
        this.slope = Arrays.copyOf(slope, out);
        for (int t = 0; t < VectorKernel.TAPS; t++) {
            weights[t] = new float[3 * in * out];
        }
        for (int o = 0; o < channels; o++) {
            for (int i = 0; i < channelsIn; i++) {
                for (int x = 0; x < 3; x++) {
                    int k = (o * channelsIn + i) * 9 + x;
                    float[] factors = VectorKernel.factors(weight[k], weight[k + 3], weight[k + 6]);
                    for (int t = 0; t < VectorKernel.TAPS; t++) {
                        weights[t][place(o, x * in + i)] = factors[t];
                    }
                }
            }
        }
    }

    /** Where the weight from float {@code k} of a window to channel {@code o} lies. */
    private int place(int o, int k) {
        int pair = o / (2 * VectorKernel.LANES) * 2 * VectorKernel.LANES;
        int width = Math.min(2 * VectorKernel.LANES, out - pair);
        return pair * 3 * in + k * width + o - pair;
    }

    /** Floats for each pixel of the input. */
    int in() {
        return in;
    }

    /** Floats for each pixel of the result. */
    int out() {
        return out;
    }

    /** Working memory of one thread. */
    static final class Scratch {
        private final float[][] spread;
        private final float[][] products;

        /**
         * @param in the most floats for a pixel of any layer's input
         * @param out the same for its result
         */
        Scratch(int in, int out) {
            spread = new float[VectorKernel.TAPS][(BLOCK + 2) * in + VectorKernel.LANES];
            products = new float[VectorKernel.TAPS][BLOCK * out];
        }
    }

    /**
     * Four rows of the result.
     *
     * @param from six rows of the input; pixel x lies at (x + 1) · in
     * @param to four rows of the result; pixel x lies at (x + 1) · out
     * @param width pixels, rounded up to a multiple of {@link VectorKernel#PIXELS}
     */
    void run(float[][] from, float[][] to, int width, Scratch scratch) {
        for (int x = 0; x < width; x += BLOCK) {
            int block = Math.min(BLOCK, (width - x + VectorKernel.PIXELS - 1) / VectorKernel.PIXELS
                    * VectorKernel.PIXELS);
            VectorKernel.spread(from, x * in, scratch.spread, (block + 2) * in);
            for (int t = 0; t < VectorKernel.TAPS; t++) {
                multiply(scratch.spread[t], weights[t], scratch.products[t], block);
            }
            VectorKernel.gather(scratch.products, bias, slope, out, to, (x + 1) * out, block);
        }
    }

    private void multiply(float[] from, float[] w, float[] to, int block) {
        int depth = 3 * in;
        int c = 0;
        for (; c + 2 * VectorKernel.LANES <= out; c += 2 * VectorKernel.LANES) {
            for (int x = 0; x < block; x += VectorKernel.PIXELS) {
                VectorKernel.multiply2(from, x * in, in, depth, w, c * depth, to, x * out + c, out);
            }
        }
        if (c < out) {
            for (int x = 0; x < block; x += VectorKernel.PIXELS) {
                VectorKernel.multiply1(from, x * in, in, depth, w, c * depth, to, x * out + c, out);
            }
        }
    }
}
