package studio.kintsugi.models.clip;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VocabularyTest {
    private final Vocabulary words = new Vocabulary(List.of("chair", "glasses", "green", "grey", "wooden", "box"));

    @Test
    void readsTheWordsThatCount() {
        assertEquals(new Vocabulary.Reading(List.of(2, 4, 0), List.of()), words.read("A green WOODEN chair."));
        assertEquals(List.of(4, 0), words.read("a chair made of wood").indices().stream().sorted((a, b) -> b - a)
                .toList());
    }

    @Test
    void takesPluralsAndOtherSpellings() {
        assertEquals(List.of(3, 0, 1, 5), words.read("gray chairs, glasses, boxes").indices());
    }

    @Test
    void saysWhatItDoesNotKnow() {
        assertEquals(new Vocabulary.Reading(List.of(0), List.of("avocado", "椅子")), words.read("avocado chair 椅子 🪑"));
        assertEquals(new Vocabulary.Reading(List.of(), List.of()), words.read(""));
    }

    @Test
    void aBagHoldsEachWordOnce() {
        assertEquals(List.of(1f, 0f, 1f, 0f, 0f, 0f), floats(words.bags(List.of("green chair, green chair"))));
    }

    private static List<Float> floats(float[] values) {
        List<Float> out = new ArrayList<>();
        for (float v : values) {
            out.add(v);
        }
        return out;
    }
}
