package studio.kintsugi.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import studio.kintsugi.Fixtures;
import studio.kintsugi.checkpoint.HyperParameters;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.checkpoint.TensorData;
import studio.kintsugi.store.ModelCard;
import studio.kintsugi.store.ModelFolder;

class ModelsCommandTest {
    @RegisterExtension
    final CommandLineRunner kintsugi = CommandLineRunner.withoutRestoring();

    @Test
    void aCheckpointIsImportedListedVerifiedAndRemoved() {
        Path file = Fixtures.cases("nafnet", n -> n.equals("plain_w8_even")).getFirst().resolve("net_g.pth");
        kintsugi.run("models", "import", file).assertRefused("--task");
        JsonObject card = kintsugi.run("models", "import", file, "--task", "denoise", "--id", "mine", "--json")
                .succeeded().json();
        assertEquals("mine", card.get("id").getAsString());
        assertEquals(8, card.getAsJsonObject("hyperParameters").get("width").getAsInt());
        String list = kintsugi.run("models", "list").succeeded().out();
        assertTrue(list.contains("installed NAFNet, width 8"), list);
        JsonObject verified = kintsugi.run("models", "verify", "--json").succeeded().json();
        assertTrue(verified.getAsJsonObject("whole").get("mine").getAsBoolean());
        kintsugi.run("models", "remove", "mine").succeeded();
        assertEquals(1, kintsugi.run("models", "show", "mine").status());
        assertEquals(1, kintsugi.run("models", "remove", "denoise").status());
    }

    @Test
    void officialModelsAreListedAndToldHowToGet() {
        assertTrue(kintsugi.run("models", "list", "--json").succeeded().json().getAsJsonArray("available").size() > 10);
        String shown = kintsugi.run("models", "show", "nafnet-gopro-width64").succeeded().out();
        assertTrue(shown.contains("271778961"), shown);
        Outcome byHand = kintsugi.run("models", "download", "errnet");
        byHand.assertRefused("browser");
        assertFalse(byHand.err().contains("Exception"), byHand.err());
        assertEquals(1, kintsugi.run("models", "download", "nothing").status());
        assertEquals(2, kintsugi.run("models", "download").status());
    }

    @Test
    void twoModelsBecomeTheirMean(@TempDir Path dir) throws Exception {
        float[] first = {1, -2, 0.5f};
        float[] second = {3, 2, 0.5f};
        for (Map.Entry<String, float[]> model : Map.of("first", first, "second", second).entrySet()) {
            Path folder = Files.createDirectory(dir.resolve(model.getKey()));
            ModelFolder.write(folder, card(model.getKey()),
                    new StateDict(Map.of("w", TensorData.ofFloats(model.getValue(), 3))));
        }
        String a = dir.resolve("first").toString();
        String b = dir.resolve("second").toString();
        Path mean = dir.resolve("mean");
        kintsugi.run("models", "average", a, b, "--share", "0.75", "-o", mean.toString()).succeeded();
        ModelFolder made = ModelFolder.read(mean);
        assertArrayEquals(new float[] {2.5f, 1, 0.5f}, made.weights().get("w").toFloats());
        assertEquals("second", made.card().id());
        assertTrue(made.card().provenance().contains("25 % of \"first\" (by first) and 75 % of \"second\" (by second)"),
                made.card().provenance());
        assertEquals(List.of("photos of first", "photos of second"), made.card().trainingData());
        assertTrue(made.card().metrics().isEmpty());
        kintsugi.run("models", "average", a, b, "-o", mean.toString()).assertRefused("already");
        kintsugi.run("models", "average", a, "denoise", "-o", dir.resolve("x").toString()).assertRefused("same shape");
        assertFalse(Files.exists(dir.resolve("x")));
        assertEquals(2, kintsugi.run("models", "average", a, b, "--share", "2", "-o", mean.toString()).status());
    }

    private static ModelCard card(String id) {
        return new ModelCard(id, id, "denoise", "nafnet", HyperParameters.NONE, 1, 8, 64, 8,
                "Apache-2.0", "by " + id, List.of("photos of " + id), Map.of("PSNR", 30.0), "");
    }
}
