package studio.kintsugi.training.engine;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
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
 * @param objective what is learnt, one of {@link studio.kintsugi.training.TaskFactory#byName()}; {@code picture} where it is not said
 * @param loss of the objective {@code picture}: {@code psnr}, where it is not said, {@code capped_psnr} for data
 *     where some inputs are right already, or {@code l1}
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
 * @param secondMoment decay of AdamW's second moments; 0.9, as in NAFNet's paper, where it is not said
 * @param settings of the objective; with {@code muon}, matrices among the weights follow {@link studio.kintsugi.nn.optim.Muon}. Those of
 *     {@code picture}, false where they are not said: {@code evenly}, for
 *     patches from anywhere rather than from where there is detail; {@code tones}, for photos under other lights. Of
 *     {@code picture-text}: {@code others}, to learn from objects that models without it never see; {@code once}, to see
 *     each batch once and as it is
 */
public record TrainingRecipe(
        String id,
        String title,
        String task,
        String architecture,
        Map<String, Object> hyperParameters,
        String objective,
        String loss,
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
        List<Validation> validation,
        Double secondMoment,
        JsonObject settings) {
    public TrainingRecipe {
        objective = objective == null ? "picture" : objective;
        loss = loss == null ? "psnr" : loss;
        secondMoment = secondMoment == null ? 0.9 : secondMoment;
        settings = settings == null ? new JsonObject() : settings;
    }

    public TrainingRecipe withLearningRate(double rate) {
        return new TrainingRecipe(id, title, task, architecture, hyperParameters, objective, loss, seed, patch, batch,
                steps, rate, weightDecay, clip, average, scales, degradations, validation, secondMoment, settings);
    }

    /** Whether a setting is true. */
    public boolean is(String setting) {
        return settings.has(setting) && settings.get(setting).getAsBoolean();
    }

    public float beta2() {
        return secondMoment.floatValue();
    }

    /**
     * One column of the validation table.
     *
     * @param name as in the card
     * @param degradations what is done to the held-out photos
     */
    public record Validation(String name, JsonElement degradations) {}
}
