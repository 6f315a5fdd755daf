package studio.kintsugi.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;

/** A file that is being downloaded, hashed as it grows. */
final class PartialFile {
    private final Path path;
    private MessageDigest digest;
    private long size;
    private boolean resumed;

    private PartialFile(Path path) {
        this.path = path;
    }

    /** Opens the part that an earlier attempt left, or begins a new file. */
    static PartialFile open(Path path) throws IOException {
        PartialFile file = new PartialFile(path);
        file.digest = Sha256.digest();
        if (Files.exists(path)) {
            Sha256.update(file.digest, path);
            file.size = Files.size(path);
            file.resumed = file.size > 0;
        } else {
            Files.createFile(path);
        }
        return file;
    }

    long size() {
        return size;
    }

    /** Whether the file begins with bytes of an earlier attempt. */
    boolean wasResumed() {
        return resumed;
    }

    void append(byte[] bytes, int n) throws IOException {
        try (OutputStream out = Files.newOutputStream(path, StandardOpenOption.APPEND)) {
            out.write(bytes, 0, n);
        }
        digest.update(bytes, 0, n);
        size += n;
    }

    /** Discards all bytes received so far. */
    void restart() throws IOException {
        Files.write(path, new byte[0]);
        digest = Sha256.digest();
        size = 0;
        resumed = false;
    }

    /** Hash of all bytes received so far, lower-case hex. */
    String sha256() throws IOException {
        try {
            return Sha256.hex((MessageDigest) digest.clone());
        } catch (CloneNotSupportedException e) {
            return Sha256.of(path);
        }
    }
}
