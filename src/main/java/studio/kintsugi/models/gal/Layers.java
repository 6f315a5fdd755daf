package studio.kintsugi.models.gal;

import static studio.kintsugi.nn.Functional.conv2d;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.norm.BatchNorm;
import studio.kintsugi.nn.Parameters;

/** The layers that the official networks share, by the names of their parameters. */
final class Layers {
    private static final float EPS = 1e-5f;
    /** Share of the running statistics that a step keeps. */
    private static final float KEEP = 0.9f;
    /**
     * The engine's convolutions work on so many channels at once. What is missing they fill up with whatever lies in
     * memory and multiply it with zeros, which is not a number where that isn't: we fill up with zeros before them.
     */
    private static final int WIDTH = 16;
    private static final int FEW = 4;

    private final Parameters p;
    private final boolean batchStatistics;

    Layers(Parameters p, boolean batchStatistics) {
        this.p = p;
        this.batchStatistics = batchStatistics;
    }

    /** Convolution that keeps the size for stride 1, with a bias where there is one. */
    NDArray conv(NDArray x, String name, int stride) {
        NDArray w = p.get(name + ".weight");
        NDArray b = p.has(name + ".bias") ? p.get(name + ".bias") : null;
        int padding = (int) w.getShape().get(2) / 2;
        long out = w.getShape().get(0);
        long in = w.getShape().get(1);
        // the engine has a way of its own with pictures of a few channels
        long moreIn = in < FEW ? 0 : missing(in);
        long moreOut = missing(out);
        if (moreIn == 0 && moreOut == 0) {
            return conv2d(x, w, b, stride, padding, 1);
        }
        NDArray wide = moreIn == 0 ? x : x.pad(new Shape(0, 0, 0, 0, 0, moreIn), 0);
        NDArray filters = p.view(x.getManager(), name + ".weight").pad(new Shape(0, 0, 0, 0, 0, moreIn, 0, moreOut), 0);
        NDArray y = conv2d(wide, filters, null, stride, padding, 1).get(":,:{}", out);
        return b == null ? y : y.add(p.view(x.getManager(), name + ".bias").reshape(1, out, 1, 1));
    }

    private static long missing(long channels) {
        return (WIDTH - channels % WIDTH) % WIDTH;
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
        return x.getNDArrayInternal().avgPool(new Shape(side, side), new Shape(side, side), new Shape(0, 0), false, true);
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
