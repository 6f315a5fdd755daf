package studio.kintsugi.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.kintsugi.checkpoint.HyperParameters;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.WriteOptions;
import studio.kintsugi.imaging.io.PictureWriter;
import studio.kintsugi.models.scft.Scft;
import studio.kintsugi.models.scft.ScftConfig;
import studio.kintsugi.store.ModelCard;
import studio.kintsugi.store.ModelFolder;

/** The measurements with a network that was never trained. */
class ColorizationExperimentTest {
    private static final int SIDE = 64;

    @TempDir
    private Path folder;

    @Test
    void everyFigureIsThereAndTheSheetHoldsAllDrawings() throws Exception {
        Path drawings = Files.createDirectories(folder.resolve("drawings"));
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < 120; i++) {
            PictureWriter.write(disc(random), drawings.resolve("disc" + i + ".png"), WriteOptions.DEFAULT);
        }
        ScftConfig config = new ScftConfig(4, 3, 2, 2, 12, 0, true, true, false);
        HyperParameters hyper = config.hyperParameters().with("side", SIDE);
        Path model = Files.createDirectories(folder.resolve("model"));
        ModelFolder.write(model, new ModelCard("tiny", "Tiny", "colorize", "scft", hyper, 1, 8, 0, 0, "Apache-2.0",
                "a test", List.of(), Map.of(), ""), Scft.initialWeights(config, new SplittableRandom(3)));

        List<Picture> sheets = new ArrayList<>();
        ColorizationExperiment.Result r =
                new ColorizationExperiment(ModelFolder.read(model), drawings, folder.resolve("kept"), 4,
                        ComputeDevice.processor())
                        .run(fraction -> {}, sheets::add);

        assertEquals(4, r.drawings());
        assertTrue(r.psnr() > 4 && r.psnr() < 20, r.toString());
        assertTrue(r.distance() > 0 && r.distance() <= 1, r.toString());
        assertTrue(r.unguided() > r.distance(), "grey is further off than what attention carries: " + r);
        assertTrue(r.followed() >= 0 && r.followed() <= 1, r.toString());
        assertEquals(6 * SIDE + 5 * 8, sheets.getFirst().width());
        assertEquals(4 * SIDE + 3 * 8, sheets.getFirst().height());
    }

    /** Blue on white. */
    private static Picture disc(SplittableRandom random) {
        float[][] planes = new float[3][SIDE * SIDE];
        for (float[] plane : planes) {
            Arrays.fill(plane, 1);
        }
        double radius = random.nextDouble(18, 30);
        float red = (float) random.nextDouble(0.5);
        for (int i = 0; i < SIDE * SIDE; i++) {
            if (Math.hypot(i % SIDE - SIDE / 2.0, i / SIDE - SIDE / 2.0) < radius) {
                planes[0][i] = red;
                planes[1][i] = 0.1f;
                planes[2][i] = 0.9f;
            }
        }
        return Picture.of(SIDE, SIDE, planes);
    }
}
