package studio.kintsugi.models.dreamfields;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import studio.kintsugi.field.VoxelField;
import studio.kintsugi.field.camera.PosedView;
import studio.kintsugi.field.camera.Viewpoint;
import studio.kintsugi.field.render.VoxelRenderer;
import studio.kintsugi.nn.optim.ArrayAdam;

/**
 * Fits a field to pictures of an object: the squared error of renderings before random greys, which also teaches what
 * is empty, on grids from coarse to fine.
 */
public final class ViewFitting implements FieldFitting {
    private static final List<Integer> SIDES = List.of(24, 40, 64);
    private static final int BATCH = 4;
    private static final float DENSITY_RATE = 0.4f;
    private static final float COLOR_RATE = 0.15f;

    private final List<PosedView> views;
    private final SplittableRandom random;
    private final int workers;
    private final ExecutorService threads;
    private VoxelField field;
    private ArrayAdam adam;

    /**
     * @param views not empty, all of one size
     * @param seed of all chance
     * @param workers threads for rendering
     */
    public ViewFitting(List<PosedView> views, long seed, int workers) {
        this.views = List.copyOf(views);
        this.workers = workers;
        random = new SplittableRandom(seed);
        threads = Executors.newFixedThreadPool(workers, Thread.ofPlatform().name("render-", 0).daemon().factory());
        use(VoxelField.fog(SIDES.getFirst(), seed));
    }

    private void use(VoxelField newField) {
        field = newField;
        adam = new ArrayAdam(field.raw().length, 0);
    }

    @Override
    public VoxelField field() {
        return field;
    }

    @Override
    public double step(double fraction) {
        int wanted = SIDES.get((int) (fraction * SIDES.size()));
        if (wanted > field.side()) {
            use(field.resized(wanted));
        }
        List<PosedView> batch = new ArrayList<>();
        for (int i = 0; i < BATCH; i++) {
            batch.add(views.get(random.nextInt(views.size())));
        }
        List<Viewpoint> viewpoints = batch.stream().map(PosedView::viewpoint).toList();
        int pixels = batch.getFirst().side();
        float shift = random.nextFloat();
        VoxelRenderer renderer = new VoxelRenderer(field, samples(field));
        List<float[]> rendered = VoxelRenderer.all(renderer, viewpoints, pixels, shift, threads);
        List<float[]> gradients = new ArrayList<>();
        double error = 0;
        for (int i = 0; i < BATCH; i++) {
            float[] g = new float[rendered.get(i).length];
            error += difference(rendered.get(i), batch.get(i).rgba(), random.nextFloat(), g) / BATCH;
            gradients.add(g);
        }
        float[] gradient = VoxelRenderer.backwardAll(renderer, viewpoints, pixels, shift, rendered, gradients, threads,
                workers);
        int[] spans = renderer.spans(0, false);
        field.chain(gradient, spans);
        float decay = (float) Math.min(1, (1 - fraction) / 0.4 + 0.02);
        adam.step(field.raw(), gradient, DENSITY_RATE * decay, COLOR_RATE * decay, spans);
        field.activate(spans);
        return error;
    }

    private static int samples(VoxelField field) {
        return 2 * field.side();
    }

    /** Mean squared error before a grey; fills the gradient of the sum where one is wanted. */
    private static double difference(float[] rendered, float[] target, float gray, float[] gradient) {
        int plane = rendered.length / 4;
        double sum = 0;
        for (int p = 0; p < plane; p++) {
            float through = target[3 * plane + p] - rendered[3 * plane + p];
            for (int c = 0; c < 3; c++) {
                int at = c * plane + p;
                float d = rendered[at] - target[at] + through * gray;
                sum += d * d;
                if (gradient != null) {
                    gradient[at] = 2 * d;
                    gradient[3 * plane + p] -= 2 * d * gray;
                }
            }
        }
        return sum / (3.0 * plane);
    }

    @Override
    public double[] errors(List<PosedView> views) {
        return errors(field, views);
    }

    /** Of the first view alone. */
    @Override
    public double estimatedError(List<PosedView> views) {
        return errors(field, views.subList(0, 1))[0];
    }

    /** Mean squared error of each view as the field looks before white. */
    public static double[] errors(VoxelField field, List<PosedView> views) {
        VoxelRenderer renderer = new VoxelRenderer(field, samples(field));
        return views.stream().mapToDouble(v -> difference(renderer.render(v.viewpoint(), v.side(), 0.5f), v.rgba(), 1,
                null)).toArray();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
