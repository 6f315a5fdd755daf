package studio.kintsugi.service.restoration;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.SplittableRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.kintsugi.models.network.ImageNetwork;
import studio.kintsugi.models.network.Window;

/**
 * Tries a network in reduced precision on a small picture with waves, edges and noise: whether it gives what it gives
 * in float32, and sooner.
 *
 * @param largest difference of a value, in levels of 255
 * @param rms of the differences, in levels of 255
 * @param gain time in float32 by time in reduced precision
 */
record PrecisionTrial(double largest, double rms, double gain) {
    private static final Logger LOG = LoggerFactory.getLogger(PrecisionTrial.class);
    private static final int SIDE = 192;
    private static final int ROUNDS = 3;
    /** So many where it is not won by then: code may not be compiled yet, and other programs may have been at work. */
    private static final int MOST_ROUNDS = 12;
    /** Other pictures may differ more, and should not by 2. */
    private static final double MOST = 1.5;
    /** 0.27, independent of the error of a result of 40 dB, costs it 0.05 dB; the worse a result the less. */
    private static final double MOST_RMS = 0.2;
    /** Below this it is not worth it. */
    private static final double LEAST_GAIN = 1.1;

    /** Tries it; the two take turns, and each is as fast as it was at its best. */
    static PrecisionTrial of(ImageNetwork network, NDManager manager) {
        float[] picture = picture();
        PrecisionTrial trial = null;
        double[] seconds = {Double.MAX_VALUE, Double.MAX_VALUE};
        float[][] results = new float[2][];
        try (NDManager keeper = manager.newSubManager()) {
            ImageNetwork whole =
                    network.calibratedForTrial(keeper.create(picture, new Shape(1, 3, SIDE, SIDE)), keeper);
            ImageNetwork[] both = {whole, whole.reduced()};
            for (int round = 1; round <= MOST_ROUNDS && !(round > ROUNDS && trial.isDecided()); round++) {
                for (int i = 0; i < 2; i++) {
                    long began = System.nanoTime();
                    results[i] = result(both[i], manager, picture);
                    seconds[i] = Math.min(seconds[i], (System.nanoTime() - began) / 1e9);
                }
                trial = compare(results[0], results[1], seconds[0] / seconds[1]);
            }
        }
        LOG.debug("in reduced precision: {}", trial);
        return trial;
    }

    /** Whether the network may and should run in reduced precision from here on. */
    boolean isWon() {
        return isAccurate() && gain >= LEAST_GAIN;
    }

    private boolean isDecided() {
        return isWon() || !isAccurate();
    }

    /** Whether nobody would see the difference. */
    boolean isAccurate() {
        // so written that what is not a number does not pass
        return largest <= MOST && rms <= MOST_RMS;
    }

    private static float[] result(ImageNetwork network, NDManager manager, float[] picture) {
        int side = SIDE * network.scale();
        float[] out = new float[3 * side * side];
        try (NDManager scope = manager.newSubManager()) {
            network.run(scope, picture, SIDE, SIDE, Window.all(SIDE, SIDE), (c, y, values, from) ->
                    System.arraycopy(values, from, out, (c * side + y) * side, side));
        }
        return out;
    }

    private static PrecisionTrial compare(float[] expected, float[] got, double gain) {
        double largest = 0;
        double squares = 0;
        for (int i = 0; i < expected.length; i++) {
            double d = 255 * Math.abs(expected[i] - got[i]);
            largest = d <= largest ? largest : d;
            squares += d * d;
        }
        return new PrecisionTrial(largest, Math.sqrt(squares / expected.length), gain);
    }

    private static float[] picture() {
        SplittableRandom random = new SplittableRandom(1);
        float[] out = new float[3 * SIDE * SIDE];
        for (int c = 0; c < 3; c++) {
            for (int y = 0; y < SIDE; y++) {
                for (int x = 0; x < SIDE; x++) {
                    double wave = 0.25 * Math.sin((x * (c + 1) + 2 * y) / 40.0);
                    double edge = (x / 24 + y / 32) % 2 == 0 ? 0.2 : -0.2;
                    double value = 0.5 + wave + edge + 0.04 * random.nextGaussian();
                    out[(c * SIDE + y) * SIDE + x] = (float) Math.clamp(value, 0, 1);
                }
            }
        }
        return out;
    }
}
