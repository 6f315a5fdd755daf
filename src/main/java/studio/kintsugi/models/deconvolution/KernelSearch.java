package studio.kintsugi.models.deconvolution;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.function.BooleanSupplier;
import studio.kintsugi.nn.Functional;

/**
 * What a picture was blurred with, from the picture alone: by turns a sharp picture for a kernel and a kernel for that
 * picture, first with the picture made small, where the blur is small as well.
 */
final class KernelSearch {
    /** Of the kernel at full size: pixels. */
    private static final int RADIUS = 15;
    private static final int LEAST_RADIUS = 2;
    private static final int LEVELS = 5;
    private static final double RATIO = Math.sqrt(2);
    private static final int ROUNDS = 4;
    /** λ of {@link L0GradientDeconvolution} in the first round of a level and in the last: less and less is flat. */
    private static final double FIRST_LAMBDA = 4e-3;
    private static final double LAST_LAMBDA = 1e-3;
    /** Such a picture is wrong between its edges; without a ridge the kernel makes up for that. */
    private static final float RIDGE = 0.2f;
    private static final float[] LUMA = {0.299f, 0.587f, 0.114f};

    private KernelSearch() {}

    /**
     * @param y (N, 1, H, W), the lightness of pieces of one picture
     * @param cancelled asked before each round
     */
    static BlurKernel find(NDArray y, BooleanSupplier cancelled) {
        BlurKernel kernel = null;
        for (int level = LEVELS - 1; level >= 0; level--) {
            int radius = Math.max(LEAST_RADIUS, (int) Math.ceil(RADIUS * Math.pow(RATIO, -level)));
            kernel = kernel == null ? BlurKernel.point(radius) : kernel.enlarged(RATIO, radius).tidied();
            try (NDManager scope = y.getManager().newSubManager()) {
                kernel = refined(reduced(Functional.seen(scope, y), level), kernel, cancelled);
            }
        }
        return kernel;
    }

    private static BlurKernel refined(NDArray y, BlurKernel begin, BooleanSupplier cancelled) {
        BlurKernel kernel = begin;
        for (int round = 0; round < ROUNDS; round++) {
            DeconvolvingNet.check(cancelled);
            double lambda = FIRST_LAMBDA * Math.pow(LAST_LAMBDA / FIRST_LAMBDA, (double) round / (ROUNDS - 1));
            NDArray sharp = L0GradientDeconvolution.latent(y, kernel, (float) lambda);
            kernel = KernelFromGradients.of(sharp, y, kernel.radius()).even(RIDGE).kernel();
            sharp.close();
        }
        return kernel;
    }

    /** Smaller by {@link #RATIO} {@code times} times, step by step, so that no pixel is passed over. */
    private static NDArray reduced(NDArray y, int times) {
        NDArray out = y;
        for (int i = 1; i <= times; i++) {
            double scale = Math.pow(RATIO, -i);
            out = Functional.resized(out, Math.round(y.getShape().get(2) * scale),
                    Math.round(y.getShape().get(3) * scale), true);
        }
        return out;
    }

    /** (N, 3, H, W) to (N, 1, H, W). */
    static NDArray luma(NDArray x) {
        NDArray shares = x.getManager().create(LUMA, new Shape(1, LUMA.length, 1, 1));
        return x.mul(shares).sum(new int[] {1}, true);
    }
}
