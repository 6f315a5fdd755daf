package studio.kintsugi.training.restoration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.WriteOptions;
import studio.kintsugi.imaging.io.PictureWriter;
import studio.kintsugi.store.ModelStore;
import studio.kintsugi.training.TrainingRun;
import studio.kintsugi.training.features.FeatureTaskTest;

/** Recipes with the setting {@code bf16}. */
class Bf16TrainingTest {
    private static final int SIDE = 64;
    private static final double RATE = 1e-3;
    private static final int STEPS = 3;

    @TempDir
    private Path folder;

    @BeforeEach
    void makePhotos() throws Exception {
        Files.createDirectory(folder.resolve("photos"));
        SplittableRandom random = new SplittableRandom(3);
        for (int n = 0; n < 10; n++) {
            float[][] planes = new float[Picture.CHANNELS][SIDE * SIDE];
            for (float[] plane : planes) {
                for (int i = 0; i < plane.length; i++) {
                    plane[i] = (float) random.nextDouble();
                }
            }
            PictureWriter.write(Picture.of(SIDE, SIDE, planes), folder.resolve("photos/" + n + ".png"),
                    WriteOptions.DEFAULT);
        }
    }

    /** Steps of AdamW are of one length at first, so that weights can't come to differ by more. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "nafnet; {\"width\": 16, \"enc_blk_nums\": [1], \"middle_blk_num\": 1, \"dec_blk_nums\": [1]}; noise; 1",
        "repsr; {\"m_block\": 1, \"c_channel\": 16, \"scale\": 2, \"colors\": 3}; downscale; 2"})
    void theyLearnWhatOthersLearn(String architecture, String hyperParameters, String degradation, int factor)
            throws Exception {
        String what = degradation.equals("noise") ? "{\"type\": \"gaussian_noise\", \"sigma\": [10, 20]}"
                : "{\"type\": \"downscale\", \"factor\": " + factor + "}";
        StateDict expected = train(architecture, hyperParameters, what, false);
        StateDict got = train(architecture, hyperParameters, what, true);
        for (String name : expected.names()) {
            float[] e = expected.get(name).toFloats();
            float[] g = got.get(name).toFloats();
            for (int i = 0; i < e.length; i++) {
                assertEquals(e[i], g[i], 0.02 * Math.abs(e[i]) + 8 * STEPS * RATE, name);
            }
        }
    }

    private StateDict train(String architecture, String hyperParameters, String degradation, boolean reduced)
            throws Exception {
        Path recipe = Files.writeString(folder.resolve(architecture + reduced + ".json"), """
                {"id": "tiny", "title": "Tiny", "task": "denoise", "architecture": "%s", "hyperParameters": %s,
                 "settings": {"bf16": %s}, "seed": 1, "patch": 32, "batch": 2, "steps": %d, "learningRate": %s,
                 "weightDecay": 0, "clip": 1, "average": 0.5, "scales": [1.0], "loss": "l1",
                 "degradations": %s, "validation": [{"name": "PSNR", "degradations": %s}]}
                """.formatted(architecture, hyperParameters, reduced, STEPS, RATE, degradation, degradation));
        Path out = folder.resolve("out-" + architecture + reduced);
        new TrainingRun(recipe.toString(), folder.resolve("photos"), out, false, Double.POSITIVE_INFINITY, null,
                ComputeDevice.processor()).run(() -> false, FeatureTaskTest.QUIET);
        return new ModelStore(folder.resolve("store")).find(out.toString()).orElseThrow().weights();
    }
}
