package studio.kintsugi.store;

import com.google.gson.annotations.SerializedName;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import studio.kintsugi.Sentence;
import studio.kintsugi.checkpoint.HyperParameters;

/**
 * A published checkpoint of a paper's authors.
 *
 * @param id of the model once it is stored
 * @param title name in the window
 * @param task as in {@link ModelCard#task()}
 * @param architecture as in {@link ModelCard#architecture()}
 * @param file name under which it is published
 * @param address where it can be downloaded, or empty where the provider needs a browser
 * @param page where people find it
 * @param bytes size of the file, or 0 where it is not known
 * @param sha256 of the file, lower-case hex; its first digits where no more is published, or empty
 * @param license SPDX id; {@code NOASSERTION} where none is stated
 * @param provenance who made it
 * @param trainingData what it was trained on
 * @param metrics what its authors state
 * @param hyperParameters hyper-parameters that the tensors do not show, as {@code train_size}
 */
public record CatalogEntry(
        String id,
        String title,
        String task,
        String architecture,
        String file,
        String address,
        String page,
        long bytes,
        String sha256,
        @SerializedName("licence") String license,
        String provenance,
        List<String> trainingData,
        Map<String, Double> metrics,
        HyperParameters hyperParameters) {
    public CatalogEntry {
        trainingData = List.copyOf(trainingData);
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
        Objects.requireNonNull(hyperParameters, "hyperParameters");
    }

    /** Whether the file can be downloaded directly; some providers need a browser. */
    public boolean isDownloadable() {
        return !address.isEmpty();
    }

    /** Whether a file's hash matches; true for any hash where none is published. */
    public boolean accepts(String hash) {
        return hash.startsWith(sha256);
    }

    /** Tells the user how to fetch the file with a browser. */
    public Sentence byHand() {
        return Sentence.of("open %s in a browser, save %s, and import that file", page, file);
    }
}
