package studio.kintsugi.settings;

import com.google.gson.reflect.TypeToken;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How pictures were saved last, by format: {@code saving.json}. Thread-safe. */
public final class SaveSettings {
    private final SettingsFile<Map<String, Choices>> file;
    private Map<String, Choices> choices;

    /**
     * What the user chose for a format.
     *
     * @param quality 0–1
     * @param subsampling name of how coarsely colors are kept
     * @param lossless whether every bit is kept
     * @param depth name of a bit depth, or null for the picture's own
     * @param metadata whether metadata goes along
     * @param srgb whether colors are converted to sRGB
     */
    public record Choices(double quality, String subsampling, boolean lossless, String depth, boolean metadata,
            boolean srgb) {}

    /**
     * @param folder of the program's settings; need not exist
     */
    public SaveSettings(Path folder) {
        file = new SettingsFile<>(folder.resolve("saving.json"), new TypeToken<>() {});
    }

    private Map<String, Choices> all() {
        if (choices == null) {
            choices = new TreeMap<>(file.read(Map.of()));
        }
        return choices;
    }

    /** What was chosen last for a format; empty where it was never saved in. */
    public synchronized Optional<Choices> of(String format) {
        return Optional.ofNullable(all().get(format)).filter(c -> c.quality() >= 0 && c.quality() <= 1);
    }

    /** Keeps what was chosen. */
    public synchronized void keep(String format, Choices chosen) {
        all().put(format, chosen);
        file.write(choices);
    }
}
