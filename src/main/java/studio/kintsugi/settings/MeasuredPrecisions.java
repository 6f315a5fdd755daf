package studio.kintsugi.settings;

import com.google.gson.reflect.TypeToken;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which models run in reduced precision on this machine, as was once measured: {@code precisions.json}, by the hash of
 * their weights. Kept, so that a model gives the same result each time. Thread-safe.
 */
public final class MeasuredPrecisions {
    private final SettingsFile<Map<String, Boolean>> file;
    private Map<String, Boolean> reduced;

    /**
     * @param folder of the program's settings; need not exist
     */
    public MeasuredPrecisions(Path folder) {
        this(new SettingsFile<>(folder.resolve("precisions.json"), new TypeToken<>() {}));
    }

    private MeasuredPrecisions(SettingsFile<Map<String, Boolean>> file) {
        this.file = file;
    }

    /** What was measured and is not saved. */
    public static MeasuredPrecisions unsaved() {
        return new MeasuredPrecisions(new SettingsFile<>(null, new TypeToken<>() {}));
    }

    /** Whether the model of these weights runs in reduced precision; empty where that was not measured. */
    public synchronized Optional<Boolean> isReduced(String sha256) {
        return Optional.ofNullable(all().get(sha256));
    }

    /** Records a measurement. */
    public synchronized void measured(String sha256, boolean isReduced) {
        all().put(sha256, isReduced);
        file.write(reduced);
    }

    private Map<String, Boolean> all() {
        if (reduced == null) {
            reduced = new TreeMap<>(file.read(Map.of()));
        }
        return reduced;
    }
}
