package studio.kintsugi.nn.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * What a convolution does to vectors. It is Winograd's F(4×4, 3×3) (Lavin and Gray, arXiv 1509.09308): a tile of four
 * by four pixels of the result is made of six by six products for each pair of channels instead of 144. Rows are
 * transformed first, and then the six that come of that, each along itself.
 */
final class VectorKernel {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    /** Floats in a vector. */
    static final int LANES = SPECIES.length();
    /** Rows and columns of a tile of the result. */
    static final int TILE = 4;
    /** Rows and columns that a tile depends on, and rows and columns of products that it is made of. */
    static final int TAPS = 6;
    /** Tiles whose sums are kept in registers. */
    static final int TILES = 6;

    private VectorKernel() {}

    /** A kernel's row or column as the {@link #TAPS} factors of the products. */
    static float[] factors(float g0, float g1, float g2) {
        float even = -(g0 + g2) / 6;
        float farEven = g0 / 24 + g2 / 6;
        return new float[] {g0 / 4, even - g1 / 6, even + g1 / 6, farEven + g1 / 12, farEven - g1 / 12, g2};
    }

    /**
     * Six rows as what is multiplied.
     *
     * @param in {@link #TAPS} rows
     * @param at where to read in each
     * @param out as many rows, written from 0 on
     * @param count floats, rounded up to whole vectors
     */
    static void spread(float[][] in, int at, float[][] out, int count) {
        float[] in0 = in[0];
        float[] in1 = in[1];
        float[] in2 = in[2];
        float[] in3 = in[3];
        float[] in4 = in[4];
        float[] in5 = in[5];
        float[] out0 = out[0];
        float[] out1 = out[1];
        float[] out2 = out[2];
        float[] out3 = out[3];
        float[] out4 = out[4];
        float[] out5 = out[5];
        for (int i = 0; i < count; i += LANES) {
            FloatVector d0 = FloatVector.fromArray(SPECIES, in0, at + i);
            FloatVector d1 = FloatVector.fromArray(SPECIES, in1, at + i);
            FloatVector d2 = FloatVector.fromArray(SPECIES, in2, at + i);
            FloatVector d3 = FloatVector.fromArray(SPECIES, in3, at + i);
            FloatVector d4 = FloatVector.fromArray(SPECIES, in4, at + i);
            FloatVector d5 = FloatVector.fromArray(SPECIES, in5, at + i);
            FloatVector far = d4.sub(d2.mul(4));
            FloatVector near = d3.sub(d1.mul(4));
            FloatVector wide = d4.sub(d2);
            FloatVector slim = d3.sub(d1).mul(2);
            d0.mul(4).sub(d2.mul(5)).add(d4).intoArray(out0, i);
            far.add(near).intoArray(out1, i);
            far.sub(near).intoArray(out2, i);
            wide.add(slim).intoArray(out3, i);
            wide.sub(slim).intoArray(out4, i);
            d1.mul(4).sub(d3.mul(5)).add(d5).intoArray(out5, i);
        }
    }

    /**
     * {@link #spread} along a row, tile by tile. Written out anew, since one loop for both was 10 to 30 % slower over
     * pictures of 256×256.
     *
     * @param in pixels of {@code step} floats
     * @param out {@link #TAPS} arrays of {@code step} floats for each tile
     */
    static void spreadAlong(float[] in, int step, float[][] out, int tiles) {
        float[] out0 = out[0];
        float[] out1 = out[1];
        float[] out2 = out[2];
        float[] out3 = out[3];
        float[] out4 = out[4];
        float[] out5 = out[5];
        for (int t = 0; t < tiles; t++) {
            // what a whole vector writes beyond a tile is overwritten by the next
            for (int c = 0; c < step; c += LANES) {
                int at = t * TILE * step + c;
                int to = t * step + c;
                FloatVector d0 = FloatVector.fromArray(SPECIES, in, at);
                FloatVector d1 = FloatVector.fromArray(SPECIES, in, at + step);
                FloatVector d2 = FloatVector.fromArray(SPECIES, in, at + 2 * step);
                FloatVector d3 = FloatVector.fromArray(SPECIES, in, at + 3 * step);
                FloatVector d4 = FloatVector.fromArray(SPECIES, in, at + 4 * step);
                FloatVector d5 = FloatVector.fromArray(SPECIES, in, at + 5 * step);
                FloatVector far = d4.sub(d2.mul(4));
                FloatVector near = d3.sub(d1.mul(4));
                FloatVector wide = d4.sub(d2);
                FloatVector slim = d3.sub(d1).mul(2);
                d0.mul(4).sub(d2.mul(5)).add(d4).intoArray(out0, to);
                far.add(near).intoArray(out1, to);
                far.sub(near).intoArray(out2, to);
                wide.add(slim).intoArray(out3, to);
                wide.sub(slim).intoArray(out4, to);
                d1.mul(4).sub(d3.mul(5)).add(d5).intoArray(out5, to);
            }
        }
    }

    /**
     * Six products as the four pixels of a row of each tile.
     *
     * @param in {@link #TAPS} arrays of {@code step} floats for each tile, whole vectors
     * @param out pixels of {@code step} floats
     */
    static void gatherAlong(float[][] in, int step, float[] out, int tiles) {
        float[] in0 = in[0];
        float[] in1 = in[1];
        float[] in2 = in[2];
        float[] in3 = in[3];
        float[] in4 = in[4];
        float[] in5 = in[5];
        for (int t = 0; t < tiles; t++) {
            for (int c = 0; c < step; c += LANES) {
                int at = t * step + c;
                int to = t * TILE * step + c;
                FloatVector m1 = FloatVector.fromArray(SPECIES, in1, at);
                FloatVector m2 = FloatVector.fromArray(SPECIES, in2, at);
                FloatVector m3 = FloatVector.fromArray(SPECIES, in3, at);
                FloatVector m4 = FloatVector.fromArray(SPECIES, in4, at);
                FloatVector near = m1.add(m2);
                FloatVector nearOdd = m1.sub(m2);
                FloatVector far = m3.add(m4);
                FloatVector farOdd = m3.sub(m4);
                FloatVector.fromArray(SPECIES, in0, at).add(near).add(far).intoArray(out, to);
                farOdd.mul(2).add(nearOdd).intoArray(out, to + step);
                far.mul(4).add(near).intoArray(out, to + 2 * step);
                farOdd.mul(8).add(nearOdd).add(FloatVector.fromArray(SPECIES, in5, at)).intoArray(out, to + 3 * step);
            }
        }
    }

    /**
     * Six products as four rows of the result, with bias and parametric ReLU.
     *
     * @param in {@link #TAPS} rows, read from 0 on
     * @param bias (channels)
     * @param slope (channels)
     * @param out {@link #TILE} rows
     * @param to where to write in each
     * @param pixels of {@code channels} floats, whole vectors
     */
    static void gather(float[][] in, float[] bias, float[] slope, int channels, float[][] out, int to, int pixels) {
        float[] in0 = in[0];
        float[] in1 = in[1];
        float[] in2 = in[2];
        float[] in3 = in[3];
        float[] in4 = in[4];
        float[] in5 = in[5];
        float[] out0 = out[0];
        float[] out1 = out[1];
        float[] out2 = out[2];
        float[] out3 = out[3];
        for (int c = 0; c < channels; c += LANES) {
            FloatVector b = FloatVector.fromArray(SPECIES, bias, c);
            FloatVector s = FloatVector.fromArray(SPECIES, slope, c);
            for (int i = c; i < pixels * channels; i += channels) {
                FloatVector m1 = FloatVector.fromArray(SPECIES, in1, i);
                FloatVector m2 = FloatVector.fromArray(SPECIES, in2, i);
                FloatVector m3 = FloatVector.fromArray(SPECIES, in3, i);
                FloatVector m4 = FloatVector.fromArray(SPECIES, in4, i);
                FloatVector near = m1.add(m2);
                FloatVector nearOdd = m1.sub(m2);
                FloatVector far = m3.add(m4);
                FloatVector farOdd = m3.sub(m4);
                FloatVector y0 = FloatVector.fromArray(SPECIES, in0, i).add(near).add(far).add(b);
                FloatVector y1 = farOdd.mul(2).add(nearOdd).add(b);
                FloatVector y2 = far.mul(4).add(near).add(b);
                FloatVector y3 = farOdd.mul(8).add(nearOdd).add(FloatVector.fromArray(SPECIES, in5, i)).add(b);
                y0.max(0).add(y0.min(0).mul(s)).intoArray(out0, to + i);
                y1.max(0).add(y1.min(0).mul(s)).intoArray(out1, to + i);
                y2.max(0).add(y2.min(0).mul(s)).intoArray(out2, to + i);
                y3.max(0).add(y3.min(0).mul(s)).intoArray(out3, to + i);
            }
        }
    }

    /**
     * Sums of products for {@link #TILES} tiles in a row and two vectors of channels.
     *
     * @param in tiles of {@code step} floats, all of which each sum is made of
     * @param at where to read for the first tile
     * @param w two vectors for each float, from {@code wAt} on
     * @param out tiles of {@code stride} floats
     * @param to where to write for the first tile
     */
    static void multiply2(float[] in, int at, int step, float[] w, int wAt, float[] out, int to, int stride) {
        FloatVector a0 = FloatVector.zero(SPECIES);
        FloatVector a1 = a0;
        FloatVector a2 = a0;
        FloatVector a3 = a0;
        FloatVector a4 = a0;
        FloatVector a5 = a0;
        FloatVector b0 = a0;
        FloatVector b1 = a0;
        FloatVector b2 = a0;
        FloatVector b3 = a0;
        FloatVector b4 = a0;
        FloatVector b5 = a0;
        for (int i = 0; i < step; i++) {
            FloatVector wa = FloatVector.fromArray(SPECIES, w, wAt + i * 2 * LANES);
            FloatVector wb = FloatVector.fromArray(SPECIES, w, wAt + i * 2 * LANES + LANES);
            FloatVector x0 = FloatVector.broadcast(SPECIES, in[at + i]);
            a0 = x0.fma(wa, a0);
            b0 = x0.fma(wb, b0);
            FloatVector x1 = FloatVector.broadcast(SPECIES, in[at + i + step]);
            a1 = x1.fma(wa, a1);
            b1 = x1.fma(wb, b1);
            FloatVector x2 = FloatVector.broadcast(SPECIES, in[at + i + 2 * step]);
            a2 = x2.fma(wa, a2);
            b2 = x2.fma(wb, b2);
            FloatVector x3 = FloatVector.broadcast(SPECIES, in[at + i + 3 * step]);
            a3 = x3.fma(wa, a3);
            b3 = x3.fma(wb, b3);
            FloatVector x4 = FloatVector.broadcast(SPECIES, in[at + i + 4 * step]);
            a4 = x4.fma(wa, a4);
            b4 = x4.fma(wb, b4);
            FloatVector x5 = FloatVector.broadcast(SPECIES, in[at + i + 5 * step]);
            a5 = x5.fma(wa, a5);
            b5 = x5.fma(wb, b5);
        }
        a0.intoArray(out, to);
        b0.intoArray(out, to + LANES);
        a1.intoArray(out, to + stride);
        b1.intoArray(out, to + stride + LANES);
        a2.intoArray(out, to + 2 * stride);
        b2.intoArray(out, to + 2 * stride + LANES);
        a3.intoArray(out, to + 3 * stride);
        b3.intoArray(out, to + 3 * stride + LANES);
        a4.intoArray(out, to + 4 * stride);
        b4.intoArray(out, to + 4 * stride + LANES);
        a5.intoArray(out, to + 5 * stride);
        b5.intoArray(out, to + 5 * stride + LANES);
    }

    /** The same for one vector of channels. */
    static void multiply1(float[] in, int at, int step, float[] w, int wAt, float[] out, int to, int stride) {
        FloatVector a0 = FloatVector.zero(SPECIES);
        FloatVector a1 = a0;
        FloatVector a2 = a0;
        FloatVector a3 = a0;
        FloatVector a4 = a0;
        FloatVector a5 = a0;
        for (int i = 0; i < step; i++) {
            FloatVector wa = FloatVector.fromArray(SPECIES, w, wAt + i * LANES);
            a0 = FloatVector.broadcast(SPECIES, in[at + i]).fma(wa, a0);
            a1 = FloatVector.broadcast(SPECIES, in[at + i + step]).fma(wa, a1);
            a2 = FloatVector.broadcast(SPECIES, in[at + i + 2 * step]).fma(wa, a2);
            a3 = FloatVector.broadcast(SPECIES, in[at + i + 3 * step]).fma(wa, a3);
            a4 = FloatVector.broadcast(SPECIES, in[at + i + 4 * step]).fma(wa, a4);
            a5 = FloatVector.broadcast(SPECIES, in[at + i + 5 * step]).fma(wa, a5);
        }
        a0.intoArray(out, to);
        a1.intoArray(out, to + stride);
        a2.intoArray(out, to + 2 * stride);
        a3.intoArray(out, to + 3 * stride);
        a4.intoArray(out, to + 4 * stride);
        a5.intoArray(out, to + 5 * stride);
    }
}
