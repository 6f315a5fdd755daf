package studio.kintsugi.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.kintsugi.edit.EmbeddedRecipe;
import studio.kintsugi.edit.Recipe;
import studio.kintsugi.edit.Step;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.WriteOptions;
import studio.kintsugi.imaging.io.PictureReader;
import studio.kintsugi.imaging.io.PictureWriter;
import studio.kintsugi.models.BuiltInArchitectures;
import studio.kintsugi.service.restoration.LocalInferenceService;
import studio.kintsugi.store.ModelStore;

/** What was done to one picture is done to others. */
class ApplyCommandTest {
    @TempDir
    private Path folder;

    /** What a command left behind. */
    private record Outcome(int status, String out, String err) {}

    private Outcome kintsugi(Object... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        ModelStore store = new ModelStore(folder.resolve("models"));
        int status =
                KintsugiCommand.create(store, device -> new LocalInferenceService(store, BuiltInArchitectures.all(),
                device),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .execute(Arrays.stream(args).map(Object::toString).toArray(String[]::new));
        return new Outcome(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private Path noisy(String name) throws Exception {
        SplittableRandom random = new SplittableRandom(11);
        float[][] planes = new float[3][60 * 40];
        for (float[] plane : planes) {
            for (int i = 0; i < plane.length; i++) {
                plane[i] = (float) Math.clamp(0.5 + 0.1 * random.nextGaussian(), 0, 1);
            }
        }
        Path file = folder.resolve(name);
        PictureWriter.write(Picture.of(60, 40, planes), file, WriteOptions.DEFAULT);
        return file;
    }

    @Test
    void aSavedPicturesRecipeGivesTheSamePixelsAgain() throws Exception {
        Path in = noisy("in.png");
        Path mended = folder.resolve("mended.png");
        assertEquals(0, kintsugi("restore", "--task", "denoise", "--strength", "0.6", "-i", in, "-o", mended).status());
        Path out = folder.resolve("out");
        Outcome o = kintsugi("apply", mended, "-i", in, "-o", out);
        assertEquals(0, o.status(), o.err());
        assertArrayEquals(PictureReader.read(mended).plane(0), PictureReader.read(out.resolve("in.png")).plane(0));
        assertFalse(o.err().contains("other weights"), o.err());
    }

    @Test
    void severalStepsAreDoneInTurnAndAddedToTheRecipe() throws Exception {
        Recipe recipe = Recipe.of(List.of(new Step("denoise", "denoise", "", Map.of("strength", 0.5)),
                new Step("upscale", "upscale-x2", "", Map.of("scale", 2, "strength", 0.8))));
        Path json = Files.writeString(folder.resolve("recipe.json"), recipe.toJson());
        Path out = folder.resolve("out");
        Outcome o = kintsugi("apply", json, "-i", noisy("a.png"), noisy("b.png"), "-o", out, "--json");
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
    void whatIsNoRecipeOrNeedsAModelThatIsNotHereGivesOneSentence() throws Exception {
        Path in = noisy("in.png");
        Path other = Files.writeString(folder.resolve("other.json"),
                Recipe.of(List.of(new Step("denoise", "mine", "abc", Map.of()))).toJson());
        for (Path recipe : List.of(Files.writeString(folder.resolve("bad.json"), "{"),
                Files.writeString(folder.resolve("null.json"), "{\"version\":1,\"steps\":[null]}"),
                Files.writeString(folder.resolve("half.json"), "{\"version\":1,\"steps\":[{\"tool\":\"denoise\"}]}"),
                in, folder.resolve("missing.json"), other)) {
            Outcome o = kintsugi("apply", recipe, "-i", in, "-o", folder.resolve("out"));
            assertEquals(1, o.status(), recipe.toString());
            assertEquals(1, o.err().strip().lines().count(), o.err());
            assertFalse(o.err().contains("Exception"), o.err());
        }
        assertFalse(Files.exists(folder.resolve("out")));
    }
}
