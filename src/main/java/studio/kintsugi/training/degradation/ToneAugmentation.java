package studio.kintsugi.training.degradation;

import java.util.random.RandomGenerator;
import studio.kintsugi.training.data.Patch;

/**
 * Augmentation by exposure and white balance: a random tone curve for all channels and a gain for each, so that few
 * photos vary as many would.
 */
public final class ToneAugmentation {
    private static final double LEAST_CHANGED = 0.25;
    /** Logarithms of the widest curve and the largest gains. */
    private static final double CURVE = 0.7;
    private static final double DIMMER = 0.9;
    private static final double CAST = 0.15;

    private ToneAugmentation() {}

    /** Changes the patch's planes; one in four stays as it is. */
    public static Patch change(Patch patch, RandomGenerator random) {
        if (random.nextDouble() < LEAST_CHANGED) {
            return patch;
        }
        double curve = Math.exp((2 * random.nextDouble() - 1) * CURVE);
        double gain = Math.exp(-DIMMER * random.nextDouble());
        for (float[] plane : patch.planes()) {
            double own = gain * Math.exp((2 * random.nextDouble() - 1) * CAST);
            for (int i = 0; i < plane.length; i++) {
                plane[i] = (float) Math.min(1, own * Math.pow(plane[i], curve));
            }
        }
        return patch;
    }
}
