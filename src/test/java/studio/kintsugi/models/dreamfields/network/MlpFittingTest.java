package studio.kintsugi.models.dreamfields.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.imaging.metrics.Metrics;
import studio.kintsugi.models.dreamfields.ViewFitting;
import studio.kintsugi.service.dream.ViewFolder;
import studio.kintsugi.service.dream.ViewScene;

class MlpFittingTest {
    private static final int STEPS = 60;

    @TempDir
    Path folder;

    @Test
    void theNetworkComesNearerToTheViewsAndIsBaked() throws Exception {
        ViewScene.write(folder, 8, 1, 32);
        ViewFolder.Views views = ViewFolder.read(folder);
        try (MlpFitting fitting = new MlpFitting(views.train(), 1, 0, 64, ComputeDevice.processor())) {
            double before = Metrics.psnr(fitting.errors(views.test())[0]);
            for (int i = 0; i < STEPS; i++) {
                fitting.step((double) i / STEPS);
            }
            double after = Metrics.psnr(fitting.errors(views.test())[0]);
            assertTrue(after > before + 1, before + " dB became " + after);
            double baked = Metrics.psnr(ViewFitting.errors(fitting.field(), views.test())[0]);
            assertEquals(after, baked, 1.5, "as a grid it looks the same");
        }
    }

    @Test
    void stepsLeaveNoArraysBehind() throws Exception {
        ViewScene.write(folder, 4, 1, 16);
        ViewFolder.Views views = ViewFolder.read(folder);
        try (MlpFitting fitting = new MlpFitting(views.train(), 1, 0, 16, ComputeDevice.processor())) {
            fitting.step(0);
            fitting.errors(views.test());
            int held = fitting.arraysHeld();
            for (int i = 1; i < 5; i++) {
                fitting.step(i / 5.0);
                fitting.errors(views.test());
            }
            assertEquals(held, fitting.arraysHeld());
        }
    }

    @Test
    void noiseOnDensitiesFadesWithTheRun() throws Exception {
        ViewScene.write(folder, 4, 1, 16);
        ViewFolder.Views views = ViewFolder.read(folder);
        assertEquals(loss(views, 0, 1), loss(views, 2, 1), 1e-7, "none is left at the end");
        assertTrue(Math.abs(loss(views, 0, 0) - loss(views, 2, 0)) > 1e-4, "at the beginning it is seen");
    }

    /** Of a first step, at some part of a run. */
    private static double loss(ViewFolder.Views views, double noise, double fraction) {
        try (MlpFitting fitting = new MlpFitting(views.train(), 1, noise, 32, ComputeDevice.processor())) {
            return fitting.step(fraction);
        }
    }
}
