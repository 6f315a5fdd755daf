package studio.kintsugi.models.dreamfields.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/**
 * Volume rendering (section 2.1, equation 1) as a function that gradients pass through.
 *
 * @param color (R, 3), multiplied by opacity
 * @param depth (R): mean distance times opacity
 * @param opacity (R)
 * @param weights (R, S)
 * @param transmittance (R, S): of what lies before a sample
 */
public record VolumeRendering(NDArray color, NDArray depth, NDArray opacity, NDArray weights, NDArray transmittance) {
    /**
     * Renders rays.
     *
     * @param density (R, S), per unit of length
     * @param colors (R, S, 3)
     * @param t (R, S + 1): ends of the samples in lengths of {@code directions}
     * @param directions (R, 3)
     */
    public static VolumeRendering of(NDArray density, NDArray colors, NDArray t, NDArray directions) {
        NDArray from = t.get(":,:-1");
        NDArray to = t.get(":,1:");
        NDArray length = directions.square().sum(new int[] {1}, true).sqrt();
        NDArray thickness = density.mul(to.sub(from).mul(length));
        // summed without the sample itself: an opaque one would swallow what lies before it
        NDArray before = thickness.get(":,:-1").cumSum(1).pad(new Shape(1, 0), 0);
        NDArray transmittance = before.neg().exp();
        NDArray weights = thickness.neg().exp().neg().add(1).mul(transmittance);
        NDArray opacity = thickness.sum(new int[] {1}).neg().exp().neg().add(1);
        NDArray color = weights.expandDims(2).mul(colors).sum(new int[] {1});
        NDArray depth = weights.mul(from.add(to).mul(0.5)).sum(new int[] {1});
        return new VolumeRendering(color, depth, opacity, weights, transmittance);
    }

    /** The colour before white: (R, 3). */
    public NDArray onWhite() {
        return color.sub(opacity.expandDims(1)).add(1);
    }
}
