package studio.kintsugi.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.kintsugi.TestPictures;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.WriteOptions;
import studio.kintsugi.imaging.io.PictureWriter;
import studio.kintsugi.store.ModelFolder;
import studio.kintsugi.store.ModelStore;

/** The command with a network of a few hundred weights and two pictures. */
class TrainCommandTest {
    private static final String RECIPE = """
            {"id": "tiny", "title": "Tiny", "task": "denoise", "architecture": "nafnet",
             "hyperParameters": {"img_channel": 3, "width": 4, "enc_blk_nums": [1], "middle_blk_num": 1,
                                 "dec_blk_nums": [1], "train_size": 0},
             "seed": 1, "patch": 16, "batch": 2, "steps": 3, "learningRate": 0.01, "weightDecay": 0, "clip": 1,
             "average": 0.5, "scales": [1.0],
             "degradations": {"type": "gaussian_noise", "sigma": [10, 50]},
             "validation": [{"name": "PSNR", "degradations": {"type": "gaussian_noise", "sigma": [25, 25]}}]}
            """;

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Path recipe;
    private Path photos;
    private Path made;

    @BeforeEach
    void recipeAndPhotos() throws Exception {
        made = folder.resolve("made");
        recipe = Files.writeString(folder.resolve("tiny.json"), RECIPE);
        photos = Files.createDirectory(folder.resolve("photos"));
        for (int n = 0; n < 2; n++) {
            float[][] planes = new float[3][48 * 48];
            for (int c = 0; c < planes.length; c++) {
                Arrays.fill(planes[c], (1 + n + c) / 5f);
            }
            PictureWriter.write(Picture.of(48, 48, planes), photos.resolve(n + ".png"), WriteOptions.DEFAULT);
        }
        Path validation = Files.createDirectory(photos.resolve("validation"));
        PictureWriter.write(TestPictures.clean(600, 600), validation.resolve("kept-apart.png"), WriteOptions.DEFAULT);
    }

    private int train(String... more) {
        out.reset();
        err.reset();
        List<String> arguments = new ArrayList<>(List.of("train", recipe.toString(), "--data", photos.toString(), "-o",
                made.toString(), "--device", "cpu"));
        arguments.addAll(List.of(more));
        return KintsugiCommand.create(new ModelStore(folder.resolve("store")), device -> {
            throw new AssertionError("nothing is restored");
        }, new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8))
                .execute(arguments.toArray(String[]::new));
    }

    @Test
    void leavesAModelFolderAndOneObjectOnStandardOutput() throws Exception {
        assertEquals(0, train("--json"), err.toString());
        JsonObject facts = JsonParser.parseString(out.toString(StandardCharsets.UTF_8)).getAsJsonObject();
        assertEquals(1, out.toString(StandardCharsets.UTF_8).lines().count());
        assertEquals("tiny", facts.get("model").getAsString());
        assertEquals(made.toString(), facts.get("folder").getAsString());
        ModelFolder model = ModelFolder.read(made);
        assertTrue(model.card().provenance().contains(" 3 steps "), model.card().provenance());
        assertTrue(model.card().metrics().get("PSNR") > 1, model.card().metrics().toString());
        assertEquals(model.card().metrics().get("PSNR"), facts.getAsJsonObject("metrics").get("PSNR").getAsDouble());
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("Tiny: "), err.toString());
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("step 3"), err.toString());
    }

    @Test
    void aStateIsResumedOnlyWhereThatIsAskedFor() {
        assertEquals(0, train("--minutes", "0"), err.toString());
        assertEquals(1, train());
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("--resume"), err.toString());
        assertEquals(0, train("--resume"), err.toString());
        assertTrue(out.toString(StandardCharsets.UTF_8).startsWith(made + ": Tiny"), out.toString());
    }
}
