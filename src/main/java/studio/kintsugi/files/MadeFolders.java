package studio.kintsugi.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Folders that were made for results; those that are still empty when the program ends are removed again. */
public final class MadeFolders {
    private static final List<Path> MADE = new ArrayList<>();

    private MadeFolders() {}

    /** Makes a folder, and those that it lies in, where they are not there yet. */
    public static void make(Path folder) throws IOException {
        EndOfProgram.await();
        Deque<Path> missing = new ArrayDeque<>();
        for (Path at = folder.toAbsolutePath(); at != null && Files.notExists(at); at = at.getParent()) {
            missing.push(at);
        }
        Files.createDirectories(folder);
        synchronized (MADE) {
            MADE.addAll(missing);
        }
    }

    /** Removes what was made and is empty, the innermost first. */
    static void removeEmpty() {
        synchronized (MADE) {
            for (Path folder : MADE.reversed()) {
                try {
                    Files.deleteIfExists(folder);
                } catch (IOException inUse) {
                    // it has results, or is somebody else's by now
                    continue;
                }
            }
            MADE.clear();
        }
    }
}
