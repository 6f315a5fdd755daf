package studio.kintsugi.training.restoration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.WriteOptions;
import studio.kintsugi.imaging.io.PictureWriter;
import studio.kintsugi.models.BuiltInArchitectures;
import studio.kintsugi.models.repsr.UNetDiscriminator;
import studio.kintsugi.nn.Parameters;
import studio.kintsugi.store.ModelStore;
import studio.kintsugi.store.StoredModel;
import studio.kintsugi.training.TrainingRun;
import studio.kintsugi.training.features.FeatureTaskTest;

/** RepSR's GAN variant. */
class GanTaskTest {
    @TempDir
    private Path folder;

    private StoredModel train(String objective, int steps, StoredModel begin) throws Exception {
        Path recipe = Files.writeString(folder.resolve(objective + ".json"), """
                {"id": "tiny", "title": "Tiny", "task": "upscale", "architecture": "repsr", "objective": "%s",
                 "hyperParameters": {"m_block": 1, "c_channel": 4, "scale": 2, "colors": 3},
                 "settings": {"width": 4}, "seed": 1, "patch": 32, "batch": 2, "steps": %d, "learningRate": 0.01,
                 "weightDecay": 0, "clip": 1, "average": 0.5, "scales": [1.0], "loss": "l1",
                 "degradations": {"type": "downscale", "factor": 2},
                 "validation": [{"name": "PSNR", "degradations": {"type": "downscale", "factor": 2}}]}
                """.formatted(objective, steps));
        Path out = folder.resolve("out-" + objective + steps);
        new TrainingRun(recipe.toString(), folder.resolve("photos"), out, false, Double.POSITIVE_INFINITY, begin,
                ComputeDevice.processor())
                .run(() -> false, FeatureTaskTest.QUIET);
        return new ModelStore(folder.resolve("store")).find(out.toString()).orElseThrow();
    }

    @Test
    void whatWasTrainedForPsnrGoesOnAgainstADiscriminator() throws Exception {
        Files.createDirectory(folder.resolve("photos"));
        Random random = new Random(3);
        for (int n = 0; n < 10; n++) {
            float[][] planes = new float[3][80 * 80];
            for (float[] plane : planes) {
                for (int i = 0; i < plane.length; i++) {
                    plane[i] = random.nextFloat();
                }
            }
            PictureWriter.write(Picture.of(80, 80, planes), folder.resolve("photos/" + n + ".png"),
                    WriteOptions.DEFAULT);
        }
        StoredModel psnr = train("picture", 3, null);
        StoredModel looks = train("gan", 4, psnr);
        assertEquals(psnr.weights().names(), looks.weights().names(), "a collapsed network like any other");
        String last = psnr.weights().names().stream().toList().getLast();
        assertNotEquals(psnr.weights().get(last).toFloats()[0], looks.weights().get(last).toFloats()[0]);
        assertTrue(BuiltInArchitectures.all().recognize(looks.weights()).title().contains("RepSR"));
    }

    @Test
    void theDiscriminatorJudgesEachPixel() {
        try (NDManager manager = ComputeDevice.processor().newManager();
                Parameters p = new Parameters(manager,
                        UNetDiscriminator.initialWeights(4, new SplittableRandom(1)))) {
            NDArray x = manager.randomUniform(0, 1, new Shape(2, 3, 32, 24));
            assertEquals(new Shape(2, 1, 32, 24), new UNetDiscriminator(p).logits(x).getShape());
            float[] before = p.get("conv3.weight_u").toFloatArray();
            new UNetDiscriminator(p).frozen().logits(x);
            assertEquals(before[0], p.get("conv3.weight_u").toFloatArray()[0]);
            new UNetDiscriminator(p).logits(x);
            assertNotEquals(before[0], p.get("conv3.weight_u").toFloatArray()[0]);
        }
    }
}
