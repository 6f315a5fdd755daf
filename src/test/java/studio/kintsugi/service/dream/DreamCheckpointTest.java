package studio.kintsugi.service.dream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.checkpoint.HyperParameters;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.models.clip.CompactClip;
import studio.kintsugi.models.dreamfields.DreamSettings;
import studio.kintsugi.store.ModelCard;
import studio.kintsugi.store.ModelFolder;
import studio.kintsugi.store.ModelStore;

class DreamCheckpointTest {
    private static final DreamRequest REQUEST = new DreamRequest("a red chair", "", 3, 6, 60, List.of("tiny"), true,
            DreamRequest.Ablation.SHAPE);

    @TempDir
    Path folder;
    private ModelStore store;

    @BeforeEach
    void writeModel() throws Exception {
        List<String> words = List.of("red", "chair");
        ModelFolder.write(Files.createDirectories(folder.resolve("models/tiny")), new ModelCard("tiny", "Tiny", "guide",
                "compact-clip", HyperParameters.of(Map.of("words", words)), 1, 1, 0, 0, "Apache-2.0", "a test",
                List.of(), Map.of(), ""), CompactClip.initialWeights(words.size(), 256, new SplittableRandom(1)));
        store = new ModelStore(folder.resolve("models"));
    }

    private DreamRun.Result dream(DreamCheckpoint from, int stopAfter) throws Exception {
        return dream(REQUEST, from, stopAfter);
    }

    private DreamRun.Result dream(DreamRequest request, DreamCheckpoint from, int stopAfter) throws Exception {
        int[] done = new int[1];
        try (GuidanceModels guides = GuidanceModels.open(store, request.guidance(), ComputeDevice.processor())) {
            return new DreamRun(request, guides, 1).withCheckpointsIn(folder).resuming(from)
                    .run(() -> done[0] >= stopAfter, p -> done[0]++);
        }
    }

    @Test
    void aDreamThatWasBrokenOffGoesOn() throws Exception {
        DreamRun.Result half = dream(null, 4);
        DreamCheckpoint left = DreamCheckpoint.read(folder, REQUEST);
        assertArrayEquals(half.field().raw(), left.state().raw());
        assertEquals(half.reports(), left.reports());
        DreamRun.Result whole = dream(left, 100);
        assertEquals(REQUEST.steps(), whole.reports().size());
        assertEquals(half.reports(), whole.reports().subList(0, 4));
        assertEquals(REQUEST.steps(), whole.reports().getLast().step());
        assertEquals(56, whole.field().side(), "the grid grew as planned");
        assertArrayEquals(whole.field().raw(), dream(DreamCheckpoint.read(folder, REQUEST), 100).field().raw());
        DreamFolder.write(whole, folder);
        assertThrows(KintsugiException.class, () -> DreamCheckpoint.read(folder, REQUEST),
                "what is done is no checkpoint");
    }

    @Test
    void aDreamThatBeganWithAShapeGoesOnFromWhereItWas() throws Exception {
        DreamRequest shaped = new DreamRequest("a red chair", "", 3, 6, 60, List.of("tiny"), true,
                DreamRequest.Ablation.NONE);
        DreamRun.Result half = dream(shaped, null, 4);
        assertEquals(DreamSettings.Start.SHAPE, half.start());
        DreamCheckpoint left = DreamCheckpoint.read(folder, shaped);
        assertArrayEquals(half.field().raw(), left.state().raw());
        DreamRun.Result whole = dream(shaped, left, 100);
        assertEquals(DreamSettings.Start.SHAPE, whole.start());
        assertEquals(shaped.steps(), whole.reports().size());
        assertEquals(half.reports(), whole.reports().subList(0, 4));
        assertEquals(half.field().side(), whole.field().side());
        // what is finished is solid
        float[] halfWay = half.field().solid().raw();
        float farthest = 0;
        for (int i = 0; i < halfWay.length; i++) {
            farthest = Math.max(farthest, Math.abs(whole.field().raw()[i] - halfWay[i]));
        }
        assertTrue(farthest > 0 && farthest < 1, "two steps on from where it was, not from the beginning");
    }

    @Test
    void anotherDreamIsNotGoneOnWith() throws Exception {
        dream(null, 1);
        assertTrue(assertThrows(KintsugiException.class, () -> DreamCheckpoint.read(folder, REQUEST.seeded(4)))
                .getMessage()
                .contains("a red chair"));
        Path file;
        try (var files = Files.list(folder)) {
            file = files.filter(f -> f.toString().endsWith(".safetensors")).findFirst().orElseThrow();
        }
        Files.write(file, new byte[] {1, 2, 3});
        assertFalse(assertThrows(KintsugiException.class, () -> DreamCheckpoint.read(folder, REQUEST)).getMessage()
                .isBlank());
    }
}
