package studio.kintsugi.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import studio.kintsugi.Fixtures;

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
}
