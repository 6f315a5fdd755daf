package studio.kintsugi.training.degradation;

import java.util.random.RandomGenerator;
import studio.kintsugi.training.data.Patch;
import studio.kintsugi.training.degradation.Degradations.Range;

/**
 * Bicubic resizing and back, as happens to pictures on the web.
 *
 * @param factor of the intermediate size
 */
record Rescale(Range factor) implements Degradation {
    @Override
    public Patch apply(Patch patch, RandomGenerator random) {
        double f = factor.draw(random);
        int w = Math.max(1, (int) Math.round(patch.width() * f));
        int h = Math.max(1, (int) Math.round(patch.height() * f));
        return patch.bicubic(w, h).bicubic(patch.width(), patch.height());
    }

    @Override
    public int margin() {
        return (int) Math.ceil(2 / Math.min(1, factor.from())) + 2;
    }
}
