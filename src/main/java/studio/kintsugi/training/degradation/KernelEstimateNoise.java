package studio.kintsugi.training.degradation;

import java.util.random.RandomGenerator;
import studio.kintsugi.models.deconvolution.BlurKernel;
import studio.kintsugi.training.degradation.Degradations.Range;

/**
 * What someone who has only seen the blurred picture may think that it was blurred with: the right kernel at best; else
 * one that is thicker or thinner, patchy, with a piece missing or one too much; none at all at worst. Its centre of mass is
 * in the middle.
 */
final class KernelEstimateNoise {
    /** Of a guess. */
    static final int RADIUS = 20;
    /** Squares over a kernel that are too light or too dark independently of one another. */
    private static final int PATCHES = 5;

    private KernelEstimateNoise() {}

    /**
     * @param kernel the right one, no larger than a guess, or null where a picture has no one kernel
     */
    static BlurKernel draw(BlurKernel kernel, RandomGenerator random) {
        double chance = random.nextDouble();
        BlurKernel right = kernel == null ? other(random) : framed(kernel);
        if (chance < 0.15) {
            return right;
        }
        if (chance < 0.25) {
            return blurred(BlurKernel.point(RADIUS), random.nextDouble(0.3, 2), random);
        }
        double wrong = random.nextDouble();
        float[] guess = patchy(right, 2 * wrong * random.nextDouble(), random).values().clone();
        double share = 0.7 * wrong * random.nextDouble();
        float[] too = (random.nextInt(3) == 0 ? blurred(right, 4, random) : other(random)).values();
        for (int i = 0; i < guess.length; i++) {
            guess[i] = (float) ((1 - share) * guess[i] + share * too[i]);
        }
        return blurred(BlurKernel.of(guess), 1.2 * wrong * random.nextDouble(), random)
                .above(0.2 * random.nextDouble() * wrong).balanced();
    }

    private static BlurKernel other(RandomGenerator random) {
        return framed(BlurKernel.of(new RandomKernels.CameraShake(new Range(3, 27)).draw(random)));
    }

    private static BlurKernel framed(BlurKernel kernel) {
        if (kernel.radius() > RADIUS) {
            throw new IllegalArgumentException("kernels of a radius beyond " + RADIUS + " pixels can't be guessed");
        }
        return kernel.within(RADIUS);
    }

    /** Lighter here, darker there. */
    private static BlurKernel patchy(BlurKernel kernel, double amount, RandomGenerator random) {
        float[] factors = new float[PATCHES * PATCHES];
        for (int i = 0; i < factors.length; i++) {
            factors[i] = (float) Math.exp(amount * random.nextGaussian());
        }
        int side = kernel.side();
        float[] out = kernel.values().clone();
        for (int i = 0; i < out.length; i++) {
            out[i] *= factors[i / side * PATCHES / side * PATCHES + i % side * PATCHES / side];
        }
        return BlurKernel.of(out);
    }

    /** With an uneven Gaussian of up to {@code sigma} pixels. */
    private static BlurKernel blurred(BlurKernel kernel, double sigma, RandomGenerator random) {
        if (sigma < 0.2) {
            return kernel;
        }
        RandomKernels.GaussianBlur gaussian = new RandomKernels.GaussianBlur(new Range(0.5 * sigma, sigma));
        return BlurKernel.of(
                Blur.convolve(kernel.values(), kernel.side(), kernel.side(), gaussian.draw(random), gaussian.radius()));
    }
}
