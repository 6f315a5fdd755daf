package studio.kintsugi.service.dream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import studio.kintsugi.Sentence;
import studio.kintsugi.models.clip.Vocabulary;

/** What is said of prompts before they are dreamt. */
class PromptForecastTest {
    private final GuidanceVocabulary guide = new GuidanceVocabulary("small", "Small",
            Optional.of(new Vocabulary(List.of("red", "chair"))), List.of("chair"), List.of("chair"), List.of("red"),
            List.of());
    private final GuidanceVocabulary open = new GuidanceVocabulary("open", "Open", Optional.empty(), List.of(),
            List.of(), List.of(), List.of());

    @Test
    void nothingIsSaidOfWhatIsDrawnAndKnown() {
        assertEquals(List.of(), PromptForecast.remarks("a lavender chair with striped legs", List.of(guide)));
    }

    @Test
    void whatIsLeftOutAndWhoDoesNotGuideIsSaid() {
        List<String> said = PromptForecast.remarks("a flamingo with a monocle", List.of(guide)).stream()
                .map(Sentence::toString).toList();
        assertEquals(2, said.size(), said.toString());
        assertTrue(said.get(0).contains("monocle") && said.get(1).contains("flamingo"), said.toString());
        assertEquals(List.of(), PromptForecast.remarks("a flamingo with a monocle", List.of(open)));
    }

    @Test
    void ofWhatIsNotDrawnTheGuidesSpeak() {
        assertEquals(guide.remarks("a quark"), PromptForecast.remarks("a quark", List.of(guide)));
    }
}
