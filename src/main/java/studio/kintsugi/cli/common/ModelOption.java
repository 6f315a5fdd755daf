package studio.kintsugi.cli.common;

import java.util.Map;
import picocli.CommandLine.Option;
import studio.kintsugi.service.restoration.InferenceService;

/** Which model does the work. */
public final class ModelOption {
    @Option(names = {"-m", "--model"}, paramLabel = "ID|PATH",
            description = "model to use (default: the one that the tool begins with in the window)")
    private String idOrFolder;

    /** The id or folder of the model that is asked for; null for the tool's own. */
    public String idOrFolder() {
        return idOrFolder;
    }

    /** What a report says of the model that a picture was made with, and of how it ran. */
    public static Map<String, ?> used(InferenceService service, String model) {
        return service.precision(model).<Map<String, ?>>map(p -> Map.of("model", model, "precision", p.toString()))
                .orElse(Map.of("model", model));
    }
}
