package studio.kintsugi.service;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.Region;
import studio.kintsugi.models.NetworkFamilies;
import studio.kintsugi.recipe.Step;
import studio.kintsugi.settings.MeasuredSpeeds;
import studio.kintsugi.settings.ToolDefaults;
import studio.kintsugi.store.ModelCard;
import studio.kintsugi.store.ModelStore;

/** Previews are made with the faster variant of a model. */
class PreviewModelTest {
    private static final int SIDE = 64;
    private static final RunOptions PREVIEW = new RunOptions(new Region(0, 0, SIDE, SIDE), true, 0);
    private static final RunOptions VIEWED = new RunOptions(new Region(0, 0, SIDE, SIDE), false, 0);

    @TempDir
    private Path folder;

    private final MeasuredSpeeds speeds = MeasuredSpeeds.unsaved();
    private LocalInferenceService service;

    @BeforeEach
    void start() {
        service = new LocalInferenceService(new ModelStore(folder.resolve("models")), NetworkFamilies.byId(),
                ToolDefaults.unsaved(), speeds);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void thePreviewIsTheVariantsAndTheRunTheModels() throws Exception {
        Picture noisy = noisy();
        float[] preview = mended(noisy, "denoise", PREVIEW);
        assertArrayEquals(mended(noisy, "denoise-fast", VIEWED), preview);
        assertFalse(Arrays.equals(mended(noisy, "denoise", VIEWED), preview));
    }

    @Test
    void aModelWithoutAVariantPreviewsItself() throws Exception {
        assertEquals("denoise-fast", service.previewModel(card("denoise")).id());
        assertEquals("denoise-fast", service.previewModel(card("denoise-fast")).id());
        assertEquals("dereflect", service.previewModel(card("dereflect")).id());
    }

    @Test
    void aVariantThatIsNoFasterHereIsPassedOver() throws Exception {
        speeds.measured("denoise", 1e6);
        speeds.measured("denoise-fast", 1.1e6);
        assertEquals("denoise", service.previewModel(card("denoise")).id());
    }

    private ModelCard card(String id) throws Exception {
        return service.model(id).orElseThrow();
    }

    private float[] mended(Picture picture, String model, RunOptions options) throws Exception {
        Step step = new Step("denoise", model, "", Map.of());
        return service.run(picture, step, options, JobListener.NONE).result().get().plane(1);
    }

    private static Picture noisy() {
        SplittableRandom random = new SplittableRandom(1);
        float[][] planes = new float[Picture.CHANNELS][SIDE * SIDE];
        for (float[] plane : planes) {
            for (int i = 0; i < plane.length; i++) {
                plane[i] = (float) random.nextDouble(0.3, 0.7);
            }
        }
        return Picture.of(SIDE, SIDE, planes);
    }
}
