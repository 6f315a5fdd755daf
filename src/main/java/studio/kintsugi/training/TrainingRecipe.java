package studio.kintsugi.training;

import com.google.gson.JsonElement;
import java.util.List;
import java.util.Map;

/**
 * How a model is trained, as kept in {@code resources/recipes}.
 *
 * @param id of the model it makes
 * @param title of the model
 * @param task of the model
 * @param architecture of the network
 * @param hyperParameters of the network
 * @param seed of all randomness
 * @param patch side of a training patch, pixels
 * @param batch patches in a step
 * @param steps in a full run
 * @param learningRate at the start; falls to a thousandth along a cosine
 * @param weightDecay of AdamW
 * @param clip longest gradient, as a Euclidean norm; 0 for any
 * @param average decay of the exponential moving average that is kept as the result
 * @param scales photos are also used at these sizes
 * @param degradations what the network learns to undo
 * @param validation what it is judged by
 */
public record TrainingRecipe(
        String id,
        String title,
        String task,
        String architecture,
        Map<String, Object> hyperParameters,
        long seed,
        int patch,
        int batch,
        int steps,
        double learningRate,
        double weightDecay,
        double clip,
        double average,
        List<Double> scales,
        JsonElement degradations,
        List<Validation> validation) {
    /**
     * One column of the validation table.
     *
     * @param name as in the card
     * @param degradations what is done to the held-out photos
     */
    public record Validation(String name, JsonElement degradations) {}
}
