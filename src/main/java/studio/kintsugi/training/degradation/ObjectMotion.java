package studio.kintsugi.training.degradation;

import java.util.random.RandomGenerator;
import studio.kintsugi.training.data.Patch;

/**
 * Motion blur of one object before a still background: a blurred copy blended in through a soft ellipse.
 *
 * @param kernels how it moves
 */
record ObjectMotion(RandomKernels.Source kernels) implements Degradation {
    @Override
    public Patch apply(Patch patch, RandomGenerator random) {
        int w = patch.width();
        int h = patch.height();
        Patch moving = new Blur(kernels, 0).apply(patch, random);
        double cx = random.nextDouble() * w;
        double cy = random.nextDouble() * h;
        double rx = random.nextDouble(0.2, 0.6) * w;
        double ry = random.nextDouble(0.2, 0.6) * h;
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
                double distance = Math.hypot((x - cx) / rx, (y - cy) / ry);
                float share = (float) Math.clamp((1 - distance) * 6, 0, 1);
                for (int c = 0; c < 3; c++) {
                    float[] plane = moving.planes()[c];
                    int at = y * w + x;
                    plane[at] = share * plane[at] + (1 - share) * patch.planes()[c][at];
                }
            }
        }
        return moving.blurred(null);
    }

    @Override
    public int margin() {
        return kernels.radius();
    }
}
