package studio.kintsugi.training.degradation;

import java.util.random.RandomGenerator;
import studio.kintsugi.training.data.Patch;
import studio.kintsugi.training.degradation.Degradations.Range;

/** Noise of a sensor and of benchmarks, clamped to 0–1 as every file of a noisy picture is. */
final class Noise {
    private Noise() {}

    /**
     * The same Gaussian noise everywhere.
     *
     * @param sigma standard deviation in levels of 255
     */
    record Gaussian(Range sigma) implements Degradation {
        @Override
        public Patch apply(Patch patch, RandomGenerator random) {
            float s = (float) (sigma.draw(random) / 255);
            for (float[] plane : patch.planes()) {
                for (int i = 0; i < plane.length; i++) {
                    plane[i] = Math.clamp(plane[i] + s * (float) random.nextGaussian(), 0, 1);
                }
            }
            return patch;
        }
    }

    /**
     * Noise whose variance is {@code shot² · value + read²}, as a sensor's.
     *
     * @param shot standard deviation at white, in levels of 255
     * @param read standard deviation at black, in levels of 255
     */
    record SignalDependent(Range shot, Range read) implements Degradation {
        @Override
        public Patch apply(Patch patch, RandomGenerator random) {
            double s = shot.draw(random) / 255;
            double r = read.draw(random) / 255;
            for (float[] plane : patch.planes()) {
                for (int i = 0; i < plane.length; i++) {
                    double deviation = Math.sqrt(s * s * Math.max(plane[i], 0) + r * r);
                    plane[i] = (float) Math.clamp(plane[i] + deviation * random.nextGaussian(), 0, 1);
                }
            }
            return patch;
        }
    }
}
