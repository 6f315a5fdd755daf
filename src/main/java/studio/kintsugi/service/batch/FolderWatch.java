package studio.kintsugi.service.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.imaging.PictureFormat;
import studio.kintsugi.service.batch.plan.BatchInput;

/**
 * Notices pictures that arrive in a folder, each once its file is whole: readable, and of the same size and time at two
 * looks, one after the other. One that changes later has arrived anew.
 */
public final class FolderWatch {
    private final Path folder;
    private final Map<Path, Seen> before = new HashMap<>();

    public FolderWatch(Path folder) {
        this.folder = folder;
    }

    /** A file at the last look. */
    private record Seen(long size, String time, boolean given) {
        boolean isSame(Seen other) {
            return other != null && size == other.size && time.equals(other.time);
        }
    }

    /**
     * Looks; gives the pictures that have become whole since the last look, by name.
     *
     * @throws KintsugiException where the folder can't be read
     */
    public List<BatchInput> look() throws KintsugiException {
        List<BatchInput> arrived = new ArrayList<>();
        Map<Path, Seen> now = new HashMap<>();
        for (Path file : files()) {
            Seen seen = seen(file);
            if (seen == null) {
                continue;
            }
            Seen last = before.get(file);
            boolean steady = seen.isSame(last);
            if (steady && !last.given) {
                arrived.add(BatchInput.of(file));
            }
            now.put(file, steady ? new Seen(seen.size, seen.time, true) : seen);
        }
        before.clear();
        before.putAll(now);
        return arrived;
    }

    private List<Path> files() throws KintsugiException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(f -> !f.getFileName().toString().startsWith(".")
                    && PictureFormat.isPictureName(f.getFileName().toString())).sorted().toList();
        } catch (IOException e) {
            throw new KintsugiException("The folder " + folder + " can't be read: check that it exists.", e);
        }
    }

    private static Seen seen(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            boolean ready = attributes.isRegularFile() && attributes.size() > 0 && Files.isReadable(file);
            return ready ? new Seen(attributes.size(), attributes.lastModifiedTime().toString(), false) : null;
        } catch (IOException goneAgain) {
            return null;
        }
    }
}
