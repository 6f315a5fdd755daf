package studio.kintsugi.training.restoration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.checkpoint.HyperParameters;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.WriteOptions;
import studio.kintsugi.imaging.io.PictureWriter;
import studio.kintsugi.models.errnet.ErrNetArchitecture;
import studio.kintsugi.models.vgg.Vgg;
import studio.kintsugi.store.ModelCard;
import studio.kintsugi.store.ModelFolder;
import studio.kintsugi.store.ModelStore;
import studio.kintsugi.training.data.Alignment;
import studio.kintsugi.training.data.PairFolder;
import studio.kintsugi.training.features.FeatureTaskTest;

/** Teaching by example. */
class TeachingRunTest {
    private static final int SIDE = 120;
    private static final HyperParameters SHAPE =
            HyperParameters.of(Map.of("in_channels", 12, "out_channels", 12, "n_feats", 8,
            "n_resblocks", 1, "pyramid", false, "res_scale", 1.0, "fold", 2, "residual", true));
    private static final List<Integer> WIDTHS = List.of(4, 4, 6, 6, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8);

    @TempDir
    private Path folder;

    private ModelStore store;
    private ModelFolder model;

    @BeforeEach
    void makeModels() throws Exception {
        store = new ModelStore(folder.resolve("models"));
        Path start = Files.createDirectories(folder.resolve("start"));
        ModelFolder.write(start, card("start", "dereflect", "errnet", SHAPE),
                new ErrNetArchitecture().initialWeights(SHAPE, new SplittableRandom(1)));
        model = ModelFolder.read(start);
        store.add(card("small-vgg", "features", "vgg",
                HyperParameters.of(Map.of("depth", 19, "widths", WIDTHS))),
                Vgg.initialWeights(WIDTHS, new SplittableRandom(2)));
    }

    private static ModelCard card(String id, String task, String architecture, HyperParameters shape) {
        return new ModelCard(id, id, task, architecture, shape, 1, 2, 256, 16, "Apache-2.0", "drawn at random",
                List.of(), Map.of(), "");
    }

    /** Pairs of a bright scene and the same seen darker, moved to the left and up. */
    private Path pairs(int count, int shift) throws Exception {
        Path pairs = folder.resolve("pairs" + shift);
        Files.createDirectories(pairs.resolve("input"));
        Files.createDirectories(pairs.resolve("target"));
        for (int i = 0; i < count; i++) {
            SplittableRandom random = new SplittableRandom(i);
            float[][] scene = new float[3][(SIDE + shift) * (SIDE + shift)];
            for (int c = 0; c < 3; c++) {
                int period = 7 + random.nextInt(9);
                for (int k = 0; k < scene[c].length; k++) {
                    int x = k % (SIDE + shift);
                    int y = k / (SIDE + shift);
                    scene[c][k] = (x / period + y / (period + 2)) % 2 == 0 ? 0.9f : 0.4f + random.nextInt(3) * 0.02f;
                }
            }
            write(pairs.resolve("input/" + i + ".png"), scene, 0, 0.6f, shift);
            write(pairs.resolve("target/" + i + ".png"), scene, shift, 1, shift);
        }
        return pairs;
    }

    private static void write(Path file, float[][] scene, int from, float light, int shift) throws Exception {
        float[][] planes = new float[3][SIDE * SIDE];
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < planes[c].length; i++) {
                planes[c][i] = light * scene[c][(i / SIDE + from) * (SIDE + shift) + i % SIDE + from];
            }
        }
        PictureWriter.write(Picture.of(SIDE, SIDE, planes), file, WriteOptions.DEFAULT);
    }

    private TeachingRun.Result teach(Path pairs, PairLoss loss, int steps) throws KintsugiException {
        AtomicInteger step = new AtomicInteger();
        return new TeachingRun(model, store, pairs, folder.resolve("out"), loss, false, Double.POSITIVE_INFINITY,
                ComputeDevice.processor())
                .run(() -> step.incrementAndGet() > steps, FeatureTaskTest.QUIET);
    }

    @Test
    void pairsThatLineUpAreLearntWithThePixelLossAndShiftedOnesWithoutRegardToTheShift() throws Exception {
        TeachingRun.Result aligned = teach(pairs(3, 0), null, 200);
        assertEquals(PairLoss.PIXEL, aligned.loss());
        assertTrue(aligned.after() > aligned.before() + 0.1, aligned.toString());
        assertEquals("start-taught", aligned.card().id());
        assertEquals(aligned.card(), ModelFolder.read(folder.resolve("out")).card());
        Files.delete(folder.resolve("out/state.safetensors"));

        TeachingRun.Result shifted = teach(pairs(3, 4), null, 200);
        assertEquals(PairLoss.ALIGNMENT_INVARIANT, shifted.loss());
        assertTrue(shifted.after() > shifted.before() + 0.1, shifted.toString());
        assertTrue(shifted.card().provenance().contains("small-vgg"), shifted.card().provenance());
    }

    @Test
    void theContextualLossLearnsToo() throws Exception {
        TeachingRun.Result result = teach(pairs(2, 4), PairLoss.CONTEXTUAL, 3);
        assertTrue(Double.isFinite(result.after()));
    }

    @Test
    void aShiftIsFound() throws Exception {
        PairFolder.Pair pair = PairFolder.read(pairs(2, 5), 1).training().getFirst();
        assertEquals(new Alignment(-5, -5), Alignment.between(pair.input(), pair.target(), 6));
        assertEquals(new Alignment(0, 0), Alignment.between(pair.input(), pair.input(), 6));
    }

    @Test
    void whatIsWrongWithPairsIsSaid() throws Exception {
        Path pairs = pairs(2, 0);
        assertSays("two folders, input and target", folder.resolve("nowhere"));
        Files.move(pairs.resolve("target/1.png"), pairs.resolve("target/other.png"));
        assertSays("have no counterpart", pairs);
        Files.delete(pairs.resolve("input/1.png"));
        Files.delete(pairs.resolve("target/other.png"));
        assertSays("fewer than two pairs", pairs);
        PictureWriter.write(Picture.of(2, 2, new float[3][4]), pairs.resolve("input/2.png"), WriteOptions.DEFAULT);
        PictureWriter.write(Picture.of(3, 2, new float[3][6]), pairs.resolve("target/2.png"), WriteOptions.DEFAULT);
        assertSays("both need one size", pairs);
    }

    private void assertSays(String words, Path pairs) {
        String message = assertThrows(KintsugiException.class, () -> teach(pairs, null, 1)).getMessage();
        assertTrue(message.contains(words), message);
    }
}
