package studio.kintsugi.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.kintsugi.checkpoint.HyperParameters;
import studio.kintsugi.experiments.DreamSet;
import studio.kintsugi.field.FieldFile;
import studio.kintsugi.field.VoxelField;
import studio.kintsugi.field.mesh.MeshFile;
import studio.kintsugi.models.clip.CompactClip;
import studio.kintsugi.store.ModelCard;
import studio.kintsugi.store.ModelFolder;
import studio.kintsugi.store.ModelStore;

/** The command with a model of a few words that was never trained. */
class DreamCommandTest {
    @TempDir
    Path folder;
    private Path model;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void writeModel() throws Exception {
        model = Files.createDirectories(folder.resolve("model"));
        List<String> words = List.of("red", "green", "chair");
        ModelFolder.write(model, new ModelCard("tiny", "Tiny", "guide", "compact-clip",
                HyperParameters.of(Map.of("words", words)), 1, 1, 0, 0,
                "Apache-2.0", "a test", List.of(), Map.of(), ""),
                CompactClip.initialWeights(words.size(), 256, new SplittableRandom(1)));
    }

    private int dream(String prompt, String... more) {
        List<String> arguments = new ArrayList<>(List.of("dream", prompt, "-o", folder.resolve("dream").toString(),
                "--guidance", model.toString(), "--threads", "1"));
        arguments.addAll(Arrays.asList(more));
        return KintsugiCommand.create(new ModelStore(folder.resolve("store")), device -> null, new PrintStream(out,
                true),
                new PrintStream(err, true)).execute(arguments.toArray(String[]::new));
    }

    @Test
    void leavesFieldPicturesMeshAndFacts() throws Exception {
        assertEquals(0, dream("a red chair in the sky", "--steps", "4", "--seed", "7", "--json"), err.toString());
        Path dream = folder.resolve("dream");
        JsonObject facts = JsonParser.parseString(Files.readString(dream.resolve("dream.json"))).getAsJsonObject();
        assertEquals(7, facts.get("seed").getAsInt());
        assertEquals(4, facts.get("steps").getAsInt());
        assertEquals(facts.get("score"), JsonParser.parseString(out.toString(StandardCharsets.UTF_8)).getAsJsonObject()
                .get("score"));
        assertTrue(err.toString().contains("passed over words that it does not know: sky"), err.toString());
        VoxelField field = FieldFile.read(dream);
        assertEquals(56, field.side());
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
        out.reset();
        Path sheet = folder.resolve("sheet.png");
        assertEquals(0, KintsugiCommand.create(new ModelStore(folder.resolve("store")), device -> null,
                new PrintStream(out, true), new PrintStream(err, true))
                .execute("judge", folder.resolve("first").toString(),
                folder.resolve("dream").toString(), "--model", model.toString(), "--sheet", sheet.toString(), "--json"),
                err.toString());
        JsonObject report = JsonParser.parseString(out.toString(StandardCharsets.UTF_8)).getAsJsonObject();
        int right = (int) report.getAsJsonArray("verdicts").asList().stream()
                .filter(v -> v.getAsJsonObject().get("rank").getAsInt() == 1).count();
        assertEquals(right / 2.0, report.get("precision").getAsDouble());
        assertTrue(err.toString().contains("The judge guided"), err.toString());
        assertTrue(Files.size(sheet) > 100);
    }

    @Test
    void seedsAreSketchedOnASheetAndOneIsGoneOnWith() throws Exception {
        assertEquals(0, dream("a red chair", "--steps", "3", "--seed", "4", "--variations", "2", "--json"),
                err.toString());
        Path sketches = folder.resolve("dream");
        JsonObject report = JsonParser.parseString(out.toString(StandardCharsets.UTF_8)).getAsJsonObject();
        assertEquals(2, report.getAsJsonArray("variations").size());
        assertTrue(Files.size(sketches.resolve("variations.png")) > 100);
        assertEquals(40, FieldFile.read(sketches.resolve("seed-5")).side());
        Files.move(sketches, folder.resolve("sketches"));
        out.reset();
        Path begun = folder.resolve("sketches/seed-5");
        assertEquals(0, dream("", "--continue", begun.toString(), "--steps", "6", "--json"), err.toString());
        JsonObject facts = JsonParser.parseString(Files.readString(folder.resolve("dream/dream.json")))
                .getAsJsonObject();
        assertEquals("a red chair", facts.get("prompt").getAsString());
        assertEquals(5, facts.get("seed").getAsInt());
        assertEquals(2, facts.get("steps").getAsInt(), "the last third");
        assertEquals(1, facts.get("reached").getAsDouble());
        assertEquals(2, facts.getAsJsonArray("times").size());
        assertEquals(2, facts.getAsJsonArray("losses").size());
        assertEquals(56, FieldFile.read(folder.resolve("dream")).side());
        assertEquals(1, dream("", "--continue", folder.toString()));
        assertEquals(1, dream("", "--continue", begun.toString(), "--variations", "2"));
        assertEquals(1, dream("", "--continue", begun.toString(), "--paper"));
        assertEquals(1, dream("a red chair", "--variations", "2", "--field", "mlp"));
    }

    @Test
    void thePapersNetworkIsDreamtToo() throws Exception {
        assertEquals(0, dream("a red chair", "--field", "mlp", "--steps", "1", "--json"), err.toString());
        JsonObject facts = JsonParser.parseString(Files.readString(folder.resolve("dream/dream.json")))
                .getAsJsonObject();
        assertEquals("network", facts.get("method").getAsString());
        assertEquals(64, FieldFile.read(folder.resolve("dream")).side());
    }

    private int experiment(String... arguments) {
        List<String> all = new ArrayList<>(List.of("experiment"));
        all.addAll(Arrays.asList(arguments));
        return KintsugiCommand.create(new ModelStore(folder.resolve("store")), device -> null, new PrintStream(out,
                true),
                new PrintStream(err, true)).execute(all.toArray(String[]::new));
    }

    @Test
    void aSetOfPromptsIsDreamtJudgedAndShown() throws Exception {
        Path prompts = Files.writeString(folder.resolve("prompts.txt"), "# two\na red chair\n\na green chair\n");
        Path sheet = folder.resolve("sheet.png");
        String[] arguments = {"dreams", "-o", folder.resolve("set").toString(), "--judge", model.toString(),
                "--guidance",
            model.toString(), "--prompts", prompts.toString(), "--steps", "2", "--sheet", sheet.toString(), "--json"};
        assertEquals(0, experiment(arguments), err.toString());
        JsonObject report = JsonParser.parseString(out.toString(StandardCharsets.UTF_8)).getAsJsonObject();
        assertEquals(2, report.get("dreams").getAsInt());
        assertTrue(Files.size(sheet) > 100);
        Path kept = folder.resolve("set").resolve("a-red-chair-1").resolve("dream.json");
        var written = Files.getLastModifiedTime(kept);
        assertEquals(0, experiment(arguments), err.toString());
        assertEquals(written, Files.getLastModifiedTime(kept), "what is there is not dreamt again");
    }

    @Test
    void ablationsAreMeasuredAndShown() throws Exception {
        Path figure = folder.resolve("figure.png");
        assertEquals(0, experiment("ablations", "a red chair", "--guidance", model.toString(), "--steps", "2",
                "--figure", figure.toString(), "--json"), err.toString());
        JsonObject report = JsonParser.parseString(out.toString(StandardCharsets.UTF_8)).getAsJsonObject();
        assertEquals(List.of("nothing", "backgrounds", "transmittance"), report.getAsJsonArray("rows").asList().stream()
                .map(r -> r.getAsJsonObject().get("without").getAsString()).toList());
        assertTrue(Files.size(figure) > 100);
    }

    @Test
    void thePublicSetHasTwentyFourPrompts() {
        assertEquals(24, DreamSet.prompts().size());
    }

    @Test
    void refusesWhatSaysNothing() {
        assertEquals(1, dream("  "));
        assertEquals(1, dream("😀 中文"));
        assertEquals(1, dream("A red  chair", "--negative", "a red chair"));
        assertEquals(1, dream("a red chair", "--negative", "the chair, in red"));
        String said = err.toString();
        assertTrue(said.contains("prompt is empty") && said.contains("knows none of these words")
                && said.contains("says the same as the prompt"), said);
    }

    @Test
    void readsWhatItCanOfALongPrompt() {
        assertEquals(0, dream("a red chair " + "and lorem ipsum dolor ".repeat(100), "--steps", "2"), err.toString());
        assertTrue(err.toString().contains("lorem, ipsum, dolor"), err.toString());
    }
}
