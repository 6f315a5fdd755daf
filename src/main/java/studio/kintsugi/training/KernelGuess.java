package studio.kintsugi.training;

import java.util.random.RandomGenerator;
import studio.kintsugi.training.Degradations.Range;

/**
 * What someone who has only seen the blurred picture may think that it was blurred with: the right kernel at best; else
 * one that is thicker or thinner, patchy, with a piece missing or one too much; none at all at worst. Its centre of mass is
 * in the middle.
 */
final class KernelGuess {
    /** Side of a guess; odd. */
    static final int SIDE = 41;
    private static final int RADIUS = SIDE / 2;
    /** Squares over a kernel that are too light or too dark independently of one another. */
    private static final int PATCHES = 5;

    private KernelGuess() {}

    /**
     * @param kernel the right one, no larger than a guess, or null where a picture has no one kernel
     * @return {@link #SIDE} squared, sums to 1
     */
    static float[] draw(float[] kernel, RandomGenerator random) {
        double chance = random.nextDouble();
        float[] right = kernel == null ? other(random) : centred(kernel);
        if (chance < 0.15) {
            return right;
        }
        if (chance < 0.25) {
            return blurred(point(), random.nextDouble(0.3, 2), random);
        }
        double wrong = random.nextDouble();
        float[] guess = patchy(right, 2 * wrong * random.nextDouble(), random);
        double share = 0.7 * wrong * random.nextDouble();
        float[] too = random.nextInt(3) == 0 ? blurred(right, 4, random) : other(random);
        for (int i = 0; i < guess.length; i++) {
            guess[i] = (float) ((1 - share) * guess[i] + share * too[i]);
        }
        guess = blurred(guess, 1.2 * wrong * random.nextDouble(), random);
        return centredMass(normalised(cut(guess, 0.2 * random.nextDouble() * wrong)));
    }

    private static float[] other(RandomGenerator random) {
        return centred(new Kernels.CameraShake(new Range(3, 27)).draw(random));
    }

    private static float[] point() {
        float[] out = new float[SIDE * SIDE];
        out[RADIUS * SIDE + RADIUS] = 1;
        return out;
    }

    private static float[] centred(float[] kernel) {
        int side = (int) Math.round(Math.sqrt(kernel.length));
        if (side > SIDE) {
            throw new IllegalArgumentException("kernels larger than " + SIDE + " pixels can't be guessed");
        }
        float[] out = new float[SIDE * SIDE];
        int from = (SIDE - side) / 2;
        for (int y = 0; y < side; y++) {
            System.arraycopy(kernel, y * side, out, (from + y) * SIDE + from, side);
        }
        return out;
    }

    /** Lighter here, darker there. */
    private static float[] patchy(float[] kernel, double amount, RandomGenerator random) {
        float[] factors = new float[PATCHES * PATCHES];
        for (int i = 0; i < factors.length; i++) {
            factors[i] = (float) Math.exp(amount * random.nextGaussian());
        }
        float[] out = kernel.clone();
        for (int i = 0; i < out.length; i++) {
            out[i] *= factors[i / SIDE * PATCHES / SIDE * PATCHES + i % SIDE * PATCHES / SIDE];
        }
        return normalised(out);
    }

    /** With an uneven Gaussian of up to {@code sigma} pixels. */
    private static float[] blurred(float[] kernel, double sigma, RandomGenerator random) {
        if (sigma < 0.2) {
            return kernel;
        }
        Kernels.GaussianBlur gaussian = new Kernels.GaussianBlur(new Range(0.5 * sigma, sigma));
        return Blur.convolve(kernel, SIDE, SIDE, gaussian.draw(random), gaussian.radius());
    }

    /** With its centre of mass in the middle. */
    private static float[] centredMass(float[] kernel) {
        double mx = 0;
        double my = 0;
        for (int i = 0; i < kernel.length; i++) {
            mx += kernel[i] * (i % SIDE - RADIUS);
            my += kernel[i] * (i / SIDE - RADIUS);
        }
        float[] out = new float[kernel.length];
        int dx = (int) Math.floor(mx);
        int dy = (int) Math.floor(my);
        float fx = (float) (mx - dx);
        float fy = (float) (my - dy);
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                out[y * SIDE + x] = (1 - fy) * ((1 - fx) * at(kernel, x + dx, y + dy) + fx * at(kernel, x + dx + 1, y + dy))
                        + fy * ((1 - fx) * at(kernel, x + dx, y + dy + 1) + fx * at(kernel, x + dx + 1, y + dy + 1));
            }
        }
        return normalised(out);
    }

    private static float at(float[] kernel, int x, int y) {
        return x < 0 || y < 0 || x >= SIDE || y >= SIDE ? 0 : kernel[y * SIDE + x];
    }

    private static float[] cut(float[] kernel, double share) {
        float largest = 0;
        for (float k : kernel) {
            largest = Math.max(largest, k);
        }
        float[] out = kernel.clone();
        for (int i = 0; i < out.length; i++) {
            out[i] = out[i] < share * largest ? 0 : out[i];
        }
        return out;
    }

    private static float[] normalised(float[] kernel) {
        double sum = 0;
        for (float k : kernel) {
            sum += k;
        }
        float[] out = new float[kernel.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) (kernel[i] / sum);
        }
        return out;
    }
}
