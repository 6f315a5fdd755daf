package studio.kintsugi.models.dreamfields;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import studio.kintsugi.field.VoxelField;
import studio.kintsugi.field.camera.Camera;
import studio.kintsugi.field.render.VoxelRenderer;
import studio.kintsugi.nn.optim.ArrayAdam;

/**
 * The optimisation of section 3: random views of a field are composited over random backgrounds and scored by
 * picture-text models, one after another, and the field follows the gradient while it is kept small by a loss on its
 * transmittance. Towards the end a loss a(1 − a) on each pixel's opacity a, which the paper does not have, leaves
 * nothing half transparent.
 *
 * <p>What differs from the paper is for speed: a grid in place of a network, coarse first, its gradients blurred at the
 * beginning, its total variation kept low, its left and right alike if wanted.
 */
public final class Dream implements Dreamer {
    private static final float PICTURE_NOISE = 0.03f;
    private static final double FIRST_TRANSMITTANCE = 0.5;
    private static final double LAST_TRANSMITTANCE = 0.84;
    /** Shares of the dream between which the loss on half-transparent pixels grows to its whole weight. */
    private static final double SOLID_FROM = 0.3;
    private static final double SOLID_TO = 0.7;
    private static final float DENSITY_VARIATION = 0.2f;
    private static final float COLOR_VARIATION = 0.3f;
    public static final float CALM = 0.5f;
    private static final int BLURS = 3;
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final double BLURRED = 0.7;

    private final DreamSettings settings;
    private final List<Guidance> guides;
    private SplittableRandom random;
    private final int workers;
    private final ExecutorService threads;
    private VoxelField field;
    private ArrayAdam adam;
    private int step;

    /**
     * A dream that begins with fog.
     *
     * @param guides not empty; closed by their owner
     * @param workers threads for rendering
     */
    public Dream(DreamSettings settings, List<Guidance> guides, int workers) {
        this(settings, VoxelField.fog(settings.sides().getFirst(), settings.seed()), guides, workers);
    }

    /**
     * A dream that continues from a field.
     *
     * @param start left as it is
     */
    public Dream(DreamSettings settings, VoxelField start, List<Guidance> guides, int workers) {
        this.settings = settings;
        this.guides = List.copyOf(guides);
        this.workers = workers;
        random = new SplittableRandom(settings.seed());
        threads = Executors.newFixedThreadPool(workers, Thread.ofPlatform().name("render-", 0).daemon().factory());
        use(start.copy());
    }

    private void use(VoxelField newField) {
        field = newField;
        adam = new ArrayAdam(field.raw().length, CALM);
    }

    /**
     * What a dream needs to be resumed: all arrays as {@link VoxelField#raw}.
     *
     * @param step steps done
     * @param moments steps done since the grid last grew
     * @param first of Adam's moments, and {@code second}
     */
    public record State(int step, int moments, float[] raw, float[] first, float[] second) {}

    /** A snapshot of its state; steps may run meanwhile. */
    public State state() {
        return new State(step, adam.steps(), field.raw().clone(), adam.firstMoments().clone(),
                adam.secondMoments().clone());
    }

    /** Resumes a dream of the same settings; its random numbers follow from seed and step alone. */
    public void restore(State state) {
        step = state.step();
        VoxelField stored = VoxelField.of(state.raw());
        field = field.clearness().filter(c -> stored.side() == field.side()).map(stored::withClearness).orElse(stored);
        adam = new ArrayAdam(state.first().clone(), state.second().clone(), state.moments(), CALM);
        random = new SplittableRandom(settings.seed() + step * GOLDEN);
    }

    /**
     * What a step found.
     *
     * @param step counted from 1
     * @param loss of the pictures, without the loss on transmittance
     * @param cosine mean over the views
     * @param transmittance mean over the pictures, 0–1
     */
    public record Report(int step, double loss, double cosine, double transmittance) {}

    @Override
    public int steps() {
        return step;
    }

    @Override
    public VoxelField field() {
        return field;
    }

    @Override
    public Report step(double fraction) {
        int side = settings.sides().get((int) (fraction * settings.sides().size()));
        if (side > field.side()) {
            use(field.resized(side));
        }
        Guidance guide = guides.get(step % guides.size());
        int pixels = guide.side();
        List<Camera> cameras = cameras();
        float shift = random.nextFloat();
        VoxelRenderer renderer = new VoxelRenderer(field, settings.samples());
        List<float[]> rendered = VoxelRenderer.all(renderer, cameras, pixels, shift, threads);
        List<float[]> backgrounds = cameras.stream().map(c -> background(pixels)).toList();
        Guidance.Judgment judgment = guide.judge(pictures(rendered, backgrounds, pixels), cameras.size());
        double transmittance = meanTransmittance(rendered, pixels);
        double wanted = FIRST_TRANSMITTANCE + (LAST_TRANSMITTANCE - FIRST_TRANSMITTANCE) * Math.min(1, fraction * 1.4);
        double share = 1 / ((double) cameras.size() * pixels * pixels);
        float emptiness = transmittance < wanted ? (float) (settings.transparency() * share) : 0;
        float solidity = (float) (settings.solidity() * share
                * Math.clamp((fraction - SOLID_FROM) / (SOLID_TO - SOLID_FROM), 0, 1));
        List<float[]> gradients = gradients(judgment.gradient(), backgrounds, pixels);
        for (int v = 0; v < gradients.size(); v++) {
            addOpacityLosses(gradients.get(v), rendered.get(v), pixels * pixels, emptiness, solidity);
        }
        float[] gradient = VoxelRenderer.backwardAll(renderer, cameras, pixels, shift, rendered, gradients, threads,
                workers);
        int[] spans = renderer.spans(fraction < BLURRED ? BLURS : 0, settings.symmetric());
        field.chain(gradient, spans);
        gradient = shaped(gradient, spans, fraction);
        float decay = (float) Math.min(1, (1 - fraction) / 0.3 + 0.05);
        adam.step(field.raw(), gradient, settings.densityRate() * decay, settings.colorRate() * decay, spans);
        field.activate(spans);
        step++;
        double cosine = Arrays.stream(judgment.cosines()).average().orElse(0);
        return new Report(step, judgment.loss(), cosine, transmittance);
    }

    /** Spread evenly round the field, each shifted by chance. */
    private List<Camera> cameras() {
        List<Camera> out = new ArrayList<>();
        double start = random.nextDouble();
        for (int i = 0; i < settings.views(); i++) {
            double azimuth = 2 * Math.PI * (start + (i + random.nextDouble()) / settings.views());
            out.add(new Camera(azimuth, Math.toRadians(random.nextDouble(10, 40)), random.nextDouble(2.8, 4.5),
                    random.nextDouble(0.8, 1.05), random.nextDouble(-0.08, 0.08), random.nextDouble(-0.08, 0.08)));
        }
        return out;
    }

    private float[] background(int pixels) {
        float[] out = new float[3 * pixels * pixels];
        if (settings.backgrounds()) {
            Background.structured(random).fill(out, pixels, random);
        } else {
            Arrays.fill(out, 1);
        }
        return out;
    }

    private float[] pictures(List<float[]> rendered, List<float[]> backgrounds, int pixels) {
        int plane = pixels * pixels;
        float[] out = new float[rendered.size() * 3 * plane];
        for (int v = 0; v < rendered.size(); v++) {
            float[] r = rendered.get(v);
            float[] b = backgrounds.get(v);
            for (int i = 0; i < 3 * plane; i++) {
                float value = r[i] + (1 - r[3 * plane + i % plane]) * b[i];
                out[v * 3 * plane + i] = Math.clamp(value + PICTURE_NOISE * (float) random.nextGaussian(), 0f, 1f);
            }
        }
        return out;
    }

    private static double meanTransmittance(List<float[]> rendered, int pixels) {
        int plane = pixels * pixels;
        double opacity = 0;
        for (float[] r : rendered) {
            for (int i = 3 * plane; i < 4 * plane; i++) {
                opacity += r[i];
            }
        }
        return 1 - opacity / ((double) rendered.size() * plane);
    }

    /** Over colour times opacity and over opacity, given those over the pictures. */
    private static List<float[]> gradients(float[] overPictures, List<float[]> backgrounds, int pixels) {
        int plane = pixels * pixels;
        List<float[]> out = new ArrayList<>();
        for (int v = 0; v < backgrounds.size(); v++) {
            float[] g = new float[4 * plane];
            System.arraycopy(overPictures, v * 3 * plane, g, 0, 3 * plane);
            float[] b = backgrounds.get(v);
            for (int i = 0; i < plane; i++) {
                g[3 * plane + i] = -g[i] * b[i] - g[plane + i] * b[plane + i] - g[2 * plane + i] * b[2 * plane + i];
            }
            out.add(g);
        }
        return out;
    }

    /**
     * Adds the gradients of two losses on a pixel's opacity a: {@code emptiness} · a, and {@code solidity} · a(1 − a),
     * which is least where a pixel is either empty or covered.
     */
    private static void addOpacityLosses(float[] gradient, float[] rendered, int plane, float emptiness,
            float solidity) {
        for (int i = 3 * plane; i < 4 * plane; i++) {
            gradient[i] += emptiness + solidity * (1 - 2 * rendered[i]);
        }
    }

    private float[] shaped(float[] gradient, int[] spans, double fraction) {
        GridGradients gradients = new GridGradients(field.side(), spans);
        if (settings.symmetric()) {
            gradients.mirror(gradient);
        }
        float[] out = fraction < BLURRED ? gradients.blur(gradient, BLURS, (float) (1 - fraction / BLURRED)) : gradient;
        gradients.addVariation(out, field.raw(), DENSITY_VARIATION, COLOR_VARIATION);
        return out;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
