package studio.kintsugi.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells whether writing to one path would change the file at another. */
public final class SameFile {
    private SameFile() {}

    /** Whether two paths lead to the same file, however they get there: through {@code ..} or through links. */
    public static boolean are(Path a, Path b) {
        try {
            return Files.isSameFile(a, b);
        } catch (IOException e) {
            // one of them is not there, or can't be reached, which goes for writing too
            return a.toAbsolutePath().equals(b.toAbsolutePath());
        }
    }
}
