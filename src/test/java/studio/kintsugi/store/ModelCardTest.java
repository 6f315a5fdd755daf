package studio.kintsugi.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.kintsugi.checkpoint.HyperParameters;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.checkpoint.TensorData;

class ModelCardTest {
    private static final ModelCard WHOLE = new ModelCard("denoise", "Denoise", "denoise", "nafnet",
            HyperParameters.NONE.with("width", 8), 1, 8, 512, 64, "MIT", "drawn at random", List.of("photos"),
            Map.of("PSNR", 30.0), "");
    private static final StateDict WEIGHTS =
            new StateDict(Map.of("n", TensorData.ofFloats(new float[] {1}, 1)));

    @TempDir
    private Path folder;

    private ModelCard written(ModelCard card) throws Exception {
        ModelFolder.write(folder, card, WEIGHTS);
        return ModelFolder.read(folder).card();
    }

    @Test
    void aVariantKnowsWhatItWasPrunedFrom() throws Exception {
        ModelCard variant = written(WHOLE.change().id("quick").prunedFrom("denoise").build());
        assertEquals("denoise", variant.prunedFrom());
        assertTrue(variant.isVariantOf(WHOLE));
        assertFalse(WHOLE.isVariantOf(variant));
        assertFalse(variant.isVariantOf(WHOLE.change().id("other").build()));
        assertEquals(WHOLE.hyperParameters(), variant.hyperParameters());
        assertEquals(WHOLE.trainingData(), variant.trainingData());
    }

    @Test
    void cardsOfOtherModelsHaveNoSuchKey() throws Exception {
        assertNull(written(WHOLE).prunedFrom());
        assertFalse(Files.readString(folder.resolve(ModelFolder.CARD)).contains("prunedFrom"));
    }

    @Test
    void aVariantOfAnEarlierVersionIsKnownByItsProvenance() throws Exception {
        ModelCard old = written(WHOLE.change().id("denoise-fast")
                .provenance("Pruned from \"denoise\" by Kintsugi (GAL), then trained on for 92 steps").build());
        assertTrue(old.isVariantOf(WHOLE));
        assertEquals(Sha256.of(folder.resolve(ModelFolder.WEIGHTS)), old.sha256());
    }

    @Test
    void theBuiltInVariantsNameTheirWholeModels() throws Exception {
        ModelStore store = new ModelStore(folder);
        for (String id : List.of("denoise", "deblur", "upscale-x4")) {
            assertTrue(store.find(id + "-fast").orElseThrow().card().isVariantOf(store.find(id).orElseThrow().card()));
        }
    }
}
