package studio.kintsugi.cluster.stages;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import studio.kintsugi.cluster.records.Entry;
import studio.kintsugi.cluster.records.Entry.Status;
import studio.kintsugi.cluster.storage.JsonLines;
import studio.kintsugi.cluster.storage.Storage;

/** What the journals of all attempts at a group say of each picture. */
final class Trail {
    private final Map<String, Entry> ends = new HashMap<>();
    private final Map<String, Integer> begun = new HashMap<>();

    private Trail() {}

    /** Reads the journals of a group; one that nobody has begun has none. */
    static Trail of(Path journals) throws IOException {
        Trail trail = new Trail();
        trail.read(journals);
        return trail;
    }

    private void read(Path journals) throws IOException {
        for (Path file : files(journals)) {
            JsonLines.read(file, line -> JsonLines.parse(line, Entry.class).ifPresent(this::add));
        }
    }

    /** The files in a folder and in folders within it, or the one file that it is; none where it is not there. */
    static List<Path> files(Path place) throws IOException {
        FileSystem system = Storage.of(place);
        List<Path> found = new ArrayList<>();
        if (system.exists(place)) {
            for (FileStatus file : system.listStatus(place)) {
                if (file.isFile()) {
                    found.add(file.getPath());
                } else {
                    found.addAll(files(file.getPath()));
                }
            }
        }
        return found;
    }

    private void add(Entry entry) {
        if (entry.status() == Status.STARTED) {
            begun.merge(entry.name(), 1, Integer::sum);
        } else {
            begun.merge(entry.name(), -1, Integer::sum);
            ends.merge(entry.name(), entry, Trail::better);
        }
    }

    /** A result that stands there counts, whatever another attempt met with. */
    private static Entry better(Entry one, Entry other) {
        int runs = one.run().compareTo(other.run());
        if (runs != 0) {
            return runs > 0 ? one : other;
        }
        return one.status() == Status.DONE && other.status() == Status.FAILED
                && !one.began().equals(other.began()) ? one : other;
    }

    /** How a picture ended. */
    Optional<Entry> end(String name) {
        return Optional.ofNullable(ends.get(name));
    }

    /** How many attempts began a picture and came to no end with it. */
    int unfinished(String name) {
        return Math.max(0, begun.getOrDefault(name, 0));
    }

    /** The newest end among lines of entries of one picture. */
    static Optional<Entry> last(Iterable<String> lines) {
        Trail trail = new Trail();
        lines.forEach(line -> JsonLines.parse(line, Entry.class).ifPresent(trail::add));
        List<Entry> found = List.copyOf(trail.ends.values());
        return found.isEmpty() ? Optional.empty() : Optional.of(found.getFirst());
    }
}
