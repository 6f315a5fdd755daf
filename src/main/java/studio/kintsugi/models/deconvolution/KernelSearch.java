package studio.kintsugi.models.deconvolution;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.function.BooleanSupplier;
import studio.kintsugi.nn.Functional;

/**
 * What a picture was blurred with, from the picture alone: by turns a sharp picture for a kernel, which a network
 * makes, and a kernel for that picture's edges, first with the picture made small, where the blur is small as well.
 */
final class KernelSearch {
    /** Of the kernel at full size: pixels. */
    private static final int RADIUS = 15;
    private static final int LEAST_RADIUS = 2;
    private static final double RATIO = Math.sqrt(2);
    /** Rounds at full size, then at each smaller one, at most; small pictures cost little. */
    private static final int[] ROUNDS = {6, 4, 4, 6, 8};
    /** Kernels as like as this need no further asking. */
    private static final double SAME = 0.99;
    /**
     * How far a round's kernel is taken beyond what the round found: the sharp picture still shows some of the kernel
     * before, so that each round goes only part of the way.
     */
    private static final double BEYOND = 0.35;
    /** λ by which a small sharp picture is made flat but for its edges: the coarse structure tells the path. */
    private static final float COARSE_FLATNESS = 8e-3f;
    /** The same at the two largest sizes. */
    private static final float FLATNESS = 4e-3f;
    /** The same in the last rounds at full size, where weak edges help too once the path is known. */
    private static final float FINE_FLATNESS = 2e-3f;
    private static final float RIDGE = 0.15f;
    private static final float[] LUMA = {0.299f, 0.587f, 0.114f};

    /** Makes a picture sharp that a kernel blurred. */
    interface Sharpener {
        /**
         * @param x (N, 3, H, W), sides multiples of what the search was told
         * @return the same, sharp, in the manager of {@code x}
         */
        NDArray sharpened(NDArray x, BlurKernel kernel);
    }

    private final Sharpener sharpener;
    private final int sizeMultiple;
    private final BooleanSupplier cancelled;

    /**
     * @param sizeMultiple what sides of pictures for the sharpener are multiples of, pixels
     * @param cancelled asked before each round
     */
    KernelSearch(Sharpener sharpener, int sizeMultiple, BooleanSupplier cancelled) {
        this.sharpener = sharpener;
        this.sizeMultiple = sizeMultiple;
        this.cancelled = cancelled;
    }

    /**
     * @param x (N, 3, H, W), pieces of one picture
     * @param unlit (N, 1, H, W), how much each place tells, as {@link Lamps} gives it
     */
    KernelFromGradients.Fit find(NDArray x, NDArray unlit) {
        KernelFromGradients.Fit fit = null;
        for (int level = ROUNDS.length - 1; level >= 0; level--) {
            int radius = Math.max(LEAST_RADIUS, (int) Math.ceil(RADIUS * Math.pow(RATIO, -level)));
            BlurKernel begin = fit == null ? BlurKernel.point(radius)
                    : fit.kernel().enlarged(RATIO, radius).tidied();
            try (NDManager scope = x.getManager().newSubManager()) {
                NDArray seen = Functional.seen(scope, x);
                NDArray weights = reduced(Functional.seen(scope, unlit), level);
                fit = refined(reduced(seen, level), weights, begin, level);
            }
        }
        return fit;
    }

    private KernelFromGradients.Fit refined(NDArray x, NDArray weights, BlurKernel begin, int level) {
        NDArray y = luma(x);
        BlurKernel kernel = begin;
        for (int round = 0;; round++) {
            DeconvolvingNet.check(cancelled);
            boolean fine = level == 0 && round >= ROUNDS[0] / 2;
            float flatness = fine ? FINE_FLATNESS : level < 2 ? FLATNESS : COARSE_FLATNESS;
            KernelFromGradients.Fit fit = fit(x, y, weights, kernel, flatness);
            boolean settled = fit.kernel().likeness(kernel) > SAME && (fine || level > 0);
            if (settled || round == ROUNDS[level] - 1) {
                return fit;
            }
            kernel = fit.kernel().beyond(kernel, BEYOND).tidied();
        }
    }

    private KernelFromGradients.Fit fit(NDArray x, NDArray y, NDArray weights, BlurKernel kernel, float flatness) {
        try (NDManager scope = x.getManager().newSubManager()) {
            NDArray sharp = luma(sharpener.sharpened(Functional.seen(scope, x), kernel.balanced()));
            NDArray edges = L0GradientDeconvolution.latent(sharp, BlurKernel.point(1), flatness);
            return KernelFromGradients.of(edges, Functional.seen(scope, y), weights, kernel.radius()).sparse(RIDGE);
        }
    }

    /** Smaller by {@link #RATIO} {@code times} times, step by step, so that no pixel is passed over. */
    private NDArray reduced(NDArray x, int times) {
        NDArray out = x;
        for (int i = 1; i <= times; i++) {
            double scale = Math.pow(RATIO, -i);
            out = Functional.resized(out, side(x.getShape().get(2) * scale), side(x.getShape().get(3) * scale), true);
        }
        return out;
    }

    private long side(double pixels) {
        return Math.max(1, Math.round(pixels / sizeMultiple)) * sizeMultiple;
    }

    /** (N, 3, H, W) to (N, 1, H, W). */
    static NDArray luma(NDArray x) {
        NDArray shares = x.getManager().create(LUMA, new Shape(1, LUMA.length, 1, 1));
        return x.mul(shares).sum(new int[] {1}, true);
    }
}
