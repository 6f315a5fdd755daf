package studio.kintsugi.settings;

import com.google.gson.reflect.TypeToken;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The pictures that were opened last, the newest first: {@code recent.json}. Thread-safe; reads and writes files. */
public final class RecentFiles {
    private static final int MOST = 12;

    private final SettingsFile<List<String>> file;
    private List<String> paths;

    /**
     * @param folder of the program's settings; need not exist
     */
    public RecentFiles(Path folder) {
        file = new SettingsFile<>(folder.resolve("recent.json"), new TypeToken<>() {});
    }

    /** Recent files that still exist. */
    public synchronized List<Path> list() {
        return paths().stream().map(Path::of).filter(Files::isRegularFile).toList();
    }

    /** Moves or adds a file to the front. */
    public synchronized void opened(Path picture) {
        String path = picture.toAbsolutePath().normalize().toString();
        paths().remove(path);
        paths.addFirst(path);
        if (paths.size() > MOST) {
            paths.removeLast();
        }
        file.write(paths);
    }

    /** Clears the list. */
    public synchronized void clear() {
        paths().clear();
        file.write(paths);
    }

    private List<String> paths() {
        if (paths == null) {
            paths = new ArrayList<>(file.read(List.of()));
        }
        return paths;
    }
}
