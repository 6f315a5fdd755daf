package studio.kintsugi.settings;

import com.google.gson.reflect.TypeToken;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Which model the user wants each tool to begin with: {@code default-models.json}. Thread-safe. */
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

    /** Kept until the program ends, and no longer. */
    public static ToolDefaults unsaved() {
        return new ToolDefaults(new SettingsFile<>(null, new TypeToken<>() {}));
    }

    /** The model chosen for a tool, empty where the user has chosen none. */
    public synchronized Optional<String> of(String tool) {
        return Optional.ofNullable(models().get(tool));
    }

    /** Chooses a model and remembers it. */
    public synchronized void set(String tool, String model) {
        models().put(tool, model);
        file.write(models);
    }

    /** Forgets a model that is gone. */
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
