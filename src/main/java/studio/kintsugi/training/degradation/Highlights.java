package studio.kintsugi.training.degradation;

import java.util.random.RandomGenerator;
import studio.kintsugi.training.data.Patch;
import studio.kintsugi.training.degradation.Degradations.Range;

/**
 * Gives what is nearly white the light that a sensor would have clipped: lamps and glints are many times as bright as
 * white. A blur that follows spreads that light before it clips; what is to be restored stays as it was.
 *
 * @param from value of the brightest channel from which on light is added, 0–1
 * @param gain what white becomes, at least 1
 */
record Highlights(Range from, Range gain) implements Degradation {
    @Override
    public Patch apply(Patch patch, RandomGenerator random) {
        float least = (float) from.draw(random);
        // few lamps are very bright: evenly in the logarithm
        float most = (float) Math.exp(new Range(Math.log(gain.from()), Math.log(gain.to())).draw(random));
        float[][] planes = patch.planes();
        for (int i = 0; i < planes[0].length; i++) {
            float brightest = Math.max(planes[0][i], Math.max(planes[1][i], planes[2][i]));
            if (brightest > least) {
                float factor = 1 + (most - 1) * (brightest - least) / (1 - least);
                for (int c = 0; c < 3; c++) {
                    planes[c][i] *= factor;
                }
            }
        }
        return patch;
    }
}
