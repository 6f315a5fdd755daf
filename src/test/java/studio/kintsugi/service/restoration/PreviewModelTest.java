package studio.kintsugi.service.restoration;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.kintsugi.TestPictures;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.edit.Step;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.Region;
import studio.kintsugi.models.BuiltInArchitectures;
import studio.kintsugi.service.job.JobListener;
import studio.kintsugi.service.job.JobRunner;
import studio.kintsugi.settings.MeasuredPrecisions;
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
        service = new LocalInferenceService(new ModelStore(folder.resolve("models")), BuiltInArchitectures.all(),
                ToolDefaults.unsaved(), speeds, MeasuredPrecisions.unsaved(),
                ComputeDevice.processor(), new JobRunner());
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void thePreviewIsTheVariantsAndTheRunTheModels() throws Exception {
        Picture noisy = TestPictures.noisy(SIDE, SIDE);
        RestoredPicture restored = restore(noisy, "denoise", PREVIEW);
        float[] preview = restored.picture().plane(1);
        assertEquals("denoise-fast", restored.standIn().orElseThrow().id());
        assertArrayEquals(mended(noisy, "denoise-fast", VIEWED), preview);
        assertFalse(Arrays.equals(mended(noisy, "denoise", VIEWED), preview));
    }

    @Test
    void aModelWithoutAVariantPreviewsItself() throws Exception {
        assertEquals("denoise-fast", service.fasterVariant(card("denoise")).orElseThrow().id());
        assertEquals(Optional.empty(), service.fasterVariant(card("denoise-fast")));
        assertEquals(Optional.empty(), service.fasterVariant(card("dereflect")));
    }

    @Test
    void aVariantThatIsNoFasterHereIsPassedOver() throws Exception {
        speeds.measured("denoise", 1e6);
        speeds.measured("denoise-fast", 1.1e6);
        assertEquals(Optional.empty(), service.fasterVariant(card("denoise")));
    }

    private ModelCard card(String id) throws Exception {
        return service.model(id).orElseThrow();
    }

    private float[] mended(Picture picture, String model, RunOptions options) throws Exception {
        RestoredPicture restored = restore(picture, model, options);
        assertEquals(Optional.empty(), restored.standIn());
        return restored.picture().plane(1);
    }

    private RestoredPicture restore(Picture picture, String model, RunOptions options) throws Exception {
        return service.run(picture, new Step("denoise", model, "", Map.of()), options, JobListener.none()).await();
    }
}
