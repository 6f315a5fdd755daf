package studio.kintsugi.models.dreamfields;

import java.util.List;
import java.util.Locale;

/**
 * How a dream is made.
 *
 * @param seed of all chance
 * @param sides of the grid, coarse to fine; each is used for an equal share of the dream
 * @param views rendered a step
 * @param samples along a ray
 * @param symmetric whether left and right are kept alike
 * @param backgrounds whether pictures stand before changing backgrounds (section 3.4), or before white
 * @param transparency weight of the loss that asks for empty space (section 3.2, equation 5); 0 for none
 * @param solidity weight at the end of the loss a(1 − a) on each pixel's opacity a, which leaves no fog; 0 for none
 * @param start what it makes the object of, which decides how far a step goes
 */
public record DreamSettings(
        long seed,
        List<Integer> sides,
        int views,
        int samples,
        boolean symmetric,
        boolean backgrounds,
        double transparency,
        double solidity,
        Start start) {
    /** What a dream makes its object of. */
    public enum Start {
        FOG(0.4f, 0.15f),
        /** A shape of what is asked for: it is mended rather than found. */
        SHAPE(0.01f, 0.002f);

        private final float densityRate;
        private final float colorRate;

        Start(float densityRate, float colorRate) {
            this.densityRate = densityRate;
            this.colorRate = colorRate;
        }

        /** Its name in files. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A solidity that removes fog and leaves shapes as they are. */
    public static final double SOLID = 1.5;

    /** How far densities go in a step, before Adam's estimates of their gradients. */
    float densityRate() {
        return start.densityRate;
    }

    float colorRate() {
        return start.colorRate;
    }

    /** For a processor: done in well under a minute on two cores. */
    public static DreamSettings quick(long seed) {
        return new DreamSettings(seed, List.of(20, 40, 56), 6, 60, true, true, 0.5, SOLID, Start.FOG);
    }
}
