package studio.kintsugi.ui.picture;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import studio.kintsugi.edit.Step;
import studio.kintsugi.imaging.Picture;

/**
 * Results of steps that need not be computed again: of one picture, by all that was done to it before. The least
 * recently used are dropped once they take more memory than they may; the newest always stays.
 */
final class ResultCache {
    private static final int BYTES_PER_PIXEL = Picture.CHANNELS * Float.BYTES;

    private final long mostBytes;
    private final Map<Key, Edit> results = new LinkedHashMap<>(16, 0.75f, true);

    /** What a result depends on: the steps before as they show, and the step's own work. */
    private record Key(List<Step> before, Step work) {}

    ResultCache(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    private static Key key(List<Step> steps) {
        return new Key(steps.subList(0, steps.size() - 1), steps.getLast().work());
    }

    /** The result of the last of some steps, whatever its strength and mask were. */
    Optional<Edit> get(List<Step> steps) {
        return steps.isEmpty() ? Optional.empty() : Optional.ofNullable(results.get(key(steps)));
    }

    void put(List<Step> steps, Edit result) {
        results.put(new Key(List.copyOf(steps.subList(0, steps.size() - 1)), steps.getLast().work()), result);
        var eldest = results.entrySet().iterator();
        while (bytes() > mostBytes && results.size() > 1) {
            eldest.next();
            eldest.remove();
        }
    }

    void clear() {
        results.clear();
    }

    /** What all results take in memory. */
    long bytes() {
        return results.values().stream().mapToLong(e -> bytes(e.after())
                + (e.before() == e.source() || e.before() == e.after() ? 0 : bytes(e.before()))
                + bytes(e.source())).sum();
    }

    /** What a picture takes in memory. */
    static long bytes(Picture picture) {
        return BYTES_PER_PIXEL * picture.bounds().area();
    }
}
