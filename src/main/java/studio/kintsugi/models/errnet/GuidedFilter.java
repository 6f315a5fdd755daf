package studio.kintsugi.models.errnet;

import static studio.kintsugi.nn.Functional.conv2d;
import static studio.kintsugi.nn.Functional.replicatePad;
import static studio.kintsugi.nn.Functional.resized;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;
import java.util.Arrays;

/**
 * The guided filter (He, Sun and Tang, ECCV 2010): within any small window its result is a linear function of a guide,
 * channel by channel. So it has the guide's edges and none of its own. The functions are found for squares of pixels
 * and go over into those of their neighbors bilinearly, which is as good here and much quicker (He and Sun, 2015).
 */
final class GuidedFilter {
    /** Of the windows, in squares. */
    private static final int SIDE = 5;
    /** Variance of the guide below which its details are taken for noise. */
    private static final float LEAST_VARIANCE = 1e-4f;

    private GuidedFilter() {}

    /**
     * @param y (N, C, H, W)
     * @param guide likewise, 0–1
     * @param square side of the squares; H and W are multiples of it
     */
    static NDArray apply(NDArray y, NDArray guide, int square) {
        NDArray coarse = squares(guide, square);
        NDArray wanted = squares(y, square);
        NDArray means = mean(coarse.concat(wanted, 1).concat(coarse.mul(coarse), 1).concat(coarse.mul(wanted), 1));
        long c = y.getShape().get(1);
        NDArray x = means.get(":,:{}", c);
        NDArray meanY = means.get(":,{}:{}", c, 2 * c);
        NDArray variance = means.get(":,{}:{}", 2 * c, 3 * c).sub(x.mul(x));
        NDArray covariance = means.get(":,{}:", 3 * c).sub(x.mul(meanY));
        NDArray slope = covariance.div(variance.add(LEAST_VARIANCE));
        NDArray lines = mean(slope.concat(meanY.sub(slope.mul(x)), 1));
        NDArray fine = resized(lines, y.getShape().get(2), y.getShape().get(3), true);
        return guide.mul(fine.get(":,:{}", c)).add(fine.get(":,{}:", c));
    }

    private static NDArray squares(NDArray x, int side) {
        return Pool.avgPool2d(x, new Shape(side, side), new Shape(side, side), new Shape(0, 0), false, false);
    }

    /** The mean over the window round each square, edges repeated. */
    private static NDArray mean(NDArray x) {
        int channels = (int) x.getShape().get(1);
        float[] window = new float[SIDE * SIDE * channels];
        Arrays.fill(window, 1f / SIDE / SIDE);
        int around = SIDE / 2;
        return conv2d(replicatePad(x, around, around, around, around),
                x.getManager().create(window, new Shape(channels, 1, SIDE, SIDE)), null, 1, 0, channels);
    }
}
