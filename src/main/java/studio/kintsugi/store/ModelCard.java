package studio.kintsugi.store;

import com.google.gson.annotations.SerializedName;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import studio.kintsugi.checkpoint.HyperParameters;

/**
 * A model's description: {@code card.json} beside its {@code weights.safetensors}.
 *
 * @param id name on the command line, as {@code denoise}; also the folder's name
 * @param title name in the window
 * @param task {@code denoise}, {@code deblur}, {@code dereflect}, {@code upscale}, …
 * @param architecture id of the network's architecture, as {@code nafnet}
 * @param hyperParameters what the architecture needs besides the weights: numbers, strings, booleans, lists
 * @param scale output pixels per input pixel along one side
 * @param sizeMultiple the network wants sides that are multiples of this
 * @param tile advised tile side in input pixels
 * @param overlap advised overlap of tiles in input pixels
 * @param license SPDX id of the weights' licence
 * @param provenance who made the weights, where they come from
 * @param trainingData what they were trained on, one source a line
 * @param metrics what was measured, by name, as {@code "PSNR sigma 25 (validation)"}
 * @param sha256 of the weights file, lower-case hex
 */
public record ModelCard(
        String id,
        String title,
        String task,
        String architecture,
        HyperParameters hyperParameters,
        int scale,
        int sizeMultiple,
        int tile,
        int overlap,
        @SerializedName("licence") String license,
        String provenance,
        List<String> trainingData,
        Map<String, Double> metrics,
        String sha256) {
    public ModelCard {
        Objects.requireNonNull(hyperParameters, "hyperParameters");
        trainingData = List.copyOf(trainingData);
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }

    /** How the {@link #provenance} of a faster variant of a model begins, given the model's id. */
    public static String prunedFrom(String id) {
        return "Pruned from \"" + id + "\"";
    }

    /** Whether this is a faster variant of a model: does the same, if a little less well. */
    public boolean isVariantOf(ModelCard whole) {
        return task.equals(whole.task) && scale == whole.scale && provenance != null
                && provenance.startsWith(prunedFrom(whole.id));
    }

    ModelCard withSha256(String hash) {
        return new ModelCard(id, title, task, architecture, hyperParameters, scale, sizeMultiple, tile, overlap,
                license, provenance, trainingData, metrics, hash);
    }
}
