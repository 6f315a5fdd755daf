package studio.kintsugi.models.shape.look;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Words and what they make of a surface. */
class LookWordsTest {
    @Test
    void theGuidesColorsAreAmongThemWithTheirOwnShades() {
        Arrays.stream(NamedColor.values()).forEach(c -> assertEquals(c.rgb(), LookWords.of(List.of(c.word())).rgb()));
    }

    @Test
    void aSecondColorIsThatOfTheMarks() {
        Look striped = LookWords.of(List.of("red", "white", "striped"));
        assertEquals(new Look(NamedColor.RED.rgb(), NamedColor.WHITE.rgb(), Material.STRIPED, false), striped);
        assertTrue(LookWords.of(List.of("stone")).whole());
        assertFalse(LookWords.of(List.of("blue")).whole());
    }

    @Test
    void otherPartsKeepTheirColorsUnlessTheThingIsMadeOfSomething() {
        assertArrayEquals(new float[] {0, 0, 1}, LookWords.of(List.of("red")).at(0x0000FF, false, 0, 0, 0));
        assertTrue(LookWords.of(List.of("golden")).at(0x0000FF, false, 0, 0, 0)[0] > 0.5f);
        assertArrayEquals(new float[] {0, 0, 1}, Look.NATURAL.at(0x0000FF, true, 0, 0, 0));
    }
}
