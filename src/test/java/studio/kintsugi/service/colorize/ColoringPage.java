package studio.kintsugi.service.colorize;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import studio.kintsugi.checkpoint.HyperParameters;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.models.scft.Scft;
import studio.kintsugi.models.scft.ScftConfig;
import studio.kintsugi.store.ModelCard;
import studio.kintsugi.store.ModelFolder;

/** A drawing of one box, a picture of two halves, and a small network that was never trained. */
public final class ColoringPage {
    private ColoringPage() {}

    /** Black lines of 3 pixels round a box of half the size, on white. */
    public static Picture box(int width, int height) {
        float[] ink = new float[width * height];
        Arrays.fill(ink, 1);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int dx = Math.min(x - width / 4, 3 * width / 4 - x);
                int dy = Math.min(y - height / 4, 3 * height / 4 - y);
                int inside = Math.min(dx, dy);
                if (inside >= 0 && inside < 3) {
                    ink[y * width + x] = 0;
                }
            }
        }
        return Picture.of(width, height, new float[][] {ink, ink.clone(), ink.clone()});
    }

    /** Red on the left, blue on the right. */
    public static Picture halves(int width, int height) {
        float[][] planes = new float[3][width * height];
        for (int i = 0; i < width * height; i++) {
            planes[i % width < width / 2 ? 0 : 2][i] = 1;
        }
        return Picture.of(width, height, planes);
    }

    /** Writes the model as {@code tiny} into a folder. */
    public static Path model(Path folder) throws Exception {
        ScftConfig config = new ScftConfig(4, 3, 2, 2, 12, 1, true, true, false);
        HyperParameters hyper = config.hyperParameters().with("side", 64);
        Path model = Files.createDirectories(folder.resolve("tiny"));
        ModelFolder.write(model, new ModelCard("tiny", "Tiny", "colorize", "scft", hyper, 1, 8, 0, 0, "Apache-2.0",
                "a test", List.of(), Map.of(), ""), Scft.initialWeights(config, new SplittableRandom(3)));
        return model;
    }
}
