package studio.kintsugi.models.dreamfields.network;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.field.VoxelField;
import studio.kintsugi.field.camera.Camera;
import studio.kintsugi.field.camera.Rays;
import studio.kintsugi.models.dreamfields.Dream;
import studio.kintsugi.models.dreamfields.Dreamer;
import studio.kintsugi.models.dreamfields.Guidance;

/**
 * Dreams the paper's own field as the official code does (section 3): random views from 30 degrees above, a square of
 * each before a random background, losses on prompt and transmittance, an origin that follows the density.
 *
 * <p>Rays are rendered twice, a few at a time: once to see the pictures, and once more with gradients when the guidance
 * has scored them. So memory does not grow with the pictures.
 */
public final class NetworkDream implements Dreamer {
    private static final double ELEVATION = Math.toRadians(30);
    private static final double DISTANCE = 4;
    /** Against NeRF's own focal length of 1111.11 pixels in pictures of 800. */
    private static final double FOCAL = 1.2;
    private static final double ZOOM = FOCAL * 1111.11 / 800 * 2 / Math.sqrt(DISTANCE * DISTANCE - 1);
    private static final double HALF = 1;
    private static final int PLACES_AT_ONCE = 1 << 14;
    private static final float FOLLOW = 0.01f;
    private static final int SQUARES = 8;
    private static final double MOST_BLUR = 10;
    private static final float BETA2 = 0.999f;
    /** Shorter dreams take longer steps, up to this many times the official ones. */
    private static final double MOST_HASTE = 12;

    private final PaperSettings settings;
    private final List<Guidance> guides;
    private final SplittableRandom random;
    private final FieldLearner learner;
    private final float[] origin = new float[3];
    private int step;

    /**
     * @param guides not empty; closed by their owner
     */
    public NetworkDream(PaperSettings settings, List<Guidance> guides, ComputeDevice device) {
        this.settings = settings;
        this.guides = List.copyOf(guides);
        random = new SplittableRandom(settings.seed());
        learner = new FieldLearner(device, HALF, BETA2, random);
    }

    /** What chance has drawn for a picture, and what was seen: colours (width, width, 3) times opacity, and opacity. */
    private record View(Rays rays, long seed, int left, int top, float[] background, float[] rgb, float[] opacity) {}

    @Override
    public Dream.Report step(double fraction) {
        int position = (int) (fraction * PaperSettings.OFFICIAL_STEPS);
        double scale = PaperSchedule.encodingScale(position);
        Guidance guide = guides.get(step % guides.size());
        int side = guide.side();
        int plane = side * side;
        List<View> views = new ArrayList<>();
        float[] pictures = new float[settings.views() * 3 * plane];
        for (int v = 0; v < settings.views(); v++) {
            View view = look(scale, side);
            views.add(view);
            float[] seen = PaperBackgrounds.before(view.background, side, view.rgb, view.opacity, settings.width(),
                    view.left, view.top, settings.crop());
            for (int i = 0; i < seen.length; i++) {
                pictures[v * 3 * plane + i % 3 * plane + i / 3] = Math.clamp(seen[i], 0f, 1f);
            }
        }
        Guidance.Judgment judgment = guide.judge(pictures, views.size());
        double wanted = PaperSchedule.transmittance(position, FOCAL, DISTANCE);
        double transmittance = 0;
        for (int v = 0; v < views.size(); v++) {
            View view = views.get(v);
            double own = 1 - mean(view.opacity);
            transmittance += own / views.size();
            float[] over = new float[3 * plane];
            for (int i = 0; i < over.length; i++) {
                over[i] = judgment.gradient()[v * 3 * plane + i % 3 * plane + i / 3];
            }
            float[] overRgb = new float[view.rgb.length];
            float[] overOpacity = new float[view.opacity.length];
            if (settings.transparent() && own < wanted) {
                // the slope of the loss of equation 5, shared by the pixels
                double slope = PaperSchedule.transmittanceLoss(1, 0) - PaperSchedule.transmittanceLoss(1, 1);
                Arrays.fill(overOpacity, (float) (slope / views.size() / overOpacity.length));
            }
            PaperBackgrounds.beforeBackward(over, view.background, side, view.rgb, view.opacity, settings.width(),
                    view.left, view.top, settings.crop(), overRgb, overOpacity);
            learn(view, scale, overRgb, overOpacity);
        }
        double haste = Math.clamp(Math.sqrt((double) PaperSettings.OFFICIAL_STEPS / settings.steps()), 1, MOST_HASTE);
        learner.step(0, haste * PaperSchedule.learningRate(position));
        step++;
        return new Dream.Report(step, judgment.loss(), Arrays.stream(judgment.cosines()).average().orElse(0),
                transmittance);
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (float v : values) {
            sum += v;
        }
        return sum / values.length;
    }

    /** Renders a random view, and lets the origin follow what is there. */
    private View look(double scale, int side) {
        int width = settings.width();
        Rays rays = new Camera(random.nextDouble(2 * Math.PI), ELEVATION, DISTANCE, ZOOM, 0, 0).rays(width);
        View view = new View(rays, random.nextLong(), random.nextInt(width - settings.crop() + 1),
                random.nextInt(width - settings.crop() + 1), background(side), new float[3 * width * width],
                new float[width * width]);
        double[] center = new double[3];
        double density = 0;
        int rows = rows();
        for (int from = 0; from < view.opacity.length; from += rows) {
            int count = Math.min(rows, view.opacity.length - from);
            try (NDManager scope = learner.scope()) {
                MlpRenderer.Seen seen = render(scope, view, from, count, scale);
                System.arraycopy(seen.picture().color().toFloatArray(), 0, view.rgb, 3 * from, 3 * count);
                System.arraycopy(seen.picture().opacity().toFloatArray(), 0, view.opacity, from, count);
                float[] own = seen.center().toFloatArray();
                for (int a = 0; a < 3; a++) {
                    center[a] += own[a] * seen.density();
                }
                density += seen.density();
            }
        }
        for (int a = 0; a < 3 && density > 0; a++) {
            origin[a] += FOLLOW * (float) (center[a] / density - origin[a]);
        }
        return view;
    }

    /** Renders the view once more and leaves the gradients with the parameters. */
    private void learn(View view, double scale, float[] overRgb, float[] overOpacity) {
        int rows = rows();
        for (int from = 0; from < view.opacity.length; from += rows) {
            int count = Math.min(rows, view.opacity.length - from);
            try (NDManager scope = learner.scope();
                    GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                MlpRenderer.Seen seen = render(scope, view, from, count, scale);
                NDArray color = scope.create(Arrays.copyOfRange(overRgb, 3 * from, 3 * (from + count)),
                        new Shape(count, 3));
                NDArray opacity = scope.create(Arrays.copyOfRange(overOpacity, from, from + count), new Shape(count));
                collector.backward(seen.picture().color().mul(color).sum()
                        .add(seen.picture().opacity().mul(opacity).sum()));
            }
        }
    }

    private int rows() {
        return Math.max(1, PLACES_AT_ONCE / settings.samples());
    }

    /** Pixels of a view; the same chance each time. */
    private MlpRenderer.Seen render(NDManager scope, View view, int from, int count, double scale) {
        float[] directions = new float[3 * count];
        float[] one = new float[3];
        for (int i = 0; i < count; i++) {
            view.rays.direction((from + i) % settings.width(), (from + i) / settings.width(), one);
            System.arraycopy(one, 0, directions, 3 * i, 3);
        }
        float[] origins = new float[3 * count];
        for (int i = 0; i < origins.length; i++) {
            origins[i] = view.rays.origin()[i % 3];
        }
        ConicalFrustums cones = new ConicalFrustums(scope.create(origins, new Shape(count, 3)),
                scope.create(directions, new Shape(count, 3)),
                scope.full(new Shape(count, 1), (float) (2 / Math.sqrt(12) / view.rays.focal())))
                .shifted(scope.create(origin));
        SplittableRandom chance = new SplittableRandom(view.seed + from);
        float[] jitter = new float[count * (settings.samples() + 1)];
        for (int i = 0; i < jitter.length; i++) {
            jitter[i] = chance.nextFloat();
        }
        NDArray t = ConicalFrustums.steps(cones.throughCube(HALF), settings.samples(),
                scope.create(jitter, new Shape(count, settings.samples() + 1)));
        return learner.renderer().render(cones, t, scale);
    }

    /** One of the paper's three, blurred; or white. */
    private float[] background(int side) {
        float[] sharp = new float[3 * side * side];
        if (!settings.backgrounds()) {
            Arrays.fill(sharp, 1);
            return sharp;
        }
        switch (random.nextInt(3)) {
            case 0 -> {
                for (int i = 0; i < sharp.length; i++) {
                    sharp[i] = random.nextFloat();
                }
            }
            case 1 -> sharp = PaperBackgrounds.checkers(color(), color(), side, SQUARES);
            default -> {
                float[] noise = new float[2 * 3 * side * (side / 2 + 1)];
                for (int i = 0; i < noise.length; i++) {
                    noise[i] = (float) random.nextGaussian();
                }
                sharp = PaperBackgrounds.texture(PaperBackgrounds.waves(noise, side));
            }
        }
        return PaperBackgrounds.blurred(sharp, side, random.nextDouble(1e-3, MOST_BLUR));
    }

    private float[] color() {
        return new float[] {random.nextFloat(), random.nextFloat(), random.nextFloat()};
    }

    @Override
    public int steps() {
        return step;
    }

    /** What the network says of the corners of a grid of 64³ round the origin, which takes seconds. */
    @Override
    public VoxelField field() {
        return learner.field(origin);
    }

    @Override
    public void close() {
        learner.close();
    }
}
