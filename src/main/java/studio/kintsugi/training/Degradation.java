package studio.kintsugi.training;

import java.util.random.RandomGenerator;

/** Something that spoils a picture, differently each time, and the same again from the same random numbers. */
interface Degradation {
    /** Spoils {@code patch}, in place or as a new patch of the same size. */
    Patch apply(Patch patch, RandomGenerator random);

    /** Pixels at each border whose result depends on what lies outside the patch. */
    default int margin() {
        return 0;
    }
}
