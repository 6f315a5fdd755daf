package studio.kintsugi.training.degradation;

import java.util.random.RandomGenerator;
import studio.kintsugi.training.data.Patch;

/** A seeded random degradation of a picture: the same random numbers give the same result. */
public interface Degradation {
    /** Degrades {@code patch}, in place or as a new patch, smaller by {@link #scale()}. */
    Patch apply(Patch patch, RandomGenerator random);

    /** How many pixels of the patch along one side become one. */
    default int scale() {
        return 1;
    }

    /** Pixels of the patch at each border whose result depends on what lies outside; a multiple of the scale. */
    default int margin() {
        return 0;
    }
}
