package studio.kintsugi.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import studio.kintsugi.field.VoxelField;
import studio.kintsugi.field.camera.Camera;
import studio.kintsugi.field.render.VoxelRenderer;
import studio.kintsugi.models.dreamfields.Dream;
import studio.kintsugi.nn.optim.ArrayAdam;

/** Where the time of a step of optimising a {@link VoxelField} goes, and what memory alone would take. */
public final class FieldBenchmark {
    private static final int FIELD = 56;
    private static final int VIEWS = 8;
    private static final int PIXELS = 64;
    private static final int CORNERS = 8;
    private static final int CORNER_BYTES = 16;
    /** Reads and writes of a value in the passes over the grid: chain 3, Adam 7, activation 2. */
    private static final int PASSES = 12;
    private static final int COPY = 1 << 24;

    private FieldBenchmark() {}

    /**
     * Medians.
     *
     * @param forward milliseconds to render 8 views of 64 × 64 of a field of 56³
     * @param backward milliseconds for their gradient
     * @param update milliseconds of the passes over the grid: chain rule, Adam, activation
     * @param samples that lie in matter, in millions
     * @param bandwidth of copying an array larger than the caches, GB/s, read and written
     * @param floor milliseconds that all bytes of a step would take at that bandwidth
     */
    public record Result(double forward, double backward, double update, double samples, double bandwidth,
            double floor) implements BenchmarkResult {
        /** Steps a second, guidance aside. */
        double stepsPerSecond() {
            return 1000 / (forward + backward + update);
        }

        @Override
        public Map<String, Object> figures() {
            Map<String, Object> out = new LinkedHashMap<>();
            out.put("field_steps_per_second", stepsPerSecond());
            out.put("field_forward_ms", forward);
            out.put("field_backward_ms", backward);
            out.put("field_update_ms", update);
            out.put("field_memory_floor_ms", floor);
            out.put("memory_gigabytes_per_second", bandwidth);
            return out;
        }

        @Override
        public String sentence() {
            return String.format(Locale.ROOT, "Field of 56³, 8 views of 64 × 64, %.2f million samples in matter: %.0f"
                    + " steps/s; forward %.1f ms, backward %.1f ms, grid %.1f ms; all its bytes from memory at the %.0f"
                    + " GB/s of a copy: %.1f ms", samples, stepsPerSecond(), forward, backward, update, bandwidth,
                    floor);
        }
    }

    /**
     * Measures.
     *
     * @param repeats timed steps, after two that are not
     */
    public static Result run(int repeats, int workers) {
        VoxelField field = ball();
        ArrayAdam adam = new ArrayAdam(field.raw().length, Dream.CALM);
        List<Camera> cameras = new ArrayList<>();
        for (int i = 0; i < VIEWS; i++) {
            cameras.add(Camera.at(2 * Math.PI * i / VIEWS, 0.4));
        }
        List<float[]> over = Collections.nCopies(VIEWS, new float[4 * PIXELS * PIXELS]);
        double[][] times = new double[3][repeats];
        VoxelRenderer renderer = new VoxelRenderer(field, 2 * FIELD);
        ExecutorService threads = Executors.newFixedThreadPool(workers, Thread.ofPlatform().daemon().factory());
        try {
            for (int i = -2; i < repeats; i++) {
                long began = System.nanoTime();
                List<float[]> rendered = VoxelRenderer.all(renderer, cameras, PIXELS, 0.5f, threads);
                long seen = System.nanoTime();
                float[] gradient = VoxelRenderer.backwardAll(renderer, cameras, PIXELS, 0.5f, rendered, over, threads,
                        workers);
                long back = System.nanoTime();
                int[] spans = renderer.spans(0, false);
                field.chain(gradient, spans);
                adam.step(field.raw(), gradient, 0, 0, spans);
                field.activate(spans);
                long done = System.nanoTime();
                if (i >= 0) {
                    times[0][i] = (seen - began) / 1e6;
                    times[1][i] = (back - seen) / 1e6;
                    times[2][i] = (done - back) / 1e6;
                }
            }
        } finally {
            threads.shutdown();
        }
        double samples = cameras.stream().mapToLong(c -> renderer.samplesInMatter(c, PIXELS, 0.5f)).sum();
        double bandwidth = bandwidth(repeats);
        // forward reads the corners; backward reads them too, and reads and writes their gradients
        double bytes = samples * CORNERS * CORNER_BYTES * 4 + 4.0 * PASSES * field.raw().length;
        return new Result(median(times[0]), median(times[1]), median(times[2]), samples / 1e6, bandwidth,
                bytes / bandwidth / 1e6);
    }

    /** Soft matter of radius 0.6: rays go some way into it. */
    private static VoxelField ball() {
        float[] raw = new float[4 * FIELD * FIELD * FIELD];
        float scale = 2 * VoxelField.RADIUS / (FIELD - 1);
        for (int i = 0; i < FIELD * FIELD * FIELD; i++) {
            double x = i % FIELD * scale - VoxelField.RADIUS;
            double y = i / FIELD % FIELD * scale - VoxelField.RADIUS;
            double z = i / FIELD / FIELD * scale - VoxelField.RADIUS;
            raw[4 * i] = (float) Math.max(-12, 10 * (0.6 - Math.sqrt(x * x + y * y + z * z)) - 2);
        }
        return VoxelField.of(raw);
    }

    private static double bandwidth(int repeats) {
        float[] from = new float[COPY];
        float[] to = new float[COPY];
        double[] seconds = new double[repeats];
        for (int i = 0; i < repeats; i++) {
            long began = System.nanoTime();
            System.arraycopy(from, 0, to, 0, COPY);
            seconds[i] = (System.nanoTime() - began) / 1e9;
        }
        return 2.0 * 4 * COPY / median(seconds) / 1e9;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
