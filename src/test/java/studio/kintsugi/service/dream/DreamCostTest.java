package studio.kintsugi.service.dream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import studio.kintsugi.checkpoint.HyperParameters;
import studio.kintsugi.store.ModelCard;

class DreamCostTest {
    private static final DreamRequest REQUEST = new DreamRequest("an apple", "", 1, 180, 10, List.of("clip"), true,
            DreamRequest.Ablation.NONE);
    private static final double SPEED = 30e9;

    private static ModelCard vit(int patch) {
        return card("clip", Map.of("vision", "vit", "image_resolution", 224, "vision_layers", 12, "vision_width", 768,
                "vision_patch_size", patch, "vision_heads", 12, "context_length", 77, "transformer_layers", 12,
                "transformer_heads", 8));
    }

    private static ModelCard card(String architecture, Map<String, Object> hyper) {
        return new ModelCard(architecture, "A guide", "guide", architecture, HyperParameters.of(hyper), 1, 1, 0, 0,
                "MIT", "", List.of(), Map.of(), "");
    }

    @Test
    void aLargerPictureTowerCostsMore() {
        double small = DreamCost.of(REQUEST, List.of(vit(32)), SPEED).orElseThrow().secondsAStep();
        double large = DreamCost.of(REQUEST, List.of(vit(16)), SPEED).orElseThrow().secondsAStep();
        assertTrue(large > 2 * small && large < 4 * small, small + " and " + large);
        double turns = DreamCost.of(REQUEST, List.of(vit(32), vit(16)), SPEED).orElseThrow().secondsAStep();
        assertEquals((small + large) / 2, turns, 1e-6);
        assertTrue(DreamCost.of(REQUEST, List.of(vit(32)), 2 * SPEED).orElseThrow().secondsAStep() < small);
    }

    @Test
    void theGuideThatShipsNeedsNoWord() {
        assertTrue(DreamCost.of(REQUEST, List.of(card("compact-clip", Map.of())), SPEED).isEmpty());
        assertTrue(DreamCost.of(REQUEST, List.of(), SPEED).isEmpty());
    }

    @Test
    void itIsSaidHowManyStepsFit() {
        assertEquals("On this computer these 180 steps take about 6 min.",
                new DreamCost(2, 180, 10).sentence().toString());
        assertEquals("On this computer about 100 of 180 steps fit into 10 min; all of them take about 18 min.",
                new DreamCost(6, 180, 10).sentence().toString());
    }
}
