package studio.kintsugi.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.edit.EmbeddedRecipe;
import studio.kintsugi.edit.Step;
import studio.kintsugi.imaging.BitDepth;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.PictureInfo;
import studio.kintsugi.imaging.WriteOptions;
import studio.kintsugi.imaging.io.PictureReader;
import studio.kintsugi.imaging.io.PictureWriter;
import studio.kintsugi.imaging.metrics.Metrics;
import studio.kintsugi.imaging.processing.Resample;
import studio.kintsugi.models.BuiltInArchitectures;
import studio.kintsugi.service.job.JobListener;
import studio.kintsugi.service.restoration.InferenceService;
import studio.kintsugi.service.restoration.LocalInferenceService;
import studio.kintsugi.service.restoration.RunOptions;
import studio.kintsugi.store.ModelStore;

/** Enlarging real files with the built-in models. */
class UpscaleCommandTest {
    @TempDir
    private Path folder;

    @RegisterExtension
    final CommandLineRunner kintsugi = CommandLineRunner.restoring();

    /** A mosaic of flat pieces with straight, anti-aliased edges; perhaps half transparent on one side. */
    private static Picture mosaic(int w, int h, boolean withAlpha) {
        SplittableRandom random = new SplittableRandom(4);
        double[][] seeds = new double[14][];
        for (int s = 0; s < seeds.length; s++) {
            seeds[s] = random.doubles(5).toArray();
        }
        float[][] planes = new float[3][w * h];
        float[] alpha = withAlpha ? new float[w * h] : null;
        for (int i = 0; i < 16 * w * h; i++) {
            int pixel = i / 16;
            double x = (pixel % w + (i % 4 + 0.5) / 4) / w;
            double y = (pixel / w + (i / 4 % 4 + 0.5) / 4) / h;
            double[] nearest = Arrays.stream(seeds)
                    .min(Comparator.comparingDouble(s -> Math.hypot(s[0] - x, s[1] - y))).orElseThrow();
            for (int c = 0; c < 3; c++) {
                planes[c][pixel] += (float) nearest[2 + c] / 16;
            }
            if (withAlpha) {
                alpha[pixel] = pixel % w < w / 2 ? 1 : 0.5f;
            }
        }
        return new Picture(w, h, planes, alpha, new PictureInfo(BitDepth.SIXTEEN, false,
                PictureInfo.SRGB_8.profile(), PictureInfo.SRGB_8.metadata()));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4})
    void enlargesBetterThanBicubic(int scale) throws Exception {
        Picture truth = mosaic(240, 200, false);
        Picture small = Resample.bicubic(truth, 240 / scale, 200 / scale);
        Path in = folder.resolve("small.png");
        Path out = folder.resolve("large.png");
        PictureWriter.write(small, in, WriteOptions.DEFAULT);
        Outcome o = kintsugi.run("upscale", "-i", in, "-o", out, "--scale", scale, "--tile", 32);
        assertEquals(0, o.status(), o.err());
        Picture large = PictureReader.read(out);
        double bicubic = Metrics.psnrY(Resample.bicubic(small, 240, 200), truth, scale);
        assertTrue(Metrics.psnrY(large, truth, scale) > bicubic + 1,
                Metrics.psnrY(large, truth, scale) + " dB, bicubically " + bicubic);
        assertEquals(BitDepth.SIXTEEN, large.info().depth());
        assertEquals("upscale", EmbeddedRecipe.of(large).orElseThrow().steps().getFirst().tool());
    }

    @Test
    void streamedRowsAreThoseOfTheWholePictureAndAlphaIsKept() throws Exception {
        Picture input = mosaic(75, 90, true);
        Step step = new Step("upscale", "upscale-x2", "", Map.of("scale", 2));
        try (InferenceService service =
                new LocalInferenceService(new ModelStore(folder.resolve("models")), BuiltInArchitectures.all(),
                        ComputeDevice.processor())) {
            Picture whole = service.run(input, step, RunOptions.WHOLE, JobListener.none()).await().picture();
            double difference = service.stream(input, step, 32, streamed -> {
                assertEquals(150, streamed.width());
                assertEquals(180, streamed.height());
                float[][] row = new float[4][150];
                double worst = 0;
                for (int y = 0; y < 180; y++) {
                    streamed.row(y, row);
                    for (int x = 0; x < 150; x++) {
                        for (int c = 0; c < 3; c++) {
                            worst = Math.max(worst, Math.abs(row[c][x] - whole.plane(c)[y * 150 + x]));
                        }
                        worst = Math.max(worst, Math.abs(row[3][x] - whole.alpha().orElseThrow()[y * 150 + x]));
                    }
                }
                return worst;
            }, JobListener.none()).await();
            assertTrue(difference < 1e-5, "worst difference " + difference);
        }
    }

    @Test
    void aScaleWithoutAModelIsRefused() throws Exception {
        Path in = folder.resolve("small.png");
        PictureWriter.write(mosaic(20, 20, false), in, WriteOptions.DEFAULT);
        Path out = folder.resolve("large.png");
        Outcome o = kintsugi.run("upscale", "-i", in, "-o", out, "--scale", 7);
        assertEquals(1, o.status());
        assertTrue(o.err().contains("7 times"), o.err());
        assertFalse(Files.exists(out));
        assertEquals(1, kintsugi.run("upscale", "-i", in, "-o", out, "--scale", 4, "-m", "upscale-x2").status());
        Path model = Path.of("resources", "models", "upscale-x4").toAbsolutePath();
        assertEquals(0, kintsugi.run("upscale", "-i", in, "-o", out, "-m", model).status());
        assertEquals(80, PictureReader.read(out).width());
    }

    @Test
    void aFolderWithAModelIsEnoughAndItsWeightsAreChecked() throws Exception {
        Path in = folder.resolve("small.png");
        PictureWriter.write(mosaic(20, 20, false), in, WriteOptions.DEFAULT);
        Path out = folder.resolve("large.png");
        Path model = Files.createDirectories(folder.resolve("trained"));
        Path shipped = Path.of("resources", "models", "upscale-x2");
        Files.writeString(model.resolve("card.json"),
                Files.readString(shipped.resolve("card.json")).replace("\"upscale-x2\"", "\"of-my-own\""));
        Path weights = Files.copy(shipped.resolve("weights.safetensors"), model.resolve("weights.safetensors"));
        kintsugi.run("upscale", "-i", in, "-o", out, "-m", model).succeeded();
        assertEquals(40, PictureReader.read(out).width());
        byte[] bytes = Files.readAllBytes(weights);
        bytes[bytes.length - 1] ^= 1;
        Files.write(weights, bytes);
        Outcome o = kintsugi.run("upscale", "-i", in, "-o", folder.resolve("other.png"), "-m", model);
        assertEquals(1, o.status());
        assertTrue(o.err().contains("have changed"), o.err());
    }
}
