package studio.kintsugi.training.restoration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.checkpoint.TensorData;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.WriteOptions;
import studio.kintsugi.imaging.io.PictureWriter;
import studio.kintsugi.models.BuiltInArchitectures;
import studio.kintsugi.models.scft.Scft;
import studio.kintsugi.models.scft.ScftConfig;
import studio.kintsugi.nn.Parameters;
import studio.kintsugi.store.ModelCard;
import studio.kintsugi.training.engine.Optimization;
import studio.kintsugi.training.engine.Patches;
import studio.kintsugi.training.engine.RestorationSettings;
import studio.kintsugi.training.engine.TaskSettings;
import studio.kintsugi.training.engine.Trainer;
import studio.kintsugi.training.engine.TrainingRecipe;
import studio.kintsugi.training.engine.TrainingTask;
import studio.kintsugi.training.features.FeatureTaskTest;
import studio.kintsugi.training.pruning.DrawingPruning;
import studio.kintsugi.training.pruning.GalTask;
import studio.kintsugi.training.pruning.Prunable;
import studio.kintsugi.training.pruning.PruningSubject;

/** A network that colours sketches loses channels of its encoders. */
class DrawingPruningTest {
    private static final int SIDE = 64;
    private static final ScftConfig CONFIG = new ScftConfig(16, 3, 2, 2, 16, 0, true, true, false);
    private static final ModelCard CARD = new ModelCard("tiny", "Tiny", "colorize", "scft", CONFIG.hyperParameters(), 1,
            8, 0, 0, "Apache-2.0", "a test", List.of(), Map.of(), "");
    private static final double SHARE = 0.85;

    @TempDir
    private Path folder;

    @Test
    void masksAreFoundAndTheRestGoesOnLearning() throws Exception {
        StateDict weights = Scft.initialWeights(CONFIG, new SplittableRandom(3));
        Prunable whole = new Prunable(CARD, weights, BuiltInArchitectures.all());
        TrainingRecipe recipe = recipe();
        try (DrawingPruning subject = DrawingPruning.of(recipe, drawings(), folder.resolve("kept"),
                BuiltInArchitectures.all(), ComputeDevice.processor())) {
            float[] masks;
            StateDict trained;
            try (GalTask task = new GalTask(recipe, whole, new GalTask.Settings(SHARE, 5, 1e-3, 1, 1e-3), subject,
                    ComputeDevice.processor());
                    Trainer trainer = new Trainer(recipe, task, null, ComputeDevice.processor())) {
                trainer.run(Double.POSITIVE_INFINITY, folder, () -> false, FeatureTaskTest.QUIET);
                Map<String, TensorData> tensors = new LinkedHashMap<>(trainer.result().tensors());
                masks = tensors.remove(GalTask.MASKS).toFloats();
                trained = new StateDict(tensors);
            }
            assertTrue(masks[indexOfLeast(masks)] < 1, "masks don't move");
            Prunable.Pruned pruned = whole.removed(trained, masks, whole.kept(masks, SHARE));
            assertTrue(whole.macs(pruned) <= SHARE * whole.macs());
            assertTrue(pruned.hyperParameters().has("sketch_channels"), pruned.hyperParameters().toString());
            assertEquals(1, figures(subject, pruned).size());
            assertTrue(figures(subject, pruned).values().iterator().next() > 4);
            try (TrainingTask tuning =
                    subject.tuning(recipe.withHyperParameters(pruned.hyperParameters()), pruned.weights())) {
                assertEquals(figures(subject, pruned), tuning.validate());
            }
        }
    }

    @Test
    void moreThanTheEncodersCannotBeAskedFor() throws Exception {
        Prunable whole = new Prunable(CARD, Scft.initialWeights(CONFIG, new SplittableRandom(3)),
                BuiltInArchitectures.all());
        assertTrue(assertThrows(KintsugiException.class, () -> whole.check(0.05)).getMessage()
                .contains("of this network can be removed: leave at least"));
    }

    private static Map<String, Double> figures(DrawingPruning subject, Prunable.Pruned pruned) {
        try (NDManager manager = ComputeDevice.processor().newManager();
                PruningSubject.Network network =
                        subject.network(pruned.hyperParameters(), new Parameters(manager, pruned.weights()))) {
            return subject.psnr(network, manager);
        }
    }

    private static int indexOfLeast(float[] values) {
        int least = 0;
        for (int i = 0; i < values.length; i++) {
            least = values[i] < values[least] ? i : least;
        }
        return least;
    }

    private static TrainingRecipe recipe() {
        return new TrainingRecipe(
                new TrainingRecipe.Model("tiny", "Tiny", "colorize", "scft", CONFIG.hyperParameters()), "colorize", 1,
                new Optimization(2, 12, 0.001, 0, 1, 0, Optimization.SECOND_MOMENT, false), Patches.of(SIDE),
                RestorationSettings.NONE, TaskSettings.NONE);
    }

    /** Discs on paper. */
    private Path drawings() throws Exception {
        Path drawings = Files.createDirectories(folder.resolve("drawings"));
        SplittableRandom random = new SplittableRandom(4);
        for (int n = 0; n < 60; n++) {
            float[][] planes = new float[Picture.CHANNELS][SIDE * SIDE];
            for (float[] plane : planes) {
                Arrays.fill(plane, 1);
            }
            double radius = random.nextDouble(18, 30);
            for (int i = 0; i < SIDE * SIDE; i++) {
                if (Math.hypot(i % SIDE - SIDE / 2.0, i / SIDE - SIDE / 2.0) < radius) {
                    planes[0][i] = 0.2f;
                    planes[1][i] = 0.1f;
                }
            }
            PictureWriter.write(Picture.of(SIDE, SIDE, planes), drawings.resolve("disc" + n + ".png"),
                    WriteOptions.DEFAULT);
        }
        return drawings;
    }
}
