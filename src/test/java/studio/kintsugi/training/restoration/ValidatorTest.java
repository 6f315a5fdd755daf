package studio.kintsugi.training.restoration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.Region;
import studio.kintsugi.imaging.WriteOptions;
import studio.kintsugi.imaging.io.PictureWriter;
import studio.kintsugi.models.BuiltInArchitectures;
import studio.kintsugi.training.engine.RecipeFile;
import studio.kintsugi.training.engine.TrainingTask;

class ValidatorTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void networksOfEveryScaleAreMeasured(int scale) throws Exception {
        Path held = Files.createDirectories(folder.resolve("validation"));
        PictureWriter.write(noise(1), folder.resolve("learnt.png"), WriteOptions.DEFAULT);
        PictureWriter.write(noise(2), held.resolve("held-out.png"), WriteOptions.DEFAULT);
        try (TrainingTask task = PictureTask.of(RecipeFile.read("upscale-x" + scale), folder,
                BuiltInArchitectures.all(), ComputeDevice.processor())) {
            assertEquals(scale, task.scale());
            Map<String, Double> figures = task.validate();
            double psnr = figures.get("PSNR, bicubic ×" + scale);
            assertTrue(psnr > 0 && psnr < 60, "PSNR of a network that has learnt nothing: " + psnr);
        }
    }

    @Test
    void aSetForWhichNoPhotoIsLargeEnoughHasNoFigure() throws Exception {
        Path held = Files.createDirectories(folder.resolve("validation"));
        PictureWriter.write(noise(1), folder.resolve("learnt.png"), WriteOptions.DEFAULT);
        PictureWriter.write(noise(2).crop(new Region(0, 0, 300, 300)), held.resolve("held-out.png"),
                WriteOptions.DEFAULT);
        try (TrainingTask task = PictureTask.of(RecipeFile.read("upscale-x2"), folder, BuiltInArchitectures.all(),
                ComputeDevice.processor())) {
            assertEquals(Map.of(), task.validate());
            assertEquals(Map.of(), task.baseline());
        }
    }

    private static Picture noise(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[][] planes = new float[Picture.CHANNELS][720 * 720];
        for (float[] plane : planes) {
            for (int i = 0; i < plane.length; i++) {
                plane[i] = (float) random.nextDouble();
            }
        }
        return Picture.of(720, 720, planes);
    }
}
