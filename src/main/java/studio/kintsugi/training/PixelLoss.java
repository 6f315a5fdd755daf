package studio.kintsugi.training;

import ai.djl.ndarray.NDArray;
import com.google.gson.JsonArray;
import studio.kintsugi.nn.Losses;

/** How a result is compared with its target, as a recipe's {@code loss} names it. */
@FunctionalInterface
interface PixelLoss {
    /** Mean squared error, 38 dB, below which {@code capped_psnr} hardly minds. */
    double FLOOR = 1.5e-4;

    /**
     * @param prediction (N, C, H, W)
     * @param target (N, C, H, W)
     * @param fraction of the training that is over, 0–1
     * @return a scalar
     */
    NDArray of(NDArray prediction, NDArray target, double fraction);

    /** @throws IllegalArgumentException where the recipe's loss is unknown */
    static PixelLoss of(TrainingRecipe recipe) {
        return switch (recipe.loss()) {
            case "psnr" -> (prediction, target, fraction) -> Losses.negativePsnr(prediction, target);
            case "l1" -> (prediction, target, fraction) -> Losses.l1(prediction, target);
            case "capped_psnr" -> capped(recipe.settings().getAsJsonArray("floors"));
            default -> throw new IllegalArgumentException("unknown loss: " + recipe.loss());
        };
    }

    /**
     * A floor that sinks geometrically. While it is high all errors count alike, so that what is wrong is learnt to be
     * told from what is right; a low one from the start pays most for leaving all as it is.
     */
    private static PixelLoss capped(JsonArray floors) {
        double from = floors == null ? FLOOR : floors.get(0).getAsDouble();
        double to = floors == null ? FLOOR : floors.get(1).getAsDouble();
        return (prediction, target, fraction) ->
                Losses.negativePsnr(prediction, target, (float) (from * Math.pow(to / from, fraction)));
    }
}
