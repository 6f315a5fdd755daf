package studio.kintsugi.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import studio.kintsugi.TestPictures;
import studio.kintsugi.edit.EmbeddedRecipe;
import studio.kintsugi.edit.Mask;
import studio.kintsugi.edit.MaskShape;
import studio.kintsugi.edit.Recipe;
import studio.kintsugi.edit.Step;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.io.PictureReader;

/** What was done to one picture is done to others. */
class ApplyCommandTest {
    @TempDir
    private Path folder;

    @RegisterExtension
    final CommandLineRunner kintsugi = CommandLineRunner.restoring();

    private Path noisy(String name) throws Exception {
        return TestPictures.noisy(folder.resolve(name), 60, 40);
    }

    @Test
    void aSavedPicturesRecipeGivesTheSamePixelsAgain() throws Exception {
        Path in = noisy("in.png");
        Path mended = folder.resolve("mended.png");
        kintsugi.run("restore", "--task", "denoise", "--strength", "0.6", "-i", in, "-o", mended).succeeded();
        Path out = folder.resolve("out");
        Outcome o = kintsugi.run("apply", mended, "-i", in, "-o", out);
        assertEquals(0, o.status(), o.err());
        assertArrayEquals(PictureReader.read(mended).plane(0), PictureReader.read(out.resolve("in.png")).plane(0));
        assertFalse(o.err().contains("other weights"), o.err());
    }

    @Test
    void theOnlyResultIsTheFileThatIsNamed() throws Exception {
        Path json = Files.writeString(folder.resolve("recipe.json"),
                Recipe.of(List.of(new Step("crop", Map.of("left", 0.0, "top", 0.0, "width", 0.5, "height", 1.0))))
                        .toJson());
        Path out = folder.resolve("half.png");
        kintsugi.run("apply", json, "-i", noisy("in.png"), "-o", out).succeeded();
        assertEquals(2 * PictureReader.read(out).width(), PictureReader.read(folder.resolve("in.png")).width());
    }

    @Test
    void severalStepsAreDoneInTurnAndAddedToTheRecipe() throws Exception {
        Recipe recipe = Recipe.of(List.of(new Step("denoise", "denoise", "", Map.of("strength", 0.5)),
                new Step("upscale", "upscale-x2", "", Map.of("scale", 2, "strength", 0.8))));
        Path json = Files.writeString(folder.resolve("recipe.json"), recipe.toJson());
        Path out = folder.resolve("out");
        Outcome o = kintsugi.run("apply", json, "-i", noisy("a.png"), noisy("b.png"), "-o", out, "--json");
        assertEquals(0, o.status(), o.err());
        assertTrue(o.err().contains("other weights"), o.err());
        for (String name : List.of("a.png", "b.png")) {
            Picture made = PictureReader.read(out.resolve(name));
            assertEquals(120, made.width());
            List<Step> steps = EmbeddedRecipe.of(made).orElseThrow().steps();
            assertEquals(List.of("denoise", "upscale"), steps.stream().map(Step::tool).toList());
            assertFalse(steps.getFirst().modelHash().isEmpty(), "the weights that were used are named");
        }
    }

    @Test
    void geometryMasksAndAnySizeArePartOfARecipe() throws Exception {
        Path in = noisy("in.png");
        Mask left = Mask.WHOLE.with(MaskShape.linear(0.5, 0.5, 0.5001, 0.5, false));
        Recipe recipe = Recipe.of(List.of(
                new Step("crop", Map.of("left", 0.5, "top", 0, "width", 0.5, "height", 1)),
                new Step("rotate", Map.of("quarters", 1)),
                new Step("denoise", "denoise", "", Map.of("strength", 1.0), left.withInverted(true)),
                new Step("denoise", "denoise", "", Map.of("strength", 1.0), left)));
        Path json = Files.writeString(folder.resolve("recipe.json"), recipe.toJson());
        Outcome o = kintsugi.run("apply", json, "-i", in, "-o", folder.resolve("out"));
        assertEquals(0, o.status(), o.err());
        Picture made = PictureReader.read(folder.resolve("out/in.png"));
        assertEquals(40, made.width());
        assertEquals(30, made.height());
        // only the first denoise reaches the right half of the photo, which is all that is left
        Path once = Files.writeString(folder.resolve("once.json"), Recipe.of(List.of(recipe.steps().get(0),
                recipe.steps().get(1), recipe.steps().get(2).withMask(null))).toJson());
        kintsugi.run("apply", once, "-i", in, "-o", folder.resolve("once")).succeeded();
        assertArrayEquals(PictureReader.read(folder.resolve("once/in.png")).plane(1), made.plane(1));
        assertEquals(recipe.steps().get(3).mask(), EmbeddedRecipe.of(made).orElseThrow().steps().get(3).mask());
    }

    @Test
    void anySizeIsReachedAndAPresetIsFoundByItsName() throws Exception {
        Path json = Files.writeString(folder.resolve("recipe.json"), Recipe.of(List.of(
                new Step("upscale", "upscale-x2", "", Map.of("scale", 1.5)),
                new Step("upscale", "upscale-x4", "", Map.of("longSide", 721)))).toJson());
        kintsugi.run("apply", json, "-i", noisy("in.png"), "-o", folder.resolve("out")).succeeded();
        Picture made = PictureReader.read(folder.resolve("out/in.png"));
        assertEquals(721, made.width());
        assertEquals(481, made.height());
        kintsugi.run("apply", "old SCAN", "-i", folder.resolve("in.png"), "-o", folder.resolve("scan")).succeeded();
        assertEquals(90, PictureReader.read(folder.resolve("scan/in.png")).width());
    }

    @Test
    void whatIsNoRecipeOrNeedsAModelThatIsNotHereGivesOneSentence() throws Exception {
        Path in = noisy("in.png");
        Path other = Files.writeString(folder.resolve("other.json"),
                Recipe.of(List.of(new Step("denoise", "mine", "abc", Map.of()))).toJson());
        for (Path recipe : List.of(Files.writeString(folder.resolve("bad.json"), "{"),
                Files.writeString(folder.resolve("null.json"), "{\"version\":1,\"steps\":[null]}"),
                Files.writeString(folder.resolve("half.json"), "{\"version\":1,\"steps\":[{\"tool\":\"denoise\"}]}"),
                in, folder.resolve("missing.json"), other)) {
            Outcome o = kintsugi.run("apply", recipe, "-i", in, "-o", folder.resolve("out"));
            assertEquals(1, o.status(), recipe.toString());
            assertEquals(1, o.err().strip().lines().count(), o.err());
            assertFalse(o.err().contains("Exception"), o.err());
        }
        assertFalse(Files.exists(folder.resolve("out")));
    }

    @Test
    void aStepThatMeansNothingIsNamed() throws Exception {
        Path in = noisy("in.png");
        Map<String, String> right = new LinkedHashMap<>();
        right.put("{\"version\":2,\"steps\":[]}", "later version");
        right.put("{\"version\":1,\"steps\":[]}", "empty recipe");
        right.put("[]", "no object");
        right.put("PNG", "no object");
        right.put("{\"steps\":[]}", "version");
        right.put(steps("sharpen", "denoise", "{}"), "Step 2 of the recipe asks for the tool \"sharpen\"");
        right.put(steps("denoise", "upscale-x2", "{}"), "is made to upscale");
        right.put(steps("upscale", "upscale-x2", "{\"scale\":-3}"), "sets scale to -3");
        right.put(steps("crop", "", "{\"left\":\"x\"}"), "sets left to \"x\"");
        right.put(steps("denoise", "denoise", "{\"strength\":1.5}"), "sets strength to 1.5");
        right.put(steps("denoise", "denoise", "{\"strength\":-1e400}"), "sets strength to");
        right.put(steps("denoise", "denoise", "{\"strength\":\"much\"}"), "sets strength to \"much\"");
        right.put(steps("denoise", "denoise", "{\"strength\":[1]}"), "sets strength to [1]");
        right.put(steps("denoise", "denoise", "7"), "no list of parameters");
        for (Map.Entry<String, String> e : right.entrySet()) {
            Path recipe = Files.writeString(folder.resolve("recipe.json"), e.getKey());
            Outcome o = kintsugi.run("apply", recipe, "-i", in, "-o", folder.resolve("out"), "--json");
            o.assertRefused(e.getValue());
            assertTrue(o.json().has("error"), o.out());
            assertTrue(!e.getKey().contains("tool") || o.err().contains("Step 2 of "), o.err());
            assertFalse(Files.exists(folder.resolve("out")));
        }
    }

    /** A recipe whose first step is right. */
    private static String steps(String tool, String model, String parameters) {
        return "{\"version\":1,\"steps\":[{\"tool\":\"denoise\",\"model\":\"denoise\",\"modelHash\":\"\","
                + "\"parameters\":{}},{\"tool\":\"" + tool + "\",\"model\":\"" + model
                + "\",\"modelHash\":\"\",\"parameters\":" + parameters + "}]}";
    }
}
