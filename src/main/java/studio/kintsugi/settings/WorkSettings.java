package studio.kintsugi.settings;

import com.google.gson.reflect.TypeToken;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** What the program works with: {@code work.json}; read when it starts. Thread-safe. */
public final class WorkSettings {
    private final SettingsFile<Values> file;
    private Values values;

    /** The file; fields that are not set are null. */
    private static final class Values {
        private String device;
        private Integer threads;
        private Integer memory;
        private String precision;
        private Map<String, Double> strengths;
        private String models;
        private String saving;
        private String cache;
    }

    /**
     * @param folder of the program's settings; need not exist
     */
    public WorkSettings(Path folder) {
        file = new SettingsFile<>(folder.resolve("work.json"), new TypeToken<>() {});
    }

    private Values values() {
        if (values == null) {
            values = file.read(new Values());
        }
        return values;
    }

    /** The name of the device that networks run on; empty to let the program choose. */
    public synchronized Optional<String> device() {
        return Optional.ofNullable(values().device);
    }

    /** Keeps the name of a device. */
    public synchronized void setDevice(String name) {
        values().device = name;
        file.write(values);
    }

    /** How many of the processor's threads networks may take; empty for all. */
    public synchronized OptionalInt threads() {
        Integer threads = values().threads;
        return threads == null || threads < 1 ? OptionalInt.empty() : OptionalInt.of(threads);
    }

    /** Keeps the number of threads; empty for all. */
    public synchronized void setThreads(OptionalInt threads) {
        values().threads = threads.isPresent() ? Integer.valueOf(threads.getAsInt()) : null;
        file.write(values);
    }

    /** Mebibytes that a network may take for a tile of a picture; empty for the usual. */
    public synchronized OptionalInt memory() {
        Integer memory = values().memory;
        return memory == null || memory < 1 ? OptionalInt.empty() : OptionalInt.of(memory);
    }

    /** Keeps the memory for a tile, in mebibytes; empty for the usual. */
    public synchronized void setMemory(OptionalInt mebibytes) {
        values().memory = mebibytes.isPresent() ? Integer.valueOf(mebibytes.getAsInt()) : null;
        file.write(values);
    }

    /** The name of the precision that networks run in; empty to let the program choose. */
    public synchronized Optional<String> precision() {
        return Optional.ofNullable(values().precision);
    }

    /** Keeps the name of a precision. */
    public synchronized void setPrecision(String name) {
        values().precision = name;
        file.write(values);
    }

    /** The strength that a tool begins with, 0–1. */
    public synchronized double strength(String tool) {
        Map<String, Double> kept = values().strengths;
        return kept == null ? 1 : Math.clamp(kept.getOrDefault(tool, 1.0), 0, 1);
    }

    /** Keeps the strength that a tool begins with, 0–1. */
    public synchronized void setStrength(String tool, double strength) {
        Map<String, Double> kept = values().strengths == null ? new TreeMap<>() : values().strengths;
        kept.put(tool, strength);
        values().strengths = kept;
        file.write(values);
    }

    /** The folder that models are stored in; empty for the usual one. */
    public synchronized Optional<Path> models() {
        return Optional.ofNullable(values().models).map(Path::of);
    }

    /** Keeps the folder of models; empty for the usual one. */
    public synchronized void setModels(Optional<Path> folder) {
        values().models = folder.map(Path::toString).orElse(null);
        file.write(values);
    }

    /** The folder that pictures are saved in at first; empty for that of the original. */
    public synchronized Optional<Path> saving() {
        return Optional.ofNullable(values().saving).map(Path::of);
    }

    /** Keeps the folder that pictures are saved in at first; empty for that of the original. */
    public synchronized void setSaving(Optional<Path> folder) {
        values().saving = folder.map(Path::toString).orElse(null);
        file.write(values);
    }

    /** The folder for what can be made again, as unpacked libraries; empty for the usual one. */
    public synchronized Optional<Path> cache() {
        return Optional.ofNullable(values().cache).map(Path::of);
    }

    /** Keeps the folder for what can be made again; empty for the usual one. */
    public synchronized void setCache(Optional<Path> folder) {
        values().cache = folder.map(Path::toString).orElse(null);
        file.write(values);
    }
}
