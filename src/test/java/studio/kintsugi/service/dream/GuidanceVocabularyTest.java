package studio.kintsugi.service.dream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import studio.kintsugi.checkpoint.HyperParameters;
import studio.kintsugi.store.ModelCard;
import studio.kintsugi.store.ModelStore;

class GuidanceVocabularyTest {
    private final GuidanceVocabulary small = GuidanceVocabulary.of(
            card(HyperParameters.of(Map.of("words", List.of("red", "chair", "pine", "tree", "wooden"),
            "kinds", List.of("chair", "tree", "pine tree"), "colours", List.of("red"), "materials",
            List.of("wooden")))));

    private static ModelCard card(HyperParameters hyper) {
        return new ModelCard("small", "Small", "guide", "compact-clip", hyper, 1, 1, 0, 0, "Apache-2.0", "a test",
                List.of(), Map.of(), "");
    }

    @Test
    void saysNothingOfWhatItKnows() {
        assertEquals(List.of(), small.remarks("a red wooden chair"));
        assertEquals(List.of(), small.remarks(""));
    }

    @Test
    void namesWordsThatItDoesNotKnowAndThoseThatWereMeant() {
        String said = small.remarks("a red chiar in the sky").getFirst().toString();
        assertTrue(said.contains("does not know: chiar, sky (did you mean chair?)"), said);
        assertTrue(small.remarks("chaair").getFirst().toString().contains("did you mean chair?"));
    }

    @Test
    void saysWhenNothingIsKnown() {
        for (String words : List.of("😀", "中文 的 椅子", "lorem ipsum")) {
            assertFalse(small.reads(words));
            assertTrue(small.remarks(words).getFirst().toString().contains("knows none of these words"), words);
        }
    }

    @Test
    void saysWhenNoKindOrSeveralAreNamed() {
        assertTrue(small.remarks("something red").stream().anyMatch(s -> s.toString().contains("no kind of object")));
        assertTrue(small.remarks("a chair on a tree").getFirst().toString().contains("several: chair, tree"));
        assertEquals(List.of("pine tree"), small.kindsIn("a red pine tree"));
    }

    @Test
    void staysShortWhateverIsSaid() {
        String long2000 = "a red chair " + "lorem ipsum dolor sit amet consectetur adipiscing elit sed eiusmod ".repeat(
                30);
        assertTrue(long2000.length() > 2000);
        assertTrue(small.remarks(long2000).toString().length() < 400);
    }

    @Test
    void hearsNoDifferenceWhereTheWordsAreTheSame() {
        assertTrue(small.hearsTheSame("a red chair", "the red, red chairs"));
        assertFalse(small.hearsTheSame("a red chair", "a chair"));
        assertFalse(small.hearsTheSame("a red chair", ""));
    }

    @Test
    void modelsThatReadAnythingHaveNoRemarks() {
        GuidanceVocabulary clip = GuidanceVocabulary.of(card(HyperParameters.of(Map.of("embed_dim", 512))));
        assertTrue(clip.reads("椅子"));
        assertEquals(List.of(), clip.remarks("an avocado chair"));
        assertEquals(List.of(), clip.suggestions(new SplittableRandom(1), 4));
    }

    @Test
    void suggestsWhatItIsGoodAt() {
        GuidanceVocabulary good =
                GuidanceVocabulary.of(card(HyperParameters.of(Map.of("words", List.of("red", "chair", "tree"), "kinds",
                List.of("chair", "tree"), GuidanceVocabulary.GOOD, List.of("tree"), "colours", List.of("red")))));
        assertEquals(List.of("a red tree"), good.suggestions(new SplittableRandom(1), 4));
    }

    @Test
    void suggestsNeitherMaterialsNorTwoColors() {
        GuidanceVocabulary fruits = GuidanceVocabulary.of(
                card(HyperParameters.of(Map.of("words", List.of("red", "orange", "fruit", "tree", "striped"), "kinds",
                List.of("orange fruit", "tree"), "colours", List.of("red", "orange"), "materials",
                List.of("striped")))));
        for (int seed = 0; seed < 8; seed++) {
            Set<String> suggested = Set.copyOf(fruits.suggestions(new SplittableRandom(seed), 2));
            assertTrue(suggested.contains("an orange fruit"), suggested.toString());
            assertTrue(suggested.contains("a red tree") || suggested.contains("an orange tree"), suggested.toString());
        }
    }

    @Test
    void suggestsEachKindThoughOneEndsLikeAnother() {
        GuidanceVocabulary trees =
                GuidanceVocabulary.of(card(HyperParameters.of(Map.of("words", List.of("pine", "tree"), "kinds",
                List.of("tree", "pine tree")))));
        for (int seed = 0; seed < 8; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<String> suggested = assertTimeoutPreemptively(Duration.ofSeconds(5),
                    () -> trees.suggestions(random, 4));
            assertEquals(Set.of("a tree", "a pine tree"), Set.copyOf(suggested));
        }
    }

    @Test
    void theBuiltInModelKnowsAllThatItSuggests() throws Exception {
        GuidanceVocabulary objects = GuidanceVocabulary.of(new ModelStore(java.nio.file.Path.of("nowhere"))
                .find("objects").orElseThrow()
                .card());
        assertTrue(objects.kinds().size() >= 150);
        for (String prompt : objects.suggestions(new SplittableRandom(7), 60)) {
            assertEquals(List.of(), objects.remarks(prompt), prompt);
        }
    }
}
