package studio.kintsugi.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.kintsugi.Fixtures;
import studio.kintsugi.store.ModelStore;

class ModelsCommandTest {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... args) {
        out.reset();
        err.reset();
        return KintsugiCommand.create(new ModelStore(folder), device -> {
            throw new AssertionError("no network is run");
        }, new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8))
                .execute(args);
    }

    private JsonObject json() {
        return JsonParser.parseString(out.toString(StandardCharsets.UTF_8)).getAsJsonObject();
    }

    @Test
    void aCheckpointIsImportedListedVerifiedAndRemoved() {
        String file = Fixtures.cases("nafnet", n -> n.equals("plain_w8_even")).getFirst().resolve("net_g.pth")
                .toString();
        assertEquals(1, run("models", "import", file));
        assertTrue(err.toString().contains("--task"), err.toString());
        assertEquals(0, run("models", "import", file, "--task", "denoise", "--id", "mine", "--json"), err.toString());
        assertEquals("mine", json().get("id").getAsString());
        assertEquals(8, json().getAsJsonObject("hyperParameters").get("width").getAsInt());
        assertEquals(0, run("models", "list"));
        assertTrue(out.toString().contains("installed NAFNet, width 8"), out.toString());
        assertEquals(0, run("models", "verify", "--json"));
        assertTrue(json().getAsJsonObject("whole").get("mine").getAsBoolean());
        assertEquals(0, run("models", "remove", "mine"));
        assertEquals(1, run("models", "show", "mine"));
        assertEquals(1, run("models", "remove", "denoise"));
    }

    @Test
    void officialModelsAreListedAndToldHowToGet() {
        assertEquals(0, run("models", "list", "--json"));
        assertTrue(json().getAsJsonArray("available").size() > 10);
        assertEquals(0, run("models", "show", "nafnet-gopro-width64"));
        assertTrue(out.toString().contains("271778961"), out.toString());
        assertEquals(1, run("models", "download", "errnet"));
        assertTrue(err.toString().contains("browser"), err.toString());
        assertFalse(err.toString().contains("Exception"), err.toString());
        assertEquals(1, run("models", "download", "nothing"));
        assertEquals(2, run("models", "download"));
    }
}
