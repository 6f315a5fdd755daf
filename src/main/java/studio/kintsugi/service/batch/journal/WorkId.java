package studio.kintsugi.service.batch.journal;

import java.util.List;

/**
 * What is done to each picture of a batch: equal where the results are.
 *
 * @param recipe SHA-256 of the steps with all their settings
 * @param models SHA-256 of the weights of each step's model, in the steps' order
 * @param saving how results are saved, as text
 */
public record WorkId(String recipe, List<String> models, String saving) {
    public WorkId {
        models = List.copyOf(models);
    }
}
