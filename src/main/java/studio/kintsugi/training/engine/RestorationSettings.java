package studio.kintsugi.training.engine;

import com.google.gson.JsonElement;
import java.util.List;

/**
 * What a network from picture to picture learns to undo.
 *
 * @param loss of the objective {@code picture}: {@code psnr}, where it is not said, {@code capped_psnr} for data where
 *     some inputs are right already, or {@code l1}
 * @param degradations as {@link studio.kintsugi.training.degradation.Degradations} reads them, or null
 * @param validation sets of held-out photos; empty where it is not said
 */
public record RestorationSettings(String loss, JsonElement degradations, List<Validation> validation) {
    /** Of objectives that degrade no photos. */
    public static final RestorationSettings NONE = new RestorationSettings(null, null, null);

    public RestorationSettings {
        loss = loss == null ? "psnr" : loss;
        validation = validation == null ? List.of() : validation;
    }

    /**
     * One column of the validation table.
     *
     * @param name as in the card
     * @param degradations what is done to the held-out photos
     */
    public record Validation(String name, JsonElement degradations) {}
}
