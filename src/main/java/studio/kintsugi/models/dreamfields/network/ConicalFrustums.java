package studio.kintsugi.models.dreamfields.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * Cones round rays, one a pixel (mip-NeRF, section 3.1).
 *
 * @param origins (R, 3)
 * @param directions (R, 3), of any length
 * @param radii (R, 1): of the cone at distance 1
 */
public record ConicalFrustums(NDArray origins, NDArray directions, NDArray radii) {
    private static final double LEAST_PATH = 1e-3;

    /** The same cones seen from a scene whose origin has moved. */
    public ConicalFrustums shifted(NDArray origin) {
        return new ConicalFrustums(origins.add(origin.reshape(1, 3)), directions, radii);
    }

    /** Where the rays enter and leave the cube |x|∞ ≤ {@code half}: (R, 2), never nearer to each other than 0.001. */
    public NDArray throughCube(double half) {
        NDArray a = origins.add(half).neg().div(directions);
        NDArray b = origins.sub(half).neg().div(directions);
        NDArray near = a.minimum(b).max(new int[] {1}, true);
        NDArray far = a.maximum(b).min(new int[] {1}, true).maximum(near.add(LEAST_PATH));
        return near.concat(far, 1);
    }

    /** The same path along all rays: (R, 2), {@code radius} ∓ √3. */
    public NDArray roundSphere(double radius) {
        NDArray path = origins.getManager().zeros(new Shape(origins.getShape().get(0), 2));
        path.addi(origins.getManager().create(
                new float[] {(float) (radius - Math.sqrt(3)), (float) (radius + Math.sqrt(3))}, new Shape(1, 2)));
        return path;
    }

    /**
     * Equal steps along a path.
     *
     * @param path (R, 2)
     * @param jitter (R, samples + 1) in steps, or null for none
     * @return (R, samples + 1)
     */
    public static NDArray steps(NDArray path, int samples, NDArray jitter) {
        NDArray near = path.get(":,0:1");
        NDArray length = path.get(":,1:2").sub(near);
        NDArray at = path.getManager().linspace(0f, 1f, samples + 1).reshape(1, samples + 1L);
        NDArray t = near.add(length.mul(at));
        return jitter == null ? t : t.add(jitter.mul(length.div(samples)));
    }

    /**
     * Gaussians that stand for the pieces of a cone between steps.
     *
     * @param mean (R · S, 3)
     * @param covariance (R · S, 3, 3)
     */
    public record Gaussians(NDArray mean, NDArray covariance) {}

    /**
     * Cuts the cones.
     *
     * @param t (R, S + 1)
     */
    public Gaussians cut(NDArray t) {
        long rays = t.getShape().get(0);
        long samples = t.getShape().get(1) - 1;
        NDManager manager = t.getManager();
        NDArray from = t.get(":,:-1");
        NDArray to = t.get(":,1:");
        NDArray middle = from.add(to).mul(0.5);
        NDArray along = to.sub(from).mul(0.5).square().div(3).reshape(rays, samples, 1, 1);
        NDArray across = middle.mul(radii).square().div(12).reshape(rays, samples, 1, 1);
        NDArray d = directions.reshape(rays, 1, 3);
        NDArray mean = origins.reshape(rays, 1, 3).add(middle.expandDims(2).mul(d)).reshape(-1, 3);
        NDArray outer = directions.reshape(rays, 3, 1).mul(d).reshape(rays, 1, 3, 3);
        NDArray squared = directions.square().sum(new int[] {1}).reshape(rays, 1, 1, 1);
        NDArray flat = manager.eye(3).reshape(1, 1, 3, 3).sub(outer.div(squared));
        return new Gaussians(mean, along.mul(outer).add(across.mul(flat)).reshape(-1, 3, 3));
    }
}
