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
 * @param prunedFrom id of the model that this is a faster variant of; null where it is none
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
        String prunedFrom,
        List<String> trainingData,
        Map<String, Double> metrics,
        String sha256) {
    public ModelCard {
        Objects.requireNonNull(hyperParameters, "hyperParameters");
        trainingData = List.copyOf(trainingData);
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }

    /** A model that is no variant of another. */
    public ModelCard(String id, String title, String task, String architecture, HyperParameters hyperParameters,
            int scale,
            int sizeMultiple, int tile, int overlap, String license, String provenance, List<String> trainingData,
            Map<String, Double> metrics, String sha256) {
        this(id, title, task, architecture, hyperParameters, scale, sizeMultiple, tile, overlap, license, provenance,
                null, trainingData, metrics, sha256);
    }

    /** Whether this is a faster variant of a model: does the same, if a little less well. */
    public boolean isVariantOf(ModelCard whole) {
        return task.equals(whole.task) && scale == whole.scale && whole.id.equals(prunedFrom);
    }

    /** A card to be changed part by part; of weights that have no hash yet. */
    public Builder change() {
        return new Builder(this);
    }

    ModelCard withSha256(String hash) {
        return new ModelCard(id, title, task, architecture, hyperParameters, scale, sizeMultiple, tile, overlap,
                license, provenance, prunedFrom, trainingData, metrics, hash);
    }

    /** The parts of a card by name. */
    public static final class Builder {
        private final ModelCard card;
        private String id;
        private String title;
        private HyperParameters hyperParameters;
        private String provenance;
        private String prunedFrom;
        private List<String> trainingData;
        private Map<String, Double> metrics;

        private Builder(ModelCard card) {
            this.card = card;
            id = card.id;
            title = card.title;
            hyperParameters = card.hyperParameters;
            provenance = card.provenance;
            prunedFrom = card.prunedFrom;
            trainingData = card.trainingData;
            metrics = card.metrics;
        }

        public Builder id(String other) {
            id = other;
            return this;
        }

        public Builder title(String other) {
            title = other;
            return this;
        }

        public Builder hyperParameters(HyperParameters other) {
            hyperParameters = other;
            return this;
        }

        public Builder provenance(String other) {
            provenance = other;
            return this;
        }

        public Builder prunedFrom(String other) {
            prunedFrom = other;
            return this;
        }

        public Builder trainingData(List<String> other) {
            trainingData = other;
            return this;
        }

        public Builder metrics(Map<String, Double> other) {
            metrics = other;
            return this;
        }

        public ModelCard build() {
            return new ModelCard(id, title, card.task, card.architecture, hyperParameters, card.scale,
                    card.sizeMultiple, card.tile, card.overlap, card.license, provenance, prunedFrom, trainingData,
                    metrics, "");
        }
    }
}
