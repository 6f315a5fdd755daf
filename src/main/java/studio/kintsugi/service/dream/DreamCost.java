package studio.kintsugi.service.dream;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import studio.kintsugi.Sentence;
import studio.kintsugi.models.BuiltInArchitectures;
import studio.kintsugi.models.registry.PictureTextArchitecture;
import studio.kintsugi.store.ModelCard;

/**
 * What a dream by large guides, as OpenAI's CLIP models are, is going to take on a computer. One by the guide that
 * ships takes less than its usual minute.
 *
 * @param secondsAStep of the guides in turns
 * @param steps wanted
 * @param minutes allowed
 */
record DreamCost(double secondsAStep, int steps, double minutes) {
    /**
     * Times that a picture's products are computed in a step: forwards, and backwards to the picture. With them, and
     * what rendering took, the steps of ViT-B/32 and B/16 came out as they were measured on two cores.
     */
    private static final double PASSES = 2;
    /** Seconds that rendering a view takes, there and back. */
    private static final double RENDERING = 0.2;

    /**
     * Foretells it.
     *
     * @param guides that take turns
     * @param speed of this computer, multiplications a second
     * @return empty where no guide is large, or the dream is not one of a grid
     */
    static Optional<DreamCost> of(DreamRequest request, List<ModelCard> guides, double speed) {
        if (request.method() != DreamRequest.Method.GRID || !anyIsLarge(guides)) {
            return Optional.empty();
        }
        double products = guides.stream().mapToLong(g -> products(g).orElse(0)).average().orElse(0);
        return Optional.of(new DreamCost(DreamRun.views(request) * (PASSES * products / speed + RENDERING),
                request.steps(), request.minutes()));
    }

    /** Whether any is so large that its cost is worth a word. */
    static boolean anyIsLarge(List<ModelCard> guides) {
        return guides.stream().anyMatch(g -> products(g).isPresent());
    }

    private static OptionalLong products(ModelCard card) {
        return BuiltInArchitectures.all().find(card.architecture(), PictureTextArchitecture.class)
                .map(a -> a.products(card.hyperParameters())).orElse(OptionalLong.empty());
    }

    /** For the user. */
    Sentence sentence() {
        double whole = steps * secondsAStep / 60;
        int rounded = Math.max(1, (int) Math.round(whole));
        if (whole <= minutes) {
            return Sentence.of("On this computer these %d steps take about %d min.", steps, rounded);
        }
        return Sentence.of("On this computer about %d of %d steps fit into %d min; all of them take about %d min.",
                Math.max(1, (int) (minutes * 60 / secondsAStep)), steps, Math.round(minutes), rounded);
    }
}
