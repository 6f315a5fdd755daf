package studio.kintsugi.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HyperParametersTest {
    private static final String JSON =
            "{\"width\":32,\"res_scale\":0.1,\"blocks\":[1,2],\"tlc\":true,\"vision\":\"vit\",\"words\":[\"a\",\"b\"]}";

    private static HyperParameters read(String json) {
        return new Gson().fromJson(json, HyperParameters.class);
    }

    @Test
    void everyKindIsRead() {
        HyperParameters h = read(JSON);
        assertEquals(32, h.integer("width"));
        assertEquals(0.1, h.real("res_scale"));
        assertEquals(32, h.real("width"));
        assertEquals(List.of(1, 2), h.integers("blocks"));
        assertTrue(h.flag("tlc"));
        assertFalse(h.flag("residual"));
        assertEquals("vit", h.text("vision", "resnet"));
        assertEquals(List.of("a", "b"), h.texts("words"));
        assertEquals(7, h.integer("depth", 7));
    }

    @Test
    void jsonComesBackAsItWas() {
        assertEquals(JSON, new Gson().toJson(read(JSON)));
    }

    /** Cards of earlier versions have whole numbers with a fraction of zero. */
    @Test
    void wholeNumbersMayHaveBeenWrittenWithAFraction() {
        HyperParameters h = read("{\"width\":32.0,\"blocks\":[1.0,2.0]}");
        assertEquals(32, h.integer("width"));
        assertEquals(HyperParameters.of(Map.of("width", 32, "blocks", List.of(1, 2))), h);
    }

    @Test
    void whatIsMissingIsNamed() {
        assertEquals("\"depth\" is missing from the hyper-parameters",
                assertThrows(IllegalArgumentException.class, () -> read(JSON).integer("depth")).getMessage());
    }

    @Test
    void whatIsOfAnotherKindIsNamed() {
        HyperParameters h = read(JSON);
        assertEquals("the hyper-parameter \"vision\" must be a whole number, not vit",
                assertThrows(IllegalArgumentException.class, () -> h.integer("vision")).getMessage());
        assertThrows(IllegalArgumentException.class, () -> h.integer("res_scale"));
        assertThrows(IllegalArgumentException.class, () -> h.integers("width"));
        assertThrows(IllegalArgumentException.class, () -> h.flag("width"));
        assertThrows(IllegalArgumentException.class, () -> h.integers("words"));
    }

    @Test
    void othersTakeTheirPlaceAndTheFirstStayAsTheyWere() {
        HyperParameters h = read(JSON);
        assertEquals(64, h.with("width", 64).integer("width"));
        assertEquals(32, h.integer("width"));
        assertEquals(5, h.with(HyperParameters.NONE.with("depth", 5)).integer("depth"));
        assertThrows(UnsupportedOperationException.class, () -> h.values().clear());
    }
}
