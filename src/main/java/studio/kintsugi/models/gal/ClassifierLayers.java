package studio.kintsugi.models.gal;

import static studio.kintsugi.nn.Functional.conv2d;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.norm.BatchNorm;
import studio.kintsugi.nn.Parameters;

/** The layers that the official networks share, by the names of their parameters. */
final class ClassifierLayers {
    private static final float EPS = 1e-5f;
    /** Share of the running statistics that a step keeps. */
    private static final float KEEP = 0.9f;

    private final Parameters p;
    private final boolean batchStatistics;

    ClassifierLayers(Parameters p, boolean batchStatistics) {
        this.p = p;
        this.batchStatistics = batchStatistics;
    }

    /** Convolution that keeps the size for stride 1, with a bias where there is one. */
    NDArray conv(NDArray x, String name, int stride) {
        NDArray w = p.get(name + ".weight");
        NDArray b = p.has(name + ".bias") ? p.get(name + ".bias") : null;
        return conv2d(x, w, b, stride, (int) w.getShape().get(2) / 2, 1);
    }

    NDArray norm(NDArray x, String name) {
        return BatchNorm.batchNorm(x, p.get(name + ".running_mean"), p.get(name + ".running_var"),
                p.get(name + ".weight"), p.get(name + ".bias"), 1, KEEP, EPS, batchStatistics).singletonOrThrow();
    }

    static NDArray relu(NDArray x) {
        return x.getNDArrayInternal().relu();
    }

    /** Times a mask for each channel, or one for all, if there is a mask. */
    NDArray masked(NDArray x, String name) {
        if (!p.has(name + ".weight")) {
            return x;
        }
        NDArray mask = p.get(name + ".weight");
        NDArray along = x.getShape().dimension() == 4 ? mask.reshape(1, -1, 1, 1) : mask.reshape(1, -1);
        along.attach(x.getManager());
        return x.mul(along);
    }

    /** (N, F) to (N, classes). */
    NDArray linear(NDArray x, String name) {
        return x.getNDArrayInternal().linear(x, p.get(name + ".weight"), p.get(name + ".bias")).singletonOrThrow();
    }

    static NDArray average(NDArray x, int side) {
        return x.getNDArrayInternal().avgPool(new Shape(side, side), new Shape(side, side), new Shape(0, 0), false,
                true);
    }

    static NDArray maximum(NDArray x, int side, int stride, int padding) {
        return x.getNDArrayInternal()
                .maxPool(new Shape(side, side), new Shape(stride, stride), new Shape(padding, padding), false);
    }

    /** Mean over height and width: (N, C). */
    static NDArray pooled(NDArray x) {
        return x.reshape(x.getShape().get(0), x.getShape().get(1), -1).mean(new int[] {2});
    }
}
