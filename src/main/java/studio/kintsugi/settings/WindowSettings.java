package studio.kintsugi.settings;

import com.google.gson.reflect.TypeToken;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How the window looks and listens: {@code window.json}. Thread-safe. */
public final class WindowSettings {
    private final SettingsFile<Values> file;
    private final WorkSettings work;
    private Values values;

    /**
     * Where the window lies on the screen, in screen units.
     *
     * @param maximized whether it fills the screen; the rest is its place when it does not
     */
    public record Bounds(double x, double y, double width, double height, boolean maximized) {}

    /** The file; fields that are not set are null. */
    private static final class Values {
        private String language;
        private String theme;
        private String tool;
        private Bounds bounds;
        private Map<String, List<String>> keys;
    }

    /**
     * @param folder of the program's settings; need not exist
     */
    public WindowSettings(Path folder) {
        file = new SettingsFile<>(folder.resolve("window.json"), new TypeToken<>() {});
        work = new WorkSettings(folder);
    }

    /** What the program works with, kept in the same folder. */
    public WorkSettings work() {
        return work;
    }

    private Values values() {
        if (values == null) {
            values = file.read(new Values());
            values.keys = values.keys == null ? new TreeMap<>() : new TreeMap<>(values.keys);
        }
        return values;
    }

    /** The name of the chosen language; empty to follow the system. */
    public synchronized Optional<String> language() {
        return Optional.ofNullable(values().language);
    }

    /** Keeps the name of a language. */
    public synchronized void setLanguage(String name) {
        values().language = name;
        file.write(values);
    }

    /** The name of the chosen theme; empty to follow the system. */
    public synchronized Optional<String> theme() {
        return Optional.ofNullable(values().theme);
    }

    /** Keeps the name of a theme. */
    public synchronized void setTheme(String name) {
        values().theme = name;
        file.write(values);
    }

    /** The id of the tool that was chosen last. */
    public synchronized Optional<String> tool() {
        return Optional.ofNullable(values().tool);
    }

    /** Keeps the id of the chosen tool. */
    public synchronized void setTool(String id) {
        if (!id.equals(values().tool)) {
            values.tool = id;
            file.write(values);
        }
    }

    /** Where the window lay when it was closed. */
    public synchronized Optional<Bounds> bounds() {
        return Optional.ofNullable(values().bounds);
    }

    /** Keeps where the window lies. */
    public synchronized void setBounds(Bounds bounds) {
        values().bounds = bounds;
        file.write(values);
    }

    /** The keys that the user gave a command, maybe none; empty where it has those it was shipped with. */
    public synchronized Optional<List<String>> keys(String command) {
        return Optional.ofNullable(values().keys.get(command));
    }

    /** Keeps the keys of a command. */
    public synchronized void setKeys(String command, List<String> keys) {
        values().keys.put(command, List.copyOf(keys));
        file.write(values);
    }

    /** All commands have the keys they were shipped with. */
    public synchronized void forgetKeys() {
        values().keys.clear();
        file.write(values);
    }
}
