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
public final class Wiener implements AutoCloseable {
    /** The λ of the two results; the first is right for noise of 1 %. */
    private static final float[] LAMBDAS = {0.02f, 0.2f};
    /** Channels of {@link #guides} for a picture of three. */
    public static final int GUIDES = 3 * LAMBDAS.length;

    private final NDManager manager;
    private final Frequencies frequencies;
    /** K* / (|K|² + λ |∇|²) for each λ. */
    private final NDArray[] filters = new NDArray[LAMBDAS.length];
    /** What waves of a picture are multiplied by that the first filter makes sharp and the kernel blurs again. */
    private final NDArray reblur;

    /**
     * The filters for pictures of one size.
     *
     * @param owner what is kept belongs to until this is closed
     * @param kernels (N, 1, side, side), or one for all; odd sides, each sums to 1
     * @param height of the pictures, pixels
     * @param width likewise
     */
    Wiener(NDManager owner, NDArray kernels, int height, int width) {
        this.manager = owner.newSubManager();
        try (NDManager scope = manager.newSubManager()) {
            int side = (int) kernels.getShape().get(3);
            frequencies = new Frequencies(height, width, 2 * side);
            NDArray blur = frequencies.transfer(Functional.seen(scope, kernels));
            NDArray power = Frequencies.power(blur);
            NDArray slopes = frequencies.slopes(scope);
            for (int i = 0; i < LAMBDAS.length; i++) {
                filters[i] = blur.conj().div(power.add(slopes.mul(LAMBDAS[i])));
                filters[i].attach(manager);
            }
            reblur = power.div(power.add(slopes.mul(LAMBDAS[0])));
            reblur.attach(manager);
        }
    }

    /**
     * The picture without its blur, for each λ once.
     *
     * @param y (N, 3, H, W), blurred
     * @param kernels (N, 1, side, side), or one for all; odd sides, each sums to 1
     * @return (N, {@link #GUIDES}, H, W), in the manager of {@code y}
     */
    public static NDArray guides(NDArray y, NDArray kernels) {
        int height = (int) y.getShape().get(2);
        int width = (int) y.getShape().get(3);
        try (Wiener filter = new Wiener(y.getManager(), kernels, height, width)) {
            return filter.guides(y, 0);
        }
    }

    /**
     * The same by the filters of one size.
     *
     * @param rounds in which what {@code y} is continued by beyond its borders is made what its own sharp picture,
     *     blurred, gives there: mirrored, it rings, far into the picture where the kernel all but stops some waves
     */
    NDArray guides(NDArray y, int rounds) {
        try (NDManager scope = y.getManager().newSubManager()) {
            NDArray inside = Functional.seen(scope, y);
            NDArray continued = frequencies.continued(inside);
            for (int i = 0; i < rounds; i++) {
                NDArray again = frequencies.inverse(frequencies.transform(continued).mul(reblur));
                continued = again.add(frequencies.padded(inside.sub(frequencies.cut(again))));
            }
            NDArray waves = frequencies.transform(continued);
            NDList out = new NDList();
            for (NDArray filter : filters) {
                out.add(frequencies.picture(waves.mul(filter)));
            }
            NDArray guides = NDArrays.concat(out, 1);
            guides.attach(y.getManager());
            return guides;
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
