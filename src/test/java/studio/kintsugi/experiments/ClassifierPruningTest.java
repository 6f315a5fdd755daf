package studio.kintsugi.experiments;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.models.gal.GalCost;
import studio.kintsugi.models.gal.GalVgg;
import studio.kintsugi.models.pruning.ChannelPruning;

/** Bars at ten heights instead of digits. */
class ClassifierPruningTest {
    private static final int SIDE = 28;
    private static final int EACH = 30;

    @TempDir
    private Path folder;

    @BeforeEach
    void draw() throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        for (int label = 0; label < Digits.CLASSES; label++) {
            float[] data = new float[EACH * SIDE * SIDE];
            for (int i = 0; i < data.length; i++) {
                int row = i / SIDE % SIDE;
                data[i] = (float) (row / 2 == label + 2 ? 1 : random.nextDouble(0.2));
            }
            Files.writeString(folder.resolve(label + ".json"), new Gson().toJson(Map.of("data", data)));
        }
    }

    @Test
    void classesAreLearntAndHalfTheOperationsCutWithoutForgettingThem() throws Exception {
        Digits.Sets digits = Digits.read(folder, 10, 20, 10);
        ClassifierTraining training = new ClassifierTraining(digits, ComputeDevice.processor());
        StateDict whole = training.trained(ClassifierTraining.initialWeights(1), 80, 0.05, 1);
        double learnt = training.accuracy(whole);
        assertTrue(learnt > 60, "only " + learnt + " % are told right");

        ChannelPruning pruning = new ChannelPruning(GalVgg.groups(whole));
        double half = 0.5 * GalCost.of(whole).macs();
        StateDict small = new GalSearch(digits.training(), pruning, whole, half, 2, ComputeDevice.processor()).run(200);
        assertFalse(small.names().stream().anyMatch(n -> n.contains("mask")));
        double left = GalCost.of(small).macs() / GalCost.of(whole).macs();
        assertTrue(left <= 0.5 && left > 0.4, "left: " + left);
        double tuned = training.accuracy(training.trained(small, 40, 0.02, 3));
        assertTrue(tuned > learnt - 20, learnt + " % before, " + tuned + " % after");
    }

    @Test
    void filtersRankByTheirNormsWithinTheirLayer() {
        StateDict whole = ClassifierTraining.initialWeights(1);
        ChannelPruning pruning = new ChannelPruning(GalVgg.groups(whole));
        float[] scores = ChannelScores.uniform(whole, pruning);
        float[] first = Arrays.copyOf(scores, pruning.groups().getFirst().size());
        Arrays.sort(first);
        assertArrayEquals(new float[] {0.125f, 0.25f, 0.375f, 0.5f, 0.625f, 0.75f, 0.875f, 1}, first);
    }

    @Test
    void meansAreTakenOfEachMethod() {
        List<PruningExperiment.Row> means = PruningExperiment.means(List.of(
                new PruningExperiment.Row("GAL", 1, 0.5, 80, 90), new PruningExperiment.Row("random", 1, 0.5, 10, 70),
                new PruningExperiment.Row("GAL", 2, 0.4, 60, 94)));
        assertEquals(2, means.size());
        assertEquals(new PruningExperiment.Row("GAL", 0, 0.45, 70, 92), means.getFirst());
    }

    @Test
    void foldersWithoutDigitsAreRefusedWithASentence() throws IOException {
        assertTrue(assertThrows(KintsugiException.class, () -> Digits.read(folder, 20, 20, 20)).getMessage()
                .contains("has only 30 pictures: 40 are needed"));
        Files.writeString(folder.resolve("3.json"), "{\"data\": \"no\"}");
        assertTrue(assertThrows(KintsugiException.class, () -> Digits.read(folder, 1, 1, 1)).getMessage()
                .contains("holds no digits"));
        Files.delete(folder.resolve("0.json"));
        assertTrue(assertThrows(KintsugiException.class, () -> Digits.read(folder, 1, 1, 1)).getMessage()
                .contains("can't be read"));
    }
}
