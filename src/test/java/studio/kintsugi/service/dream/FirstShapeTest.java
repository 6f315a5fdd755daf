package studio.kintsugi.service.dream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.kintsugi.checkpoint.HyperParameters;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.field.VoxelField;
import studio.kintsugi.models.shape.ShapePrior;
import studio.kintsugi.store.ModelCard;
import studio.kintsugi.store.ModelFolder;
import studio.kintsugi.store.ModelStore;
import studio.kintsugi.store.StoredModel;

/** What dreams begin with. */
class FirstShapeTest {
    @TempDir
    Path folder;

    private StoredModel model() throws Exception {
        List<String> words = List.of("red", "zither", "thing");
        Path model = Files.createDirectories(folder.resolve("models/tiny"));
        ModelFolder.write(model, new ModelCard("tiny", "Tiny", "shape", "shape-prior",
                HyperParameters.of(Map.of("words", words, "kinds", List.of("zither"))), 1, 1, 0, 0, "Apache-2.0",
                "a test", List.of(), Map.of(), ""), ShapePrior.initialWeights(words.size(), new SplittableRandom(1)));
        return new ModelStore(folder.resolve("models")).get("tiny");
    }

    @Test
    void itIsThatOfTheThingThatThePromptIsAbout() throws Exception {
        try (NDManager manager = ComputeDevice.processor().newManager();
                FirstShape shapes = FirstShape.open(model(), manager)) {
            assertTrue(shapes.of("a thing on a zither", 8, 1).isEmpty());
            float[] red = shapes.of("a red zither", 8, 1).orElseThrow().raw();
            assertArrayEquals(red, shapes.of("a red zither with a hat", 8, 1).orElseThrow().raw());
            assertFalse(Arrays.equals(red, shapes.of("a zither", 8, 1).orElseThrow().raw()));
            assertFalse(Arrays.equals(red, shapes.of("a red zither", 8, 2).orElseThrow().raw()),
                    "each seed has its own proportions");
        }
    }

    @Test
    void withoutAModelOfShapesThereIsNoneOfWhatIsNotDrawn() {
        assertTrue(FirstShape.NONE.of("a red zither", 8, 1).isEmpty());
    }

    @Test
    void aChairHasLegsAndSpaceBetweenThem() throws Exception {
        StoredModel shipped = FirstShape.installed(new ModelStore(folder.resolve("empty"))).orElseThrow();
        try (NDManager manager = ComputeDevice.processor().newManager();
                FirstShape shapes = FirstShape.open(shipped, manager)) {
            VoxelField chair = shapes.of("a blue chair", 48, 1).orElseThrow();
            // the written chair: a seat of half side .5 at height 0, legs to −.8, a back to 1.1; fitted and centred
            float scale = (float) (1 / Math.sqrt(0.5 * 0.5 + 0.95 * 0.95 + 0.5 * 0.5));
            float middle = 0.15f;
            assertTrue(chair.at(0, -middle * scale, 0)[0] > 10, "seat");
            assertTrue(chair.at(0, (0.6f - middle) * scale, -0.46f * scale)[0] > 10, "back");
            assertTrue(chair.at(0.43f * scale, (-0.4f - middle) * scale, 0.43f * scale)[0] > 10, "leg");
            assertTrue(chair.at(0, (-0.4f - middle) * scale, 0)[0] < 1, "between the legs");
            assertTrue(chair.at(0, (0.5f - middle) * scale, 0.3f * scale)[0] < 1, "above the seat");
            float[] seat = chair.at(0, -middle * scale, 0);
            assertTrue(seat[3] > seat[1] && seat[3] > seat[2], "blue");
        }
    }
}
