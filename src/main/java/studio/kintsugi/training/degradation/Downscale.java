package studio.kintsugi.training.degradation;

import java.util.random.RandomGenerator;
import studio.kintsugi.training.data.Patch;

/** Bicubic reduction by a whole factor, as super-resolution benchmarks make their inputs; rounded to 8 bits. */
record Downscale(int factor) implements Degradation {
    /** Output pixels whose filter reaches over the edge. */
    private static final int EDGE = 4;

    @Override
    public Patch apply(Patch patch, RandomGenerator random) {
        return patch.bicubic(patch.width() / factor, patch.height() / factor).rounded();
    }

    @Override
    public int margin() {
        return EDGE * factor;
    }

    @Override
    public int scale() {
        return factor;
    }
}
