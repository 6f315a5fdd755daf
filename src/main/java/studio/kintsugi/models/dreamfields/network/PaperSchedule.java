package studio.kintsugi.models.dreamfields.network;

/** What changes while the official code optimises. */
public final class PaperSchedule {
    private static final double ANNEALING = 500;
    private static final double WARM_UP = 1500;
    private static final double BLUR = 1000;
    private static final double WEIGHT = 0.5;

    private PaperSchedule() {}

    /**
     * The mean transmittance wanted, τ of equation 5: 0.4 at first, 0.88 from step 500 for a focal length of 1.2 and
     * a distance of 4. The opacity it leaves follows how large the object appears.
     *
     * @param focal length of the camera, 1 for NeRF's own
     * @param distance of the camera
     */
    public static double transmittance(int step, double focal, double distance) {
        double opacity = 0.5 * Math.pow(0.2, Math.min(1, step / ANNEALING));
        return 1 - Math.min(1, focal * focal / (distance * distance / 16) / 1.2 * opacity);
    }

    /** The loss on transmittance, section 3.2, equation 5: −0.5 · min(τ, mean transmittance). */
    public static double transmittanceLoss(double wanted, double mean) {
        return -WEIGHT * Math.min(wanted, mean);
    }

    /**
     * The whole loss, equation 6: the mean cosine between a prompt's embedding and those of pictures, negated, and the
     * loss on transmittance.
     *
     * @param pictures (K, D), rows of length 1
     * @param prompt (D), of length 1
     */
    public static double loss(float[] pictures, float[] prompt, double wanted, double mean) {
        double sum = 0;
        for (int i = 0; i < pictures.length; i++) {
            sum += (double) pictures[i] * prompt[i % prompt.length];
        }
        return -sum * prompt.length / pictures.length + transmittanceLoss(wanted, mean);
    }

    /** Of Adam: from 1e-5 to 1e-4 within 1500 steps. */
    public static double learningRate(int step) {
        return 1e-5 * Math.pow(10, Math.min(1, step / WARM_UP));
    }

    /**
     * Standard deviation of the noise on densities before their activation, in a straight line; the paper's own runs
     * have none.
     *
     * @param fraction of the run that is done
     * @param first at the beginning, and {@code last} at the end
     */
    public static double densityNoise(double fraction, double first, double last) {
        return first + (last - first) * Math.min(1, fraction);
    }

    /** How much wider than a pixel the encoding's Gaussians are: from 2 to 1 within 1000 steps. */
    public static double encodingScale(int step) {
        return Math.max(1, Math.pow(2, 1 - step / BLUR));
    }
}
