package studio.kintsugi.models.deconvolution;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.edit.Step;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.models.BuiltInArchitectures;
import studio.kintsugi.service.job.JobListener;
import studio.kintsugi.service.job.JobRunner;
import studio.kintsugi.service.restoration.LocalInferenceService;
import studio.kintsugi.service.restoration.RunOptions;
import studio.kintsugi.settings.MeasuredPrecisions;
import studio.kintsugi.settings.MeasuredSpeeds;
import studio.kintsugi.settings.ToolDefaults;
import studio.kintsugi.store.ModelStore;

/** The model that ships, through the service, in one tile and in several. */
class BuiltInDeblurTest {
    @TempDir
    private Path folder;

    @Test
    void aShakenSceneIsSharpAgain() throws Exception {
        BlurredScene scene = new BlurredScene(224, BlurredScene.hook(15).balanced(), 0.01);
        double before = scene.psnr(scene.blurred, scene.sharp, 20);
        try (LocalInferenceService service = new LocalInferenceService(new ModelStore(folder),
                BuiltInArchitectures.all(),
                ToolDefaults.unsaved(), MeasuredSpeeds.unsaved(), MeasuredPrecisions.unsaved(),
                ComputeDevice.processor(), new JobRunner())) {
            for (int tile : new int[] {256, 128}) {
                float[] after = service.run(picture(scene), new Step("deblur", "deblur", "", Map.of()),
                        new RunOptions(null, false, tile), JobListener.none()).await().picture().plane(1);
                double mended = scene.psnr(after, scene.sharp, 20);
                assertTrue(mended > before + 3, "tile " + tile + ": " + before + " to " + mended + " dB");
            }
        }
    }

    private static Picture picture(BlurredScene scene) {
        float[][] planes = new float[Picture.CHANNELS][];
        for (int c = 0; c < planes.length; c++) {
            planes[c] = new float[scene.blurred.length];
            for (int i = 0; i < planes[c].length; i++) {
                planes[c][i] = Math.clamp(scene.blurred[i], 0f, 1f);
            }
        }
        return Picture.of(scene.side, scene.side, planes);
    }
}
