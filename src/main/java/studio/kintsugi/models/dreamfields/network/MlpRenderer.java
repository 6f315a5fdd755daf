package studio.kintsugi.models.dreamfields.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import studio.kintsugi.nn.Functional;

/**
 * Renders an {@link MlpField} as the official code does: cones cut into Gaussians, integrated encoding, nothing beyond
 * the cube (section 3.3).
 *
 * @param field what is seen
 * @param basis of the encoding, (B, 3)
 * @param half side of the cube
 */
public record MlpRenderer(MlpField field, NDArray basis, double half) {
    /**
     * What was seen.
     *
     * @param picture of the rays
     * @param center (3): of the density that was met, for the moving origin
     * @param density the sum of what was met
     */
    public record Seen(VolumeRendering picture, NDArray center, double density) {}

    /**
     * Renders.
     *
     * @param cones from an origin that has been moved already
     * @param t (R, S + 1), see {@link ConicalFrustums#steps}
     * @param scale of the encoding's Gaussians
     */
    public Seen render(ConicalFrustums cones, NDArray t, double scale) {
        return render(cones, t, scale, null);
    }

    /**
     * Renders while the field is optimised.
     *
     * @param noise (R · S), added to densities before their activation; null for none
     */
    public Seen render(ConicalFrustums cones, NDArray t, double scale, NDArray noise) {
        long rays = t.getShape().get(0);
        long samples = t.getShape().get(1) - 1;
        ConicalFrustums.Gaussians pieces = cones.cut(t);
        // what is made of the basis itself would stay with the basis's manager
        NDArray here = Functional.seen(t.getManager(), basis);
        MlpField.Matter matter = field.at(Encoding.integrated(pieces.mean(), pieces.covariance(), here, scale), noise);
        NDArray inside = pieces.mean().abs().max(new int[] {1}).lte(half)
                .toType(DataType.FLOAT32, false);
        NDArray density = matter.density().mul(inside);
        NDArray total = density.sum();
        NDArray center = density.expandDims(1).mul(pieces.mean()).sum(new int[] {0}).div(total.add(1e-8));
        return new Seen(VolumeRendering.of(density.reshape(rays, samples), matter.color().reshape(rays, samples, 3),
                t, cones.directions()), center, total.getFloat());
    }
}
