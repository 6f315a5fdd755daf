package studio.kintsugi.settings;

import com.google.gson.reflect.TypeToken;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** How fast each model ran on this machine: {@code speeds.json}, pixels a second by model id. Thread-safe. */
public final class MeasuredSpeeds {
    /** A run that is so many times as fast as what was measured shows that a cold start was measured. */
    private static final double COLD = 2;
    /** Weight of a new measurement in the moving average: high, so that one slow run on a busy machine soon fades. */
    private static final double WEIGHT = 0.5;

    private final SettingsFile<Map<String, Double>> file;
    private Map<String, Double> speeds;

    /**
     * @param folder of the program's settings; need not exist
     */
    public MeasuredSpeeds(Path folder) {
        this(new SettingsFile<>(folder.resolve("speeds.json"), new TypeToken<>() {}));
    }

    private MeasuredSpeeds(SettingsFile<Map<String, Double>> file) {
        this.file = file;
    }

    /** Speeds that are not saved. */
    public static MeasuredSpeeds unsaved() {
        return new MeasuredSpeeds(new SettingsFile<>(null, new TypeToken<>() {}));
    }

    /** Pixels a second, empty for a model that never ran here. */
    public synchronized OptionalDouble of(String model) {
        Double speed = speeds().get(model);
        return speed == null || !(speed > 0) ? OptionalDouble.empty() : OptionalDouble.of(speed);
    }

    /** Records a run. */
    public synchronized void measured(String model, double pixelsPerSecond) {
        double before = of(model).orElse(pixelsPerSecond);
        double weight = pixelsPerSecond > COLD * before ? 1 : WEIGHT;
        speeds().put(model, before + weight * (pixelsPerSecond - before));
        file.write(speeds);
    }

    private Map<String, Double> speeds() {
        if (speeds == null) {
            speeds = new TreeMap<>(file.read(Map.of()));
        }
        return speeds;
    }
}
