package studio.kintsugi.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.WriteOptions;
import studio.kintsugi.imaging.io.PictureWriter;

class EvaluateCommandTest {
    @TempDir
    private Path folder;

    @RegisterExtension
    final CommandLineRunner kintsugi = CommandLineRunner.restoring();

    private Outcome evaluate() {
        return kintsugi.run("evaluate", "--task", "deblur", "--data", folder, "--json");
    }

    private void draw(String set, int w, int h, double shift) throws Exception {
        float[][] planes = new float[3][w * h];
        for (float[] plane : planes) {
            for (int i = 0; i < plane.length; i++) {
                plane[i] = (float) (0.5 + 0.25 * Math.sin((i % w + shift) / 9.0));
            }
        }
        Files.createDirectories(folder.resolve(set));
        PictureWriter.write(Picture.of(w, h, planes), folder.resolve(set).resolve("a.png"), WriteOptions.DEFAULT);
    }

    @Test
    void pairsAreComparedBeforeAndAfter() throws Exception {
        draw("input", 48, 32, 1);
        draw("target", 48, 32, 0);
        JsonObject means = means();
        assertEquals(1, means.get("pictures").getAsInt());
        // sine waves of amplitude 0.25 that lie a pixel apart
        assertEquals(-20 * Math.log10(0.25 * 2 * Math.sin(1 / 18.0) / Math.sqrt(2)),
                means.get("psnr_input").getAsDouble(), 0.5);
        double before = means.get("ssim_input").getAsDouble();
        assertTrue(before > 0.9 && before < 1, "SSIM of the input: " + before);
    }

    private JsonObject means() {
        return evaluate().succeeded().json().getAsJsonObject("pairs");
    }

    @Test
    void equalPairsCountAsAHundredDecibels() throws Exception {
        draw("input", 48, 32, 0);
        draw("target", 48, 32, 0);
        assertEquals(100, means().get("psnr_input").getAsDouble());
    }

    @Test
    void theDistanceThatANetworkOfFeaturesSeesIsToldWhereItIsAsked() throws Exception {
        draw("input", 48, 32, 4);
        draw("target", 48, 32, 0);
        JsonObject json = kintsugi.run("evaluate", "--task", "deblur", "--data", folder, "--perceptual", "--json")
                .succeeded().json();
        assertEquals("features", json.get("distance_by").getAsString());
        assertTrue(json.getAsJsonObject("pairs").get("distance_input").getAsDouble() > 0);
        draw("input", 48, 32, 0);
        assertEquals(0, kintsugi.run("evaluate", "--task", "deblur", "--data", folder, "--perceptual", "--json")
                .succeeded().json().getAsJsonObject("pairs").get("distance_input").getAsDouble());
    }

    @Test
    void pairsOfDifferentSizesAreRefusedInOneSentence() throws Exception {
        draw("input", 48, 32, 0);
        draw("target", 32, 32, 0);
        evaluate().assertRefused("of different sizes");
    }
}
