package studio.kintsugi.training.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.checkpoint.HyperParameters;
import studio.kintsugi.training.TaskFactory;

class RecipeFileTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"colorize", "deblur", "denoise", "dereflect", "features", "picture-text",
        "picture-text-judge", "upscale-x2", "upscale-x2-gan", "upscale-x2-photo", "upscale-x3", "upscale-x4",
        "upscale-x4-gan", "upscale-x4-photo"})
    void everyBuiltInRecipeIsComplete(String name) throws Exception {
        assertTrue(RecipeFile.isBuiltIn(name));
        TrainingRecipe r = RecipeFile.read(name);
        assertNotNull(r.model().id());
        assertNotNull(r.model().title());
        assertNotNull(r.model().task());
        assertFalse(r.hyperParameters().values().isEmpty());
        assertTrue(TaskFactory.byName().containsKey(r.objective()), r.objective());
        assertTrue(r.patches().side() > 0 && r.optimization().batch() > 0 && r.optimization().steps() > 0);
        assertTrue(r.optimization().learningRate() > 0 && r.optimization().average() > 0.9);
    }

    @Test
    void everyPartComesFromItsPlaceInTheFile() throws Exception {
        TrainingRecipe r = RecipeFile.read("dereflect");
        assertEquals("errnet", r.model().architecture());
        assertEquals(6, r.seed());
        assertEquals(TrainingRecipe.PICTURE, r.objective());
        assertEquals(new Optimization(4, 60_000, 0.002, 0, 0.5, 0.998, 0.99, true), r.optimization());
        assertEquals(new Patches(256, List.of(0.8, 0.5, 0.35), true, false), r.patches());
        assertEquals("capped_psnr", r.restoration().loss());
        assertEquals(3, r.restoration().validation().size());
        assertEquals("PSNR, photos without reflections", r.restoration().validation().getLast().name());
        TrainingRecipe gan = RecipeFile.read("upscale-x4-gan");
        assertEquals(0.1, gan.settings().number("adversarial", 7));
        assertFalse(gan.optimization().muon());
    }

    @Test
    void whatARecipeDoesNotSayHasADefault() throws Exception {
        Path file = Files.writeString(folder.resolve("short.json"), "{\"architecture\": \"nafnet\", \"batch\": 3}");
        TrainingRecipe r = RecipeFile.read(file.toString());
        assertEquals("picture", r.objective());
        assertEquals("psnr", r.restoration().loss());
        assertEquals(List.of(), r.restoration().validation());
        assertEquals(List.of(1.0), r.patches().scales());
        assertEquals(0.9, r.optimization().secondMoment());
        assertEquals(5, r.settings().number("width", 5));
        assertFalse(r.settings().flag("once"));
    }

    @Test
    void withersChangeOnePartAlone() throws Exception {
        TrainingRecipe r = RecipeFile.read("denoise");
        TrainingRecipe other = r.withSeed(99).withPatches(r.patches().withSide(32))
                .withHyperParameters(HyperParameters.NONE.with("width", 8))
                .withOptimization(r.optimization().withBatch(2).withSteps(7).withLearningRate(0.5).withClip(0.1)
                        .withAverage(0.2));
        assertEquals(new Optimization(2, 7, 0.5, 0, 0.1, 0.2, 0.99, true), other.optimization());
        assertEquals(new Patches(32, r.patches().scales(), false, false), other.patches());
        assertEquals(new TrainingRecipe.Model("denoise", r.model().title(), "denoise", "nafnet",
                HyperParameters.NONE.with("width", 8)), other.model());
        assertEquals(99, other.seed());
        assertEquals(r.restoration(), other.restoration());
        assertEquals(r.settings(), other.settings());
    }

    @Test
    void aStepsRandomNumbersFollowFromSeedAndStep() throws Exception {
        TrainingRecipe r = RecipeFile.read("denoise");
        assertEquals(r.random(5).nextLong(), r.random(5).nextLong());
        assertTrue(r.random(5).nextLong() != r.random(6).nextLong());
        assertTrue(r.random(5).nextLong() != r.withSeed(r.seed() + 1).random(5).nextLong());
    }

    @Test
    void damagedAndMissingRecipesAreRefusedWithTheirName() throws Exception {
        Path broken = Files.writeString(folder.resolve("broken.json"), "{\"architecture\": ");
        Path empty = Files.writeString(folder.resolve("empty.json"), "{}");
        for (String recipe : List.of(broken.toString(), empty.toString(), "no-such-recipe")) {
            KintsugiException e = assertThrows(KintsugiException.class, () -> RecipeFile.read(recipe));
            assertTrue(e.getMessage().contains(recipe), e.getMessage());
        }
    }
}
