package studio.kintsugi.models.nafnet;

import static studio.kintsugi.nn.Functional.channelsLast;
import static studio.kintsugi.nn.Functional.conv2d;
import static studio.kintsugi.nn.Functional.globalMean;
import static studio.kintsugi.nn.Functional.layerNorm;
import static studio.kintsugi.nn.Functional.pixelShuffle;
import static studio.kintsugi.nn.Functional.pointwise;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import studio.kintsugi.nn.Parameters;

/**
 * NAFSSR: stereo super-resolution with NAFNet's blocks and attention across the two views (Chu et al., arXiv
 * 2204.08714), for pairs small enough that the whole picture lies within the local window.
 *
 * <p>No tool takes stereo pairs. Its official checkpoints are recognised, and tests compare its results with the
 * official code's.
 */
public final class NafSsr implements AutoCloseable {
    /** The engine's number for bilinear interpolation. */
    private static final int BILINEAR = 1;
    private static final float EPS = 1e-6f;

    private final Parameters p;
    private final int scale;
    private final int blocks;

    /** Owns {@code parameters} from here on. */
    public NafSsr(Parameters parameters, int scale, int blocks) {
        this.p = parameters;
        this.scale = scale;
        this.blocks = blocks;
    }

    /**
     * @param x (N, 6, H, W): left RGB, then right RGB
     * @return (N, 6, scale · H, scale · W)
     */
    public NDArray forward(NDArray x) {
        long h = x.getShape().get(2);
        long w = x.getShape().get(3);
        NDArray large = x.getNDArrayInternal().interpolation(new long[] {h * scale, w * scale}, BILINEAR, false);
        NDList views = x.split(2, 1);
        NDArray left = intro(views.get(0));
        NDArray right = intro(views.get(1));
        for (int i = 0; i < blocks; i++) {
            String name = "body." + i + ".module.";
            left = NafBlock.NAF.apply(left, name + "blk", p, v -> globalMean(v));
            right = NafBlock.NAF.apply(right, name + "blk", p, v -> globalMean(v));
            NDList fused = fuse(left, right, name + "fusion.");
            left = fused.get(0);
            right = fused.get(1);
        }
        return up(left).concat(up(right), 1).add(large);
    }

    private NDArray intro(NDArray view) {
        return conv2d(channelsLast(view), p.get("intro.weight"), p.get("intro.bias"), 1, 1, 1);
    }

    private NDArray up(NDArray x) {
        return pixelShuffle(conv2d(x, p.get("up.0.weight"), p.get("up.0.bias"), 1, 1, 1), scale);
    }

    /** Stereo cross-attention (section 3.3): each row of one view attends to the same row of the other. */
    private NDList fuse(NDArray left, NDArray right, String name) {
        NDArray q = rows(project(norm(left, name + "norm_l"), name + "l_proj1"));
        NDArray k = rows(project(norm(right, name + "norm_r"), name + "r_proj1"));
        NDArray vl = rows(project(left, name + "l_proj2"));
        NDArray vr = rows(project(right, name + "r_proj2"));
        NDArray attention = q.matMul(k.transpose(0, 1, 3, 2)).mul((float) (1 / Math.sqrt(left.getShape().get(1))));
        NDArray toLeft = attention.softmax(-1).matMul(vr).transpose(0, 3, 1, 2);
        NDArray toRight = attention.transpose(0, 1, 3, 2).softmax(-1).matMul(vl).transpose(0, 3, 1, 2);
        return new NDList(left.add(toLeft.mul(p.get(name + "beta"))), right.add(toRight.mul(p.get(name + "gamma"))));
    }

    private NDArray norm(NDArray x, String name) {
        return layerNorm(x, p.get(name + ".weight"), p.get(name + ".bias"), EPS);
    }

    private NDArray project(NDArray x, String name) {
        return pointwise(x, p.get(name + ".weight"), p.get(name + ".bias"));
    }

    /** (N, C, H, W) as (N, H, W, C). */
    private static NDArray rows(NDArray x) {
        return x.transpose(0, 2, 3, 1);
    }

    @Override
    public void close() {
        p.close();
    }
}
