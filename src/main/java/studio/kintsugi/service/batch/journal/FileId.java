package studio.kintsugi.service.batch.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import studio.kintsugi.store.Sha256;

/**
 * A file as it was.
 *
 * @param name its path or address
 * @param size bytes
 * @param time of its last change, as ISO 8601
 * @param hash SHA-256, lower-case hex
 */
public record FileId(String name, long size, String time, String hash) {
    /** A file as it is now; reads all of it. */
    public static FileId of(Path file, String name) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return new FileId(name, attributes.size(), attributes.lastModifiedTime().toString(), Sha256.of(file));
    }

    /** Whether a file has this content. It is read only where its size is the same and its time is not. */
    public boolean isContentOf(Path file) {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            return now.isRegularFile() && now.size() == size
                    && (now.lastModifiedTime().toString().equals(time) || Sha256.of(file).equals(hash));
        } catch (IOException missing) {
            return false;
        }
    }
}
