package studio.kintsugi.models.deconvolution;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import studio.kintsugi.nn.Functional;

/**
 * Deconvolution by Wiener's filter: of all pictures that, blurred, give what is seen, one whose gradients are small. In
 * frequencies {@code X = K* Y / (|K|² + λ |∇|²)}. A small {@code λ} is right for a kernel that is right, and rings with
 * one that is not; a network that sees results of both can tell which to believe where.
 */
public final class Wiener {
    /** The λ of the two results; the first is right for noise of 1 %. */
    private static final float[] LAMBDAS = {0.02f, 0.2f};
    /** Channels of {@link #guides} for a picture of three. */
    public static final int GUIDES = 3 * LAMBDAS.length;

    private Wiener() {}

    /**
     * The picture without its blur, for each λ once.
     *
     * @param y (N, 3, H, W), blurred
     * @param kernels (N, 1, side, side), or one for all; odd sides, each sums to 1
     * @return (N, {@link #GUIDES}, H, W), in the manager of {@code y}
     */
    public static NDArray guides(NDArray y, NDArray kernels) {
        try (NDManager scope = y.getManager().newSubManager()) {
            int side = (int) kernels.getShape().get(3);
            Frequencies f = new Frequencies(scope, (int) y.getShape().get(2), (int) y.getShape().get(3), 2 * side);
            NDArray blur = f.transfer(kernels);
            NDArray matched = blur.conj().mul(f.of(Functional.seen(scope, y)));
            NDArray power = Frequencies.power(blur);
            NDArray slopes = f.slopes();
            NDList out = new NDList();
            for (float lambda : LAMBDAS) {
                out.add(f.picture(matched.div(power.add(slopes.mul(lambda)))));
            }
            NDArray guides = NDArrays.concat(out, 1);
            guides.attach(y.getManager());
            return guides;
        }
    }
}
