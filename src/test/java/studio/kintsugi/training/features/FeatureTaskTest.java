package studio.kintsugi.training.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.WriteOptions;
import studio.kintsugi.imaging.io.PictureWriter;
import studio.kintsugi.models.BuiltInArchitectures;
import studio.kintsugi.store.ModelCard;
import studio.kintsugi.store.ModelFolder;
import studio.kintsugi.training.TrainingRun;
import studio.kintsugi.training.engine.TrainingLog;
import studio.kintsugi.training.engine.TrainingRecipe;

/** The small network that stands in for VGG-19. */
public class FeatureTaskTest {
    @TempDir
    private Path folder;

    @Test
    void tellsTwoPhotosApartAndShipsAsAVgg19() throws Exception {
        Path photos = java.nio.file.Files.createDirectory(folder.resolve("photos"));
        Random random = new Random(3);
        for (int n = 0; n < 2; n++) {
            float[][] planes = new float[3][80 * 80];
            for (int i = 0; i < 80 * 80; i++) {
                planes[0][i] = (n == 0 ? 0.7f : 0.2f) + 0.2f * random.nextFloat();
                planes[1][i] = (n == 0 ? 0.2f : 0.6f) + 0.2f * random.nextFloat();
                planes[2][i] = 0.5f * random.nextFloat();
            }
            PictureWriter.write(Picture.of(80, 80, planes), photos.resolve(n + ".png"), WriteOptions.DEFAULT);
        }
        Path recipe = folder.resolve("features.json");
        java.nio.file.Files.writeString(recipe, new Gson().toJson(Map.ofEntries(Map.entry("id", "seeing"),
                Map.entry("title", "Seeing"), Map.entry("task", "features"), Map.entry("architecture", "vgg"),
                Map.entry("objective", "features"), Map.entry("hyperParameters", Map.of("depth", 19,
                        "widths", List.of(4, 4, 4, 4, 4, 4, 4, 4, 6, 6, 6, 6, 6, 6, 6, 6))), Map.entry("seed", 1),
                Map.entry("patch", 32), Map.entry("batch", 4), Map.entry("steps", 60), Map.entry("learningRate", 0.01),
                Map.entry("clip", 1), Map.entry("average", 0.9), Map.entry("scales", List.of(1.0)))));
        ModelCard card = new TrainingRun(recipe.toString(), photos, folder.resolve("out"), false,
                Double.POSITIVE_INFINITY, null, ComputeDevice.processor()).run(() -> false, QUIET);
        assertTrue(card.metrics().values().iterator().next() > 75, card.metrics().toString());
        assertEquals("VGG-19", BuiltInArchitectures.all()
                .recognize(ModelFolder.read(folder.resolve("out")).weights()).title());
    }

    public static final TrainingLog QUIET = new TrainingLog() {
        @Override
        public void began(TrainingRecipe recipe, int parameters, Map<String, Double> baseline) {}

        @Override
        public void stepped(long step, double fraction, double loss, double seconds, double perSecond) {}

        @Override
        public void validated(long step, double seconds, double fraction, double loss, Map<String, Double> figures) {}
    };
}
