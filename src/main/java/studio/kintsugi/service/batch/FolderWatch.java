package studio.kintsugi.service.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.service.batch.plan.BatchInput;
import studio.kintsugi.service.batch.plan.PictureInputs;

/**
 * Notices pictures that arrive in a folder, each once its file is whole: readable, and of the same size and time at two
 * looks, one after the other. One that changes later has arrived anew.
 */
public final class FolderWatch {
    private final Path folder;
    private final PictureInputs inputs;
    private final Map<Path, Seen> before = new HashMap<>();

    /**
     * @param folder where pictures arrive
     * @param inputs finds them there
     */
    public FolderWatch(Path folder, PictureInputs inputs) {
        this.folder = folder;
        this.inputs = inputs;
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
        for (BatchInput input : inputs.in(folder)) {
            Path file = input.file();
            Seen seen = isHidden(file) ? null : seen(file);
            if (seen == null) {
                continue;
            }
            Seen last = before.get(file);
            boolean steady = seen.isSame(last);
            if (steady && !last.given) {
                arrived.add(input);
            }
            now.put(file, steady ? new Seen(seen.size, seen.time, true) : seen);
        }
        before.clear();
        before.putAll(now);
        return arrived;
    }

    /** As what a program writes that moves it into place when it is whole. */
    private static boolean isHidden(Path file) {
        return file.getFileName().toString().startsWith(".");
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
