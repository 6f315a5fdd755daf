package studio.kintsugi.service.dream;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import studio.kintsugi.Sentence;
import studio.kintsugi.models.shape.scene.DrawnScene;

/** What can be said of a prompt before it is dreamt. */
public final class PromptForecast {
    private PromptForecast() {}

    /**
     * In what way a prompt lies outside of what a dream can show.
     *
     * @param guides that will guide
     * @return a sentence each; empty where all is well
     */
    public static List<Sentence> remarks(String prompt, List<GuidanceVocabulary> guides) {
        Optional<DrawnScene> scene = DrawnScene.of(prompt, 0);
        List<Sentence> out = new ArrayList<>();
        if (scene.isEmpty()) {
            guides.forEach(g -> out.addAll(g.remarks(prompt)));
            return out;
        }
        List<String> unknown = scene.get().unknown().stream().distinct()
                .filter(w -> guides.stream().noneMatch(g -> g.reads(w))).toList();
        if (!unknown.isEmpty()) {
            out.add(Sentence.of("Left out, since nothing is known of it: %s.", String.join(", ", unknown)));
        }
        guides.stream().filter(g -> !g.follows(scene.get().kind())).forEach(g -> out.add(Sentence.of("The guidance"
                + " \"%s\" has not learnt the word “%s”: what was drawn for it is left as it is.", g.id(),
                scene.get().kind())));
        return out;
    }
}
