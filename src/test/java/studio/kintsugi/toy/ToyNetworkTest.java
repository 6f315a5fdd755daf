package studio.kintsugi.toy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.kintsugi.checkpoint.CheckpointException;
import studio.kintsugi.checkpoint.HyperParameters;
import studio.kintsugi.checkpoint.Safetensors;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.edit.Step;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.WriteOptions;
import studio.kintsugi.imaging.io.PictureWriter;
import studio.kintsugi.models.BuiltInArchitectures;
import studio.kintsugi.models.registry.Architectures;
import studio.kintsugi.service.job.JobListener;
import studio.kintsugi.service.library.ImportCandidate;
import studio.kintsugi.service.library.ImportChoices;
import studio.kintsugi.service.library.ModelImporter;
import studio.kintsugi.service.restoration.LocalInferenceService;
import studio.kintsugi.service.restoration.RunOptions;
import studio.kintsugi.store.Catalog;
import studio.kintsugi.store.ModelCard;
import studio.kintsugi.store.ModelFolder;
import studio.kintsugi.store.ModelStore;
import studio.kintsugi.store.StoredModel;
import studio.kintsugi.training.TrainingRun;
import studio.kintsugi.training.features.FeatureTaskTest;
import studio.kintsugi.training.pruning.PruningReport;
import studio.kintsugi.training.pruning.PruningRun;

/** A network that the application has never seen is added by its {@link ToyArchitecture} alone, and does everything. */
class ToyNetworkTest {
    private static final Architectures WITH_TOY = BuiltInArchitectures.all().and(new ToyArchitecture());
    private static final HyperParameters WIDE = HyperParameters.NONE.with("width", 32);
    private static final int SIDE = 48;
    private static final int VALIDATION_SIDE = 512;
    /** PSNR that the recipe's noise leaves, dB. */
    private static final double NOISY = 20.2;
    private static final String RECIPE = """
            {"id": "toy-denoise", "title": "Toy denoise", "task": "denoise", "architecture": "toy",
             "hyperParameters": {"width": 32},
             "seed": 1, "patch": 16, "batch": 4, "steps": 240, "learningRate": 0.01, "weightDecay": 0, "clip": 1,
             "average": 0.5, "scales": [1.0],
             "degradations": {"type": "gaussian_noise", "sigma": [25, 25]},
             "validation": [{"name": "PSNR", "degradations": {"type": "gaussian_noise", "sigma": [25, 25]}}]}
            """;

    @TempDir
    private Path folder;

    private ModelStore store;
    private Path photos;
    private Path recipe;

    @BeforeEach
    void photographs() throws Exception {
        store = new ModelStore(folder.resolve("models"));
        recipe = Files.writeString(folder.resolve("toy.json"), RECIPE);
        photos = Files.createDirectory(folder.resolve("photos"));
        Random random = new Random(3);
        for (int n = 0; n < 10; n++) {
            PictureWriter.write(even(random, SIDE), photos.resolve(n + ".png"), WriteOptions.DEFAULT);
        }
        // validation takes its crops from halved photos
        PictureWriter.write(even(random, VALIDATION_SIDE),
                Files.createDirectory(photos.resolve("validation")).resolve("held-out.png"), WriteOptions.DEFAULT);
    }

    private static Picture even(Random random, int side) {
        float[][] planes = new float[3][side * side];
        for (float[] plane : planes) {
            Arrays.fill(plane, random.nextFloat());
        }
        return Picture.of(side, side, planes);
    }

    private Path checkpoint(StateDict weights) throws Exception {
        Path file = folder.resolve("my-toy.safetensors");
        Safetensors.write(weights, Map.of("format", "pt"), file);
        return file;
    }

    private static StateDict fresh() {
        return new ToyArchitecture().initialWeights(WIDE, new SplittableRandom(1));
    }

    @Test
    void aCheckpointIsRecognizedStoredAndRestoresAPicture() throws Exception {
        ModelImporter importer = new ModelImporter(store, new Catalog(List.of()), WITH_TOY);
        ImportCandidate candidate = importer.inspect(checkpoint(fresh()));
        assertEquals("Toy, width 32", candidate.recognition().title());
        ModelCard card = importer.add(candidate, ImportChoices.NONE).card();
        assertEquals("toy", card.architecture());
        assertEquals("denoise", card.task());
        assertEquals(WIDE, card.hyperParameters());

        Picture picture = even(new Random(5), SIDE);
        try (LocalInferenceService service =
                new LocalInferenceService(store, WITH_TOY, ComputeDevice.processor())) {
            Picture out = service.run(picture, new Step("denoise", card.id(), "", Map.of()), RunOptions.WHOLE,
                    JobListener.none()).result().get().picture();
            assertEquals(expected(picture), out.plane(1)[SIDE * SIDE / 2 + SIDE / 2], 1e-5);
        }
    }

    /** The middle of the second plane, worked out by hand: the picture is even, so every neighbour is the same. */
    private static double expected(Picture picture) {
        float[] first = fresh().get("toy.first.weight").toFloats();
        float[] firstBias = fresh().get("toy.first.bias").toFloats();
        float[] second = fresh().get("toy.second.weight").toFloats();
        int width = firstBias.length;
        double sum = fresh().get("toy.second.bias").toFloats()[1] + picture.plane(1)[0];
        for (int k = 0; k < width; k++) {
            double hidden = firstBias[k];
            double weight = 0;
            for (int i = 0; i < 27; i++) {
                hidden += first[27 * k + i] * picture.plane(i / 9)[0];
            }
            for (int i = 0; i < 9; i++) {
                weight += second[(width + k) * 9 + i];
            }
            sum += weight * Math.max(0, hidden);
        }
        return Math.clamp(sum, 0, 1);
    }

    @Test
    void withoutItsArchitectureTheCheckpointIsRefused() throws Exception {
        ModelImporter importer = new ModelImporter(store, new Catalog(List.of()), BuiltInArchitectures.all());
        Path file = checkpoint(fresh());
        assertThrows(CheckpointException.class, () -> importer.inspect(file));
    }

    @Test
    void itIsTrainedAndThenPruned() throws Exception {
        Path trained = folder.resolve("trained");
        ModelCard card = new TrainingRun(recipe.toString(), photos, trained, false, Double.POSITIVE_INFINITY, null,
                ComputeDevice.processor(), WITH_TOY).run(() -> false, FeatureTaskTest.QUIET);
        assertEquals("toy", card.architecture());
        assertTrue(card.metrics().get("PSNR") > NOISY + 1, card.metrics().toString());
        StoredModel model = ModelFolder.read(trained);

        PruningReport report = new PruningRun(model, recipe.toString(), photos, folder.resolve("pruned"),
                new PruningRun.Target(0.5, 0), false, 0.15, ComputeDevice.processor(), WITH_TOY)
                .run(() -> false, FeatureTaskTest.QUIET);
        assertEquals("toy-denoise-fast", report.model().id());
        assertEquals(HyperParameters.NONE.with("width", 16), report.model().hyperParameters());
        assertEquals(0.5, report.after().macs() / report.before().macs(), 1e-9);
        StateDict small = ModelFolder.read(folder.resolve("pruned")).weights();
        assertTrue(WITH_TOY.recognize(small).isExact());
        assertNotEquals(model.weights().parameters(), small.parameters());
        assertTrue(report.after().psnr().get("PSNR") > NOISY, report.after().psnr().toString());
    }
}
