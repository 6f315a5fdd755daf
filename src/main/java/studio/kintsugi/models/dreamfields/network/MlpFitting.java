package studio.kintsugi.models.dreamfields.network;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.field.VoxelField;
import studio.kintsugi.field.camera.PosedView;
import studio.kintsugi.field.camera.Rays;
import studio.kintsugi.models.dreamfields.FieldFitting;
import studio.kintsugi.nn.losses.Losses;
import studio.kintsugi.nn.optim.CosineSchedule;

/**
 * Fits the paper's own field, a network of places, to views: integrated encoding of Fourier features, the official
 * layers, squared error of random rays before random greys. Slow beside a grid, and here to be compared with it.
 */
public final class MlpFitting implements FieldFitting {
    private static final int RAYS = 256;
    private static final int SAMPLES = 40;
    private static final double RATE = 1.5e-3;
    private static final float BETA2 = 0.99f;
    private static final double CLIP = 1;
    /**
     * The part of a run in which the encoding's Gaussians shrink from twice their width, and steps grow to full size.
     */
    private static final double WIDE = 0.25;
    private static final double FIRST_STEP = 0.02;
    /** Pixels rendered of all views together, for their errors and for an estimate of them. */
    private static final int VALIDATION_PIXELS = 1 << 13;
    private static final int ESTIMATE_PIXELS = 1 << 9;

    private final List<PosedView> views;
    private final int batch;
    private final double noise;
    private final SplittableRandom random;
    private final FieldLearner learner;

    /** Rays and what they should see: {@code path} (R, 2), {@code seen} (R, 4), colours multiplied by opacity. */
    private record Targets(ConicalFrustums cones, NDArray path, NDArray seen) {}

    /**
     * @param views not empty
     * @param seed of all chance
     * @param noise standard deviation of what is added to densities before their activation, at the beginning; it falls
     *     to 0 in a straight line. Dream Fields were made with 0, NeRF's real scenes with 1
     */
    public MlpFitting(List<PosedView> views, long seed, double noise, ComputeDevice device) {
        this(views, seed, noise, RAYS, device);
    }

    /**
     * @param batch rays of a step
     */
    MlpFitting(List<PosedView> views, long seed, double noise, int batch, ComputeDevice device) {
        this.views = List.copyOf(views);
        this.batch = batch;
        this.noise = noise;
        random = new SplittableRandom(seed);
        learner = new FieldLearner(device, VoxelField.RADIUS, BETA2, random);
    }

    @Override
    public double step(double fraction) {
        double error;
        try (NDManager scope = learner.scope();
                GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            Targets t = targets(scope, batch);
            float[] shifts = new float[batch * (SAMPLES + 1)];
            for (int i = 0; i < shifts.length; i++) {
                shifts[i] = random.nextFloat();
            }
            NDArray steps = ConicalFrustums.steps(t.path, SAMPLES, scope.create(shifts, new Shape(batch, SAMPLES + 1)));
            double scale = Math.pow(2, 1 - Math.min(1, fraction / WIDE));
            float gray = random.nextFloat();
            NDArray loss = difference(
                    learner.renderer().render(t.cones, steps, scale, noise(scope, fraction)).picture(), t.seen, gray);
            collector.backward(loss);
            error = loss.getFloat();
        }
        // full steps from the start can drive all density to nothing, from where no gradient leads back
        double ramp = Math.min(1, FIRST_STEP + fraction / WIDE);
        learner.step(CLIP, ramp * new CosineSchedule(RATE).at(fraction));
        return error;
    }

    /** For each sample of a step; null for none. */
    private NDArray noise(NDManager scope, double fraction) {
        float deviation = (float) PaperSchedule.densityNoise(fraction, noise, 0);
        if (deviation == 0) {
            return null;
        }
        float[] out = new float[batch * SAMPLES];
        for (int i = 0; i < out.length; i++) {
            out[i] = deviation * (float) random.nextGaussian();
        }
        return scope.create(out, new Shape(out.length));
    }

    /** Mean squared error before a grey. */
    private static NDArray difference(VolumeRendering picture, NDArray seen, float gray) {
        NDArray background = seen.getManager().full(new Shape(1, 1), gray);
        NDArray own = picture.color().add(picture.opacity().expandDims(1).neg().add(1).mul(background));
        NDArray wanted = seen.get(":,0:3").add(seen.get(":,3:4").neg().add(1).mul(background));
        return Losses.mse(own, wanted);
    }

    /** A random batch of rays from all views, excluding rays that miss the field. */
    private Targets targets(NDManager scope, int count) {
        List<float[]> rays = new ArrayList<>();
        while (rays.size() < count) {
            PosedView view = views.get(random.nextInt(views.size()));
            float[] ray = ray(view, random.nextInt(view.side()), random.nextInt(view.side()));
            if (ray != null) {
                rays.add(ray);
            }
        }
        return targets(scope, rays);
    }

    /**
     * Origin, direction, radius of the cone, where it enters and leaves, what is seen; null for a miss. The radius is
     * that of the official code, a pixel's width over √12, per unit of length along the ray rather than along the axis.
     */
    private static float[] ray(PosedView view, int x, int y) {
        Rays rays = view.viewpoint().rays(view.side());
        float[] o = rays.origin();
        float[] d = new float[3];
        rays.direction(x, y, d);
        double along = -(o[0] * d[0] + o[1] * d[1] + o[2] * d[2]);
        double half = VoxelField.RADIUS * VoxelField.RADIUS - (o[0] * o[0] + o[1] * o[1] + o[2] * o[2] - along * along);
        if (half <= 0) {
            return null;
        }
        half = Math.sqrt(half);
        double[] back = rays.back();
        double cosine = -(d[0] * back[0] + d[1] * back[1] + d[2] * back[2]);
        float[] out = {o[0], o[1], o[2], d[0], d[1], d[2], (float) (cosine / Math.sqrt(12) / rays.focal()),
            (float) (along - half), (float) (along + half), 0, 0, 0, 0};
        for (int c = 0; c < 4; c++) {
            out[9 + c] = seen(view, x, y, c);
        }
        return out;
    }

    private static float seen(PosedView view, int x, int y, int channel) {
        return view.rgba()[(channel * view.side() + y) * view.side() + x];
    }

    private static Targets targets(NDManager scope, List<float[]> rays) {
        return new Targets(new ConicalFrustums(columns(scope, rays, 0, 3), columns(scope, rays, 3, 3),
                columns(scope, rays, 6, 1)), columns(scope, rays, 7, 2), columns(scope, rays, 9, 4));
    }

    private static NDArray columns(NDManager scope, List<float[]> rays, int from, int count) {
        float[] out = new float[rays.size() * count];
        for (int i = 0; i < rays.size(); i++) {
            System.arraycopy(rays.get(i), from, out, i * count, count);
        }
        return scope.create(out, new Shape(rays.size(), count));
    }

    /** By pixels spread evenly, about {@link #VALIDATION_PIXELS} of all views. */
    @Override
    public double[] errors(List<PosedView> views) {
        int stride = stride(views, VALIDATION_PIXELS);
        return views.stream().mapToDouble(view -> error(view, stride, 2 * SAMPLES)).toArray();
    }

    @Override
    public double estimatedError(List<PosedView> views) {
        int stride = stride(views, ESTIMATE_PIXELS);
        return views.stream().mapToDouble(view -> error(view, stride, SAMPLES)).average().orElseThrow();
    }

    /** Between pixels along both sides, so that there are about so many in all. */
    private static int stride(List<PosedView> views, int pixels) {
        double all = views.stream().mapToDouble(view -> (double) view.side() * view.side()).sum();
        return (int) Math.max(1, Math.ceil(Math.sqrt(all / pixels)));
    }

    /** Mean squared error before white; the field is empty where rays pass it by. */
    private double error(PosedView view, int stride, int samples) {
        List<float[]> rays = new ArrayList<>();
        double sum = 0;
        int pixels = 0;
        for (int y = stride / 2; y < view.side(); y += stride) {
            for (int x = stride / 2; x < view.side(); x += stride) {
                float[] ray = ray(view, x, y);
                if (ray == null) {
                    for (int c = 0; c < 3; c++) {
                        double missed = seen(view, x, y, 3) - seen(view, x, y, c);
                        sum += missed * missed / 3;
                    }
                } else {
                    rays.add(ray);
                }
                pixels++;
            }
        }
        for (int from = 0; from < rays.size(); from += RAYS) {
            List<float[]> some = rays.subList(from, Math.min(rays.size(), from + RAYS));
            try (NDManager scope = learner.scope()) {
                Targets t = targets(scope, some);
                sum += some.size() * (double) difference(
                        learner.renderer().render(t.cones, ConicalFrustums.steps(t.path, samples, null), 1).picture(),
                        t.seen, 1)
                        .getFloat();
            }
        }
        return sum / pixels;
    }

    /** What the network says of the corners of a grid of 64³, as far as the scene reaches. */
    @Override
    public VoxelField field() {
        return learner.field(new float[3]);
    }

    /** Arrays in native memory that stay between steps. */
    int arraysHeld() {
        return learner.arraysHeld();
    }

    @Override
    public void close() {
        learner.close();
    }
}
