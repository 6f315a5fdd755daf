package studio.kintsugi.training.degradation;

import java.util.random.RandomGenerator;
import studio.kintsugi.training.data.Patch;

/**
 * Another degradation on one side of an edge alone, as behind a pane that ends within the picture.
 *
 * @param whole what is done there; must keep the size
 */
record Partial(Degradation whole) implements Degradation {
    /** Width of the edge, pixels: that of a frame which is out of focus. */
    private static final double EDGE = 3;

    @Override
    public Patch apply(Patch patch, RandomGenerator random) {
        int w = patch.width();
        int h = patch.height();
        double angle = random.nextDouble(2 * Math.PI);
        double across = Math.cos(angle);
        double down = Math.sin(angle);
        // through any point of the inner half of the patch
        double cx = random.nextDouble(0.25, 0.75) * w;
        double cy = random.nextDouble(0.25, 0.75) * h;
        Patch clean = patch.copy();
        Patch out = whole.apply(patch, random);
        for (int i = 0; i < w * h; i++) {
            double distance = (i % w - cx) * across + (i / w - cy) * down;
            float share = (float) Math.clamp(0.5 + distance / EDGE, 0, 1);
            for (int c = 0; c < 3; c++) {
                float[] plane = out.planes()[c];
                plane[i] = share * plane[i] + (1 - share) * clean.planes()[c][i];
            }
        }
        return out.blurred(null);
    }

    @Override
    public int margin() {
        return whole.margin();
    }
}
