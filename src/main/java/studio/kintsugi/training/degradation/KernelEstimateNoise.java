package studio.kintsugi.training.degradation;

import java.util.random.RandomGenerator;
import studio.kintsugi.models.deconvolution.BlurKernel;
import studio.kintsugi.training.degradation.Degradations.Range;

/**
 * A simulated estimate of a blur kernel from the blurred picture alone: the true kernel at best; else one that is
 * thicker or thinner, unevenly weighted, or mixed with another; only a small Gaussian at worst. Its centre of mass is
 * in the middle.
 */
final class KernelEstimateNoise {
    /** Of an estimate, pixels. */
    static final int RADIUS = 20;
    /** Squares over a kernel that are too light or too dark independently of one another. */
    private static final int PATCHES = 5;

    private KernelEstimateNoise() {}

    /**
     * @param kernel the true one, no larger than an estimate, or null where a picture has no single kernel
     */
    static BlurKernel draw(BlurKernel kernel, RandomGenerator random) {
        double chance = random.nextDouble();
        BlurKernel truth = kernel == null ? other(random) : framed(kernel);
        if (chance < 0.15) {
            return truth;
        }
        if (chance < 0.25) {
            return blurred(BlurKernel.point(RADIUS), random.nextDouble(0.3, 2), random);
        }
        double error = random.nextDouble();
        float[] estimate = unevenlyWeighted(truth, 2 * error * random.nextDouble(), random).values().clone();
        double share = 0.7 * error * random.nextDouble();
        float[] added = (random.nextInt(3) == 0 ? blurred(truth, 4, random) : other(random)).values();
        for (int i = 0; i < estimate.length; i++) {
            estimate[i] = (float) ((1 - share) * estimate[i] + share * added[i]);
        }
        return blurred(BlurKernel.of(estimate), 1.2 * error * random.nextDouble(), random)
                .above(0.2 * random.nextDouble() * error).balanced();
    }

    private static BlurKernel other(RandomGenerator random) {
        return framed(BlurKernel.of(new RandomKernels.CameraShake(new Range(3, 27)).draw(random)));
    }

    private static BlurKernel framed(BlurKernel kernel) {
        if (kernel.radius() > RADIUS) {
            throw new IllegalArgumentException("kernels of a radius beyond " + RADIUS + " pixels can't be estimated");
        }
        return kernel.within(RADIUS);
    }

    /** Lighter here, darker there. */
    private static BlurKernel unevenlyWeighted(BlurKernel kernel, double amount, RandomGenerator random) {
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
