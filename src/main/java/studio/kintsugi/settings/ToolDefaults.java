package studio.kintsugi.settings;

import com.google.gson.reflect.TypeToken;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The user's default model for each tool: {@code default-models.json}. Thread-safe. */
public final class ToolDefaults {
    private final SettingsFile<Map<String, String>> file;
    private Map<String, String> models;

    /**
     * @param folder of the program's settings; need not exist
     */
    public ToolDefaults(Path folder) {
        this(new SettingsFile<>(folder.resolve("default-models.json"), new TypeToken<>() {}));
    }

    private ToolDefaults(SettingsFile<Map<String, String>> file) {
        this.file = file;
    }

    /** Defaults that are not saved. */
    public static ToolDefaults unsaved() {
        return new ToolDefaults(new SettingsFile<>(null, new TypeToken<>() {}));
    }

    /** The model chosen for a tool, empty where the user has chosen none. */
    public synchronized Optional<String> of(String tool) {
        return Optional.ofNullable(models().get(tool));
    }

    /** Sets and saves a tool's default model. */
    public synchronized void set(String tool, String model) {
        models().put(tool, model);
        file.write(models);
    }

    /** Removes a deleted model from the defaults. */
    public synchronized void forget(String model) {
        if (models().values().removeIf(model::equals)) {
            file.write(models);
        }
    }

    private Map<String, String> models() {
        if (models == null) {
            models = new TreeMap<>(file.read(Map.of()));
        }
        return models;
    }
}
