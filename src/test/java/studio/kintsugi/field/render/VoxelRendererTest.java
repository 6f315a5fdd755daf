package studio.kintsugi.field.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import studio.kintsugi.field.GridSpans;
import studio.kintsugi.field.VoxelField;
import studio.kintsugi.field.camera.Camera;
import studio.kintsugi.models.dreamfields.Dream;
import studio.kintsugi.models.dreamfields.DreamSettings;
import studio.kintsugi.models.dreamfields.Guidance;

class VoxelRendererTest {
    private static final int SIDE = 12;
    private final Camera camera = new Camera(0.7, 0.4, 3.2, 0.9, 0.03, -0.05);

    @Test
    void gradientsAreThoseOfFiniteDifferences() {
        VoxelField field = VoxelField.fog(9, 3);
        SplittableRandom random = new SplittableRandom(5);
        float[] weights = new float[4 * SIDE * SIDE];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) random.nextDouble(-1, 1);
        }
        VoxelRenderer renderer = new VoxelRenderer(field, 40);
        float[] rendered = renderer.render(camera, SIDE, 0.3f);
        float[] gradient = new float[field.values().length];
        renderer.backward(camera, SIDE, 0.3f, rendered, weights, gradient);
        field.chain(gradient, GridSpans.all(field.side()));
        int checked = 0;
        for (int i = 0; i < gradient.length; i += 7) {
            if (Math.abs(gradient[i]) < 0.02) {
                continue;
            }
            float kept = field.raw()[i];
            double above = loss(field, i, kept + 0.02f, weights);
            double below = loss(field, i, kept - 0.02f, weights);
            field.raw()[i] = kept;
            field.activate();
            double expected = (above - below) / 0.04;
            assertEquals(expected, gradient[i], 0.03 * Math.abs(expected) + 2e-3, "value " + i);
            checked++;
        }
        assertTrue(checked > 20, checked + " checked");
    }

    private double loss(VoxelField field, int i, float value, float[] weights) {
        field.raw()[i] = value;
        field.activate();
        float[] picture = new VoxelRenderer(field, 40).render(camera, SIDE, 0.3f);
        double sum = 0;
        for (int k = 0; k < picture.length; k++) {
            sum += weights[k] * picture[k];
        }
        return sum;
    }

    /** A dream that is judged by the likeness to a red picture becomes red. */
    @Test
    void aDreamFollowsItsGuide() {
        Guidance red = new Guidance() {
            @Override
            public int side() {
                return 16;
            }

            @Override
            public Judgment judge(float[] pictures, int count) {
                float[] gradient = new float[pictures.length];
                double loss = 0;
                int plane = 16 * 16;
                for (int i = 0; i < pictures.length; i++) {
                    float d = pictures[i] - (i / plane % 3 == 0 ? 1 : 0);
                    loss += d * d / pictures.length;
                    gradient[i] = 2 * d / pictures.length;
                }
                return new Judgment(loss, gradient, new double[count]);
            }

            @Override
            public void close() {}
        };
        DreamSettings settings = new DreamSettings(1, List.of(12, 20), 4, 40, true, true, 0, 0,
                DreamSettings.Start.FOG);
        try (Dream dream = new Dream(settings, List.of(red), 1)) {
            double first = dream.step(0).loss();
            double last = first;
            for (int i = 1; i < 30; i++) {
                last = dream.step(i / 30.0).loss();
            }
            assertTrue(last < 0.7 * first, first + " became " + last);
            float[] middle = new VoxelRenderer(dream.field(), 60).render(Camera.at(0.3, 0.4), 17, 0.5f);
            int at = 8 * 17 + 8;
            assertTrue(middle[at] > 2 * middle[17 * 17 + at], "red " + middle[at] + ", green " + middle[17 * 17 + at]);
        }
    }

    /** A guide without a wish: fog stays fog, unless half-transparent pixels cost something. */
    @Test
    void solidityLeavesLessHalfTransparent() {
        assertTrue(fogAfter(1.5) < 0.6 * fogAfter(0), fogAfter(1.5) + " of the picture, " + fogAfter(0) + " without");
    }

    /** Mean of a(1 − a) over a view of what a short dream leaves. */
    private static double fogAfter(double solidity) {
        Guidance content = new Guidance() {
            @Override
            public int side() {
                return 16;
            }

            @Override
            public Judgment judge(float[] pictures, int count) {
                return new Judgment(0, new float[pictures.length], new double[count]);
            }

            @Override
            public void close() {}
        };
        try (Dream dream = new Dream(new DreamSettings(1, List.of(12), 4, 40, true, true, 0, solidity,
                DreamSettings.Start.FOG),
                List.of(content), 1)) {
            for (int i = 0; i < 40; i++) {
                dream.step(i / 40.0);
            }
            float[] seen = new VoxelRenderer(dream.field(), 60).render(Camera.at(0.3, 0.4), 16, 0.5f);
            double sum = 0;
            for (int i = 3 * 256; i < 4 * 256; i++) {
                sum += seen[i] * (1 - seen[i]) / 256;
            }
            return sum;
        }
    }

    @Test
    void sameSeedSameDream() {
        assertEquals(VoxelField.fog(5, 4).raw()[17], VoxelField.fog(5, 4).raw()[17]);
    }
}
