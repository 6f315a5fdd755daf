package studio.kintsugi.models.deconvolution;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import studio.kintsugi.nn.Functional;

/**
 * The picture that, blurred, gives what is seen and has few gradients: {@code min ‖x * k − y‖² + λ ‖∇x‖₀} by
 * half-quadratic splitting (Xu, Zheng and Jia, CVPR 2013). It is flat but for strong edges, which is what tells a
 * kernel.
 */
final class L0GradientDeconvolution {
    /** Weights of the splitting go from twice λ to this. */
    private static final float LAST_WEIGHT = 300;
    /** Faster, and edges settle before the picture has. */
    private static final float GROWTH = 1.5f;

    private L0GradientDeconvolution() {}

    /**
     * @param y (N, 1, H, W)
     * @return the same, in the manager of {@code y}
     */
    static NDArray latent(NDArray y, BlurKernel kernel, float lambda) {
        try (NDManager scope = y.getManager().newSubManager()) {
            Frequencies f = new Frequencies((int) y.getShape().get(2), (int) y.getShape().get(3), kernel.side());
            NDArray continued = f.continued(Functional.seen(scope, y));
            NDArray blur = f.transfer(kernel.in(scope));
            NDArray matched = blur.conj().mul(f.transform(continued));
            NDArray power = Frequencies.power(blur);
            NDArray slopes = f.slopes(scope);
            NDArray x = continued;
            for (float weight = 2 * lambda; weight < LAST_WEIGHT; weight *= GROWTH) {
                try (NDManager round = scope.newSubManager()) {
                    NDArray seen = Functional.seen(round, x);
                    NDArray right = turned(seen, Frequencies.COLUMNS, 1).sub(seen);
                    NDArray down = turned(seen, Frequencies.ROWS, 1).sub(seen);
                    NDArray kept = right.square().add(down.square()).gte(lambda / weight)
                            .toType(x.getDataType(), false);
                    right.muli(kept);
                    down.muli(kept);
                    NDArray divergence = turned(right, Frequencies.COLUMNS, -1).sub(right)
                            .add(turned(down, Frequencies.ROWS, -1).sub(down));
                    NDArray waves = matched.add(f.transform(divergence).mul(weight)).div(power.add(slopes.mul(weight)));
                    x = f.inverse(waves);
                    x.attach(scope);
                }
            }
            NDArray out = f.cut(x);
            out.attach(y.getManager());
            return out;
        }
    }

    /** Values of {@code by} pixels further along an axis, one or minus one, the first following the last. */
    private static NDArray turned(NDArray x, int axis, int by) {
        int n = (int) x.getShape().get(axis);
        int at = Math.floorMod(by, n);
        return Frequencies.part(x, axis, at, n).concat(Frequencies.part(x, axis, 0, at), axis);
    }
}
