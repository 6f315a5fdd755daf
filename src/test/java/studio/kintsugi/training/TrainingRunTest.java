package studio.kintsugi.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.checkpoint.Safetensors;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.WriteOptions;
import studio.kintsugi.imaging.io.PictureWriter;
import studio.kintsugi.store.ModelStore;
import studio.kintsugi.store.StoredModel;
import studio.kintsugi.training.features.FeatureTaskTest;

/** Runs from recipes, with a network of a few hundred weights. */
class TrainingRunTest {
    private static final String RECIPE = """
            {"id": "tiny", "title": "Tiny", "task": "denoise", "architecture": "nafnet",
             "hyperParameters": {"img_channel": 3, "width": %d, "enc_blk_nums": [1], "middle_blk_num": 1,
                                 "dec_blk_nums": [1], "train_size": 0},
             "seed": 1, "patch": 16, "batch": 2, "steps": 6, "learningRate": 0.01, "weightDecay": 0, "clip": 1,
             "average": 0.5, "scales": [1.0],
             "degradations": {"type": "gaussian_noise", "sigma": [10, 50]},
             "validation": [{"name": "PSNR", "degradations": {"type": "gaussian_noise", "sigma": [25, 25]}}]}
            """;

    @TempDir
    private Path folder;

    private Path photos;

    @BeforeEach
    void photographs() throws Exception {
        photos = Files.createDirectory(folder.resolve("photos"));
        Random random = new Random(3);
        for (int n = 0; n < 10; n++) {
            float[][] planes = new float[3][48 * 48];
            for (float[] plane : planes) {
                float value = random.nextFloat();
                java.util.Arrays.fill(plane, value);
            }
            PictureWriter.write(Picture.of(48, 48, planes), photos.resolve(n + ".png"), WriteOptions.DEFAULT);
        }
    }

    private StoredModel train(String name, int width, boolean resume, double minutes, StoredModel begin)
            throws Exception {
        Path recipe = Files.writeString(folder.resolve("tiny.json"), String.format(RECIPE, width));
        Path out = folder.resolve(name);
        new TrainingRun(recipe.toString(), photos, out, resume, minutes, begin, ComputeDevice.processor())
                .run(() -> false, FeatureTaskTest.QUIET);
        return new ModelStore(folder.resolve("store")).find(out.toString()).orElseThrow();
    }

    @Test
    void aRunCanBeginWithAModelAndSaysSo() throws Exception {
        StoredModel first = train("first", 4, false, Double.POSITIVE_INFINITY, null);
        StoredModel second = train("second", 4, false, 0, first);
        for (String name : first.weights().names()) {
            assertArrayEquals(first.weights().get(name).toFloats(), second.weights().get(name).toFloats(), 1e-6f, name);
        }
        assertTrue(second.card().provenance().contains(first.card().provenance()), second.card().provenance());
    }

    @Test
    void aStateGoesOnWhereItStopped() throws Exception {
        StoredModel first = train("out", 4, false, Double.POSITIVE_INFINITY, null);
        StoredModel same = train("out", 4, true, Double.POSITIVE_INFINITY, null);
        for (String name : first.weights().names()) {
            assertArrayEquals(first.weights().get(name).toFloats(), same.weights().get(name).toFloats(), 1e-6f, name);
        }
    }

    /** Six steps at once, and the same six with a stop after each of them. */
    @Test
    void aRunThatWasInterruptedEndsAsOneThatWasNot() throws Exception {
        StoredModel whole = train("whole", 4, false, Double.POSITIVE_INFINITY, null);
        Path recipe = Files.writeString(folder.resolve("tiny.json"), String.format(RECIPE, 4));
        Path out = folder.resolve("parts");
        for (int part = 0; part <= 6; part++) {
            AtomicInteger asked = new AtomicInteger();
            new TrainingRun(recipe.toString(), photos, out, part > 0, Double.POSITIVE_INFINITY, null,
                    ComputeDevice.processor())
                    .run(() -> asked.incrementAndGet() > 1, FeatureTaskTest.QUIET);
        }
        StoredModel parts = new ModelStore(folder.resolve("store")).find(out.toString()).orElseThrow();
        assertTrue(parts.card().provenance().contains(" 6 steps "), parts.card().provenance());
        for (String name : whole.weights().names()) {
            assertArrayEquals(whole.weights().get(name).toFloats(), parts.weights().get(name).toFloats(), 1e-6f, name);
        }
        for (String file : List.of("weights", "average", "m", "v")) {
            assertArrayEquals(Safetensors.read(folder.resolve("whole/state.safetensors")).get(file).toFloats(),
                    Safetensors.read(out.resolve("state.safetensors")).get(file).toFloats(), 1e-6f, file);
        }
    }

    @Test
    void aModelOfAnotherShapeIsRefused() throws Exception {
        StoredModel narrow = train("narrow", 4, false, 0, null);
        KintsugiException refused =
                assertThrows(KintsugiException.class, () -> train("wide", 8, false, 0, narrow));
        assertTrue(refused.getMessage().contains("tiny"), refused.getMessage());
    }
}
