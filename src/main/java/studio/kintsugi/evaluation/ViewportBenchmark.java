package studio.kintsugi.evaluation;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import studio.kintsugi.field.VoxelField;
import studio.kintsugi.viewport.GlVolumeRenderer;
import studio.kintsugi.viewport.Quality;
import studio.kintsugi.viewport.View;
import studio.kintsugi.viewport.ViewportException;

/** Frames a second of the OpenGL viewport while the object turns. */
public final class ViewportBenchmark {
    private static final int FIELD = 64;
    private static final int SIDE = 512;
    /** The object reaches from edge to edge, and nothing but it is seen. */
    private static final double FILLING = 1.8;

    private ViewportBenchmark() {}

    /**
     * Frames a second at 512 × 512 of a field of 64³, lit and on ground, read back, by the median frame.
     *
     * @param rest at rest, as it is framed at the start
     * @param motion in motion, likewise
     * @param restFilling at rest, where the object fills the frame
     * @param motionFilling in motion, likewise
     */
    public record Result(double rest, double motion, double restFilling, double motionFilling)
            implements BenchmarkResult {
        @Override
        public Map<String, Object> figures() {
            Map<String, Object> out = new LinkedHashMap<>();
            out.put("viewport_fps_rest", rest);
            out.put("viewport_fps_motion", motion);
            out.put("viewport_fps_rest_filling", restFilling);
            out.put("viewport_fps_motion_filling", motionFilling);
            return out;
        }

        @Override
        public String sentence() {
            return String.format(Locale.ROOT, "Viewport, field of 64³ at 512 × 512: %.0f frames/s at rest, %.0f in"
                    + " motion; filling the view %.0f and %.0f", rest, motion, restFilling, motionFilling);
        }
    }

    /**
     * Measures.
     *
     * @param frames timed for each figure, after three that are not
     * @throws ViewportException where there is no OpenGL 3.3
     */
    public static Result run(int frames) throws ViewportException {
        try (GlVolumeRenderer gl = new GlVolumeRenderer()) {
            gl.show(object());
            View filling = View.LIT.zoomed(FILLING);
            return new Result(rate(gl, View.LIT, Quality.REST, frames), rate(gl, View.LIT, Quality.MOTION, frames),
                    rate(gl, filling, Quality.REST, frames), rate(gl, filling, Quality.MOTION, frames));
        }
    }

    private static double rate(GlVolumeRenderer gl, View from, Quality quality, int frames) {
        double[] seconds = new double[frames];
        int side = quality.pixels(SIDE);
        for (int i = -3; i < frames; i++) {
            long began = System.nanoTime();
            gl.render(from.orbited(i * 0.05, 0).withSamples(quality.samples()), side, side);
            if (i >= 0) {
                seconds[i] = (System.nanoTime() - began) / 1e9;
            }
        }
        Arrays.sort(seconds);
        return 1 / seconds[frames / 2];
    }

    /** Three overlapping balls of different colours, dense inside, with soft edges as fields have them. */
    private static VoxelField object() {
        double[][] balls = {{0, -0.2, 0, 0.55}, {0.25, 0.35, 0.1, 0.35}, {-0.4, 0.3, -0.2, 0.3}};
        float[] raw = new float[4 * FIELD * FIELD * FIELD];
        float scale = 2 * VoxelField.RADIUS / (FIELD - 1);
        for (int i = 0; i < FIELD * FIELD * FIELD; i++) {
            double x = i % FIELD * scale - VoxelField.RADIUS;
            double y = i / FIELD % FIELD * scale - VoxelField.RADIUS;
            double z = i / FIELD / FIELD * scale - VoxelField.RADIUS;
            raw[4 * i] = -12;
            for (int b = 0; b < balls.length; b++) {
                double[] c = balls[b];
                double inside = c[3] - Math.sqrt((x - c[0]) * (x - c[0]) + (y - c[1]) * (y - c[1])
                        + (z - c[2]) * (z - c[2]));
                if (40 * inside > raw[4 * i]) {
                    raw[4 * i] = (float) Math.min(4, 40 * inside);
                    for (int k = 0; k < 3; k++) {
                        raw[4 * i + 1 + k] = k == b ? 2 : -2;
                    }
                }
            }
        }
        return VoxelField.of(raw);
    }
}
