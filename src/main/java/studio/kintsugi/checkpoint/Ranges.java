package studio.kintsugi.checkpoint;

import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.TreeMap;
import studio.kintsugi.Sentence;

/** The byte ranges of a file that its storages occupy; ranges of different storages must not overlap. */
final class Ranges {
    private final MemorySegment file;
    private final TreeMap<Long, Range> byStart = new TreeMap<>();

    private record Range(String key, long start, long end) {}

    Ranges(MemorySegment file) {
        this.file = file;
    }

    /**
     * Claims {@code bytes} bytes from {@code start} for the storage {@code key}; the same storage may claim them again.
     *
     * @throws CheckpointException where another storage lies there
     * @throws IndexOutOfBoundsException where it reaches beyond the file
     */
    MemorySegment take(String key, long start, long bytes) throws CheckpointException {
        MemorySegment piece = file.asSlice(start, bytes);
        if (bytes > 0) {
            Map.Entry<Long, Range> before = byStart.lowerEntry(start + bytes);
            if (before != null && before.getValue().end() > start && !before.getValue().key().equals(key)) {
                throw new CheckpointException(Sentence.of("The checkpoint is refused: two of its tensors' storages"
                        + " overlap."));
            }
            byStart.put(start, new Range(key, start, start + bytes));
        }
        return piece;
    }
}
