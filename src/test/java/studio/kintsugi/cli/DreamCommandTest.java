package studio.kintsugi.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import studio.kintsugi.checkpoint.HyperParameters;
import studio.kintsugi.experiments.DreamSet;
import studio.kintsugi.field.FieldFile;
import studio.kintsugi.field.VoxelField;
import studio.kintsugi.field.mesh.MeshFile;
import studio.kintsugi.models.clip.CompactClip;
import studio.kintsugi.store.ModelCard;
import studio.kintsugi.store.ModelFolder;

/** The command with a model of a few words that was never trained. */
class DreamCommandTest {
    @RegisterExtension
    final CommandLineRunner kintsugi = CommandLineRunner.withoutRestoring();

    @TempDir
    Path folder;
    private Path model;

    @BeforeEach
    void writeModel() throws Exception {
        model = Files.createDirectories(folder.resolve("model"));
        List<String> words = List.of("red", "green", "chair");
        ModelFolder.write(model, new ModelCard("tiny", "Tiny", "guide", "compact-clip",
                HyperParameters.of(Map.of("words", words)), 1, 1, 0, 0,
                "Apache-2.0", "a test", List.of(), Map.of(), ""),
                CompactClip.initialWeights(words.size(), 256, new SplittableRandom(1)));
    }

    private Outcome dream(String prompt, Object... more) {
        List<Object> arguments = new ArrayList<>(List.of("dream", prompt, "-o", folder.resolve("dream"), "--guidance",
                model, "--threads", "1"));
        arguments.addAll(Arrays.asList(more));
        return kintsugi.run(arguments.toArray());
    }

    @Test
    void leavesFieldPicturesMeshAndFacts() throws Exception {
        Outcome o = dream("a red chair in the sky", "--steps", "4", "--seed", "7", "--json").succeeded();
        Path dream = folder.resolve("dream");
        JsonObject facts = JsonParser.parseString(Files.readString(dream.resolve("dream.json"))).getAsJsonObject();
        assertEquals(7, facts.get("seed").getAsInt());
        assertEquals(4, facts.get("steps").getAsInt());
        assertEquals(facts.get("score"), o.json().get("score"));
        assertTrue(o.err().contains("Left out, since nothing is known of it: sky."), o.err());
        VoxelField field = FieldFile.read(dream);
        assertEquals(80, field.side(), "a drawn shape has its grid from the beginning");
        for (String name : List.of("turntable.gif", "still-1.png", "still-4.png")) {
            assertTrue(Files.size(dream.resolve(name)) > 100, name);
        }
        assertEquals(!field.isEmpty(MeshFile.SURFACE), Files.exists(dream.resolve("mesh.glb")));
    }

    @Test
    void theSameSeedGivesTheSameField() throws Exception {
        dream("a green chair", "--steps", "3");
        float[] first = FieldFile.read(folder.resolve("dream")).raw();
        dream("a green chair", "--steps", "3");
        float[] second = FieldFile.read(folder.resolve("dream")).raw();
        assertEquals(Arrays.hashCode(first), Arrays.hashCode(second));
    }

    @Test
    void aJudgeRanksEachPromptAmongAll() throws Exception {
        dream("a green chair", "--steps", "2");
        Files.move(folder.resolve("dream"), folder.resolve("first"));
        dream("a red chair", "--steps", "2");
        Path sheet = folder.resolve("sheet.png");
        Outcome o = kintsugi.run("judge", folder.resolve("first"), folder.resolve("dream"), "--model", model,
                "--sheet", sheet, "--json").succeeded();
        JsonObject report = o.json();
        int right = (int) report.getAsJsonArray("verdicts").asList().stream()
                .filter(v -> v.getAsJsonObject().get("rank").getAsInt() == 1).count();
        assertEquals(right / 2.0, report.get("precision").getAsDouble());
        assertTrue(o.err().contains("The judge guided"), o.err());
        assertTrue(Files.size(sheet) > 100);
    }

    @Test
    void seedsAreSketchedOnASheetAndOneIsGoneOnWith() throws Exception {
        JsonObject report =
                dream("a red chair", "--steps", "3", "--seed", "4", "--variations", "2", "--json").succeeded().json();
        Path sketches = folder.resolve("dream");
        assertEquals(2, report.getAsJsonArray("variations").size());
        assertTrue(Files.size(sketches.resolve("variations.png")) > 100);
        assertEquals(80, FieldFile.read(sketches.resolve("seed-5")).side());
        Files.move(sketches, folder.resolve("sketches"));
        Path begun = folder.resolve("sketches/seed-5");
        dream("", "--continue", begun, "--steps", "6", "--json").succeeded();
        JsonObject facts = JsonParser.parseString(Files.readString(folder.resolve("dream/dream.json")))
                .getAsJsonObject();
        assertEquals("a red chair", facts.get("prompt").getAsString());
        assertEquals(5, facts.get("seed").getAsInt());
        assertEquals(2, facts.get("steps").getAsInt(), "the last third");
        assertEquals(1, facts.get("reached").getAsDouble());
        assertEquals(2, facts.getAsJsonArray("times").size());
        assertEquals(2, facts.getAsJsonArray("losses").size());
        assertEquals(80, FieldFile.read(folder.resolve("dream")).side());
        assertEquals(1, dream("", "--continue", folder).status());
        assertEquals(1, dream("", "--continue", begun, "--variations", "2").status());
        assertEquals(1, dream("", "--continue", begun, "--paper").status());
        assertEquals(1, dream("a red chair", "--variations", "2", "--field", "mlp").status());
    }

    @Test
    void thePapersNetworkIsDreamtToo() throws Exception {
        dream("a red chair", "--field", "mlp", "--steps", "1", "--json").succeeded();
        JsonObject facts = JsonParser.parseString(Files.readString(folder.resolve("dream/dream.json")))
                .getAsJsonObject();
        assertEquals("network", facts.get("method").getAsString());
        assertEquals(64, FieldFile.read(folder.resolve("dream")).side());
    }

    @Test
    void aSetOfPromptsIsDreamtJudgedAndShown() throws Exception {
        Path prompts = Files.writeString(folder.resolve("prompts.txt"), "# two\na red chair\n\na green chair\n");
        Path sheet = folder.resolve("sheet.png");
        Object[] arguments = {"experiment", "dreams", "-o", folder.resolve("set"), "--judge", model, "--guidance",
            model, "--prompts", prompts, "--steps", "2", "--sheet", sheet, "--json"};
        JsonObject report = kintsugi.run(arguments).succeeded().json();
        assertEquals(2, report.get("dreams").getAsInt());
        assertTrue(Files.size(sheet) > 100);
        Path kept = folder.resolve("set").resolve("a-red-chair-1").resolve("dream.json");
        var written = Files.getLastModifiedTime(kept);
        kintsugi.run(arguments).succeeded();
        assertEquals(written, Files.getLastModifiedTime(kept), "what is there is not dreamt again");
    }

    @Test
    void aGallerySaysWhatIsWrongWithADream() throws Exception {
        Path prompts = Files.writeString(folder.resolve("prompts.txt"), "a red chair | its back is missing\n");
        Path sheet = folder.resolve("gallery.png");
        kintsugi.run("experiment", "dreams", "-o", folder.resolve("set"), "--guidance", model, "--prompts", prompts,
                "--steps", "2", "--sheet", sheet).succeeded();
        assertTrue(Files.size(sheet) > 100);
        assertTrue(Files.exists(folder.resolve("set").resolve("a-red-chair-1").resolve("dream.json")));
        Outcome without = kintsugi.run("experiment", "dreams", "-o", folder.resolve("set"), "--steps", "2");
        assertEquals(2, without.status());
        assertTrue(without.err().contains("--judge"), without.err());
    }

    @Test
    void ablationsAreMeasuredAndShown() throws Exception {
        Path figure = folder.resolve("figure.png");
        JsonObject report = kintsugi.run("experiment", "ablations", "a red chair", "--guidance", model,
                "--steps", "2", "--figure", figure, "--json").succeeded().json();
        assertEquals(List.of("nothing", "backgrounds", "transmittance", "shape"), report.getAsJsonArray("rows")
                .asList().stream().map(r -> r.getAsJsonObject().get("without").getAsString()).toList());
        assertTrue(Files.size(figure) > 100);
    }

    @Test
    void thePublicSetHasTwentyFourPrompts() {
        assertEquals(24, DreamSet.prompts().size());
    }

    @Test
    void refusesWhatSaysNothing() {
        dream("  ").assertRefused("prompt is empty");
        dream("😀 中文").assertRefused("knows none of these words");
        dream("A red  chair", "--negative", "a red chair").assertRefused("says the same as the prompt");
        dream("a red chair", "--negative", "the chair, in red").assertRefused("says the same as the prompt");
    }

    @Test
    void readsWhatItCanOfALongPrompt() {
        Outcome o = dream("a red chair " + "and lorem ipsum dolor ".repeat(100), "--steps", "2").succeeded();
        assertTrue(o.err().contains("lorem, ipsum, dolor"), o.err());
    }
}
