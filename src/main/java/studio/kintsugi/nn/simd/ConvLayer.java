package studio.kintsugi.nn.simd;

import java.util.Arrays;

/**
 * A 3×3 convolution with bias and parametric ReLU, ready to run. Pixels hold their channels side by side, those of the
 * result padded with zeros to whole vectors.
 */
public final class ConvLayer {
    /** Tiles that pass through all products before the next: what they take then stays in the second cache. */
    static final int BLOCK = 4 * VectorKernel.TILES;

    private final int in;
    private final int out;
    /** For each of the products, row by row: for each pair of vectors (in, 2 vectors), the last may be alone. */
    private final float[][] weights = new float[VectorKernel.TAPS * VectorKernel.TAPS][];
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
        Arrays.setAll(weights, t -> new float[in * out]);
        for (int o = 0; o < channels; o++) {
            for (int i = 0; i < channelsIn; i++) {
                put(weight, (o * channelsIn + i) * 9, place(o, i));
            }
        }
    }

    /** Transforms the kernel from {@code k} on, down its columns and then along its rows. */
    private void put(float[] weight, int k, int place) {
        float[][] columns = new float[3][];
        Arrays.setAll(columns, x -> VectorKernel.factors(weight[k + x], weight[k + x + 3], weight[k + x + 6]));
        for (int row = 0; row < VectorKernel.TAPS; row++) {
            float[] factors = VectorKernel.factors(columns[0][row], columns[1][row], columns[2][row]);
            for (int column = 0; column < VectorKernel.TAPS; column++) {
                weights[row * VectorKernel.TAPS + column][place] = factors[column];
            }
        }
    }

    /** Where the weight from channel {@code i} to channel {@code o} lies. */
    private int place(int o, int i) {
        int pair = o / (2 * VectorKernel.LANES) * 2 * VectorKernel.LANES;
        int width = Math.min(2 * VectorKernel.LANES, out - pair);
        return pair * in + i * width + o - pair;
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
        private final float[][] rows;
        private final float[][] spread;
        private final float[][] products;
        private final float[][] gathered;

        /**
         * @param in the most floats for a pixel of any layer's input
         * @param out the same for its result
         */
        Scratch(int in, int out) {
            rows = new float[VectorKernel.TAPS][(BLOCK * VectorKernel.TILE + 2) * in + VectorKernel.LANES];
            spread = new float[VectorKernel.TAPS][BLOCK * in + VectorKernel.LANES];
            products = new float[VectorKernel.TAPS][BLOCK * out];
            gathered = new float[VectorKernel.TAPS][BLOCK * VectorKernel.TILE * out];
        }
    }

    /**
     * Four rows of the result.
     *
     * @param from six rows of the input; pixel x lies at (x + 1) · in
     * @param to four rows of the result; pixel x lies at (x + 1) · out
     * @param width pixels, rounded up to a multiple of {@link VectorKernel#TILE}
     */
    void run(float[][] from, float[][] to, int width, Scratch scratch) {
        for (int x = 0; x < width; x += BLOCK * VectorKernel.TILE) {
            int tiles = Math.min(BLOCK, (width - x + VectorKernel.TILE - 1) / VectorKernel.TILE);
            int pixels = tiles * VectorKernel.TILE;
            VectorKernel.spread(from, x * in, scratch.rows, (pixels + 2) * in);
            for (int row = 0; row < VectorKernel.TAPS; row++) {
                VectorKernel.spreadAlong(scratch.rows[row], in, scratch.spread, tiles);
                for (int column = 0; column < VectorKernel.TAPS; column++) {
                    multiply(scratch.spread[column], weights[row * VectorKernel.TAPS + column],
                            scratch.products[column], tiles);
                }
                VectorKernel.gatherAlong(scratch.products, out, scratch.gathered[row], tiles);
            }
            VectorKernel.gather(scratch.gathered, bias, slope, out, to, (x + 1) * out, pixels);
        }
    }

    /** Some sums beyond the last tile are made of what was there before, and not used. */
    private void multiply(float[] from, float[] w, float[] to, int tiles) {
        int c = 0;
        for (; c + 2 * VectorKernel.LANES <= out; c += 2 * VectorKernel.LANES) {
            for (int t = 0; t < tiles; t += VectorKernel.TILES) {
                VectorKernel.multiply2(from, t * in, in, w, c * in, to, t * out + c, out);
            }
        }
        if (c < out) {
            for (int t = 0; t < tiles; t += VectorKernel.TILES) {
                VectorKernel.multiply1(from, t * in, in, w, c * in, to, t * out + c, out);
            }
        }
    }
}
