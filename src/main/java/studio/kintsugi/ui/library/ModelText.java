package studio.kintsugi.ui.library;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import studio.kintsugi.service.library.LibraryModel;
import studio.kintsugi.service.restoration.InferenceService;
import studio.kintsugi.store.ModelCard;
import studio.kintsugi.ui.common.Quantities;
import studio.kintsugi.ui.common.Texts;
import studio.kintsugi.ui.tools.Tool;

/** Describes models in words. */
public final class ModelText {
    /** Stands for a photo while none is open. */
    private static final long SAMPLE_PIXELS = 12_000_000;

    private ModelText() {}

    /** A model's name in the language of the window; as it is where the user gave it. */
    public static String title(ModelCard card) {
        return title(card.id(), card.title());
    }

    /**
     * As {@link #title(ModelCard)}.
     *
     * @param title on its card
     */
    public static String title(String id, String title) {
        String key = "model." + id + ".title";
        return Texts.has(key) && Texts.english(key).replace('’', '\'').equals(title) ? Texts.of(key) : title;
    }

    /** What a model is good for, in a sentence or two for photographers. */
    public static String about(LibraryModel model) {
        String key = "model." + model.id() + ".about";
        return Texts.has(key) ? Texts.of(key) : Texts.of("model.about.own", task(model.task()));
    }

    /** How good a model is among those that do the same; empty where that can't be told. */
    public static String quality(ModelCard card, Collection<ModelCard> others) {
        if (card.prunedFrom() != null) {
            return Texts.of("quality.fast");
        }
        return others.stream().anyMatch(o -> o.isVariantOf(card)) ? Texts.of("quality.best") : "";
    }

    /**
     * Quality and time in words.
     *
     * @param pixels of the user's picture; 0 where none is open
     */
    public static String qualityAndTime(ModelCard card, Collection<ModelCard> others, InferenceService service,
            long pixels) {
        String time = Texts.of(pixels == 0 ? "models.time.sample" : "models.time.yours",
                Quantities.duration(service.expectedSeconds(card, pixels == 0 ? SAMPLE_PIXELS : pixels)),
                (pixels == 0 ? SAMPLE_PIXELS : pixels) / 1e6);
        String quality = quality(card, others);
        return quality.isEmpty() ? time : Texts.of("models.quality.time", quality, time);
    }

    /** What a model is for. */
    public static String task(String task) {
        return Tool.title(task);
    }

    /** What kind of network it is. */
    public static String architecture(String id) {
        String key = "architecture." + id.replaceFirst("-.*", "");
        return Texts.has(key) ? Texts.of(key) : id;
    }

    /** One line for each metric. */
    public static List<String> metrics(Map<String, Double> metrics) {
        return metrics.entrySet().stream().map(m -> metric(m.getKey(), m.getValue())).toList();
    }

    private static String metric(String name, double value) {
        return Texts.of(name.startsWith("PSNR") ? "metric.psnr" : name.startsWith("SSIM") ? "metric.ssim" : "metric",
                name, value);
    }

    /** A licence's name for people. */
    public static String license(String spdx) {
        return spdx.equals("NOASSERTION") ? Texts.of("licence.none") : spdx;
    }
}
