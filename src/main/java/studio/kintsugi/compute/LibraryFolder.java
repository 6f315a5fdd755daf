package studio.kintsugi.compute;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.OptionalLong;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.Sentence;
import studio.kintsugi.files.FreeRoom;

/** Whether native libraries can be unpacked into a folder and loaded from there, and if not, why. */
final class LibraryFolder {
    private static final Sentence ANOTHER = Sentence.of("name another folder in DJL_CACHE_DIR");
    private static final long MEGABYTE = 1_000_000;

    private LibraryFolder() {}

    /**
     * Tries it with a file that is deleted again.
     *
     * @param bytes that are going to be unpacked
     * @throws KintsugiException where the folder can't be written, may hold nothing that is executed, or lacks room
     */
    static void check(Path folder, long bytes) throws KintsugiException {
        boolean executes = true;
        try {
            Files.createDirectories(folder);
            Path probe = Files.createTempFile(folder, ".probe", "");
            try {
                if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                    Files.setPosixFilePermissions(probe, PosixFilePermissions.fromString("rwx------"));
                    // false on a disk that is mounted noexec, whatever the file's own rights
                    executes = Files.isExecutable(probe);
                }
            } finally {
                Files.deleteIfExists(probe);
            }
        } catch (IOException e) {
            if (isFull(e)) {
                throw full(folder, 0, bytes, e);
            }
            throw new KintsugiException(Sentence.of("PyTorch's libraries can't be unpacked, because the cache folder"
                    + " %s can't be written to: check its rights and that its disk is not read-only, or %s.",
                    folder, ANOTHER), e);
        }
        if (!executes) {
            throw notExecutable(folder, null);
        }
        OptionalLong room = FreeRoom.of(folder);
        if (room.isPresent() && room.getAsLong() < bytes) {
            throw full(folder, room.getAsLong(), bytes, null);
        }
    }

    /** Why the libraries could not be loaded from a folder. */
    static KintsugiException explain(Path folder, Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage());
            // what the dynamic loader says where memory that is mapped from the file may not be executed
            if (message.contains("failed to map segment") || message.contains("cannot enable executable")) {
                return notExecutable(folder, failure);
            }
            if (isFull(cause)) {
                return full(folder, 0, 0, failure);
            }
        }
        return new KintsugiException(Sentence.of("PyTorch could not be started from %s: it needs a 64-bit Linux,"
                + " Windows or a Mac with an M processor. Where this is one, delete that folder, so that PyTorch is"
                + " unpacked anew.", folder), failure);
    }

    private static boolean isFull(Throwable e) {
        String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        return message.contains("no space") || message.contains("not enough space") || message.contains("quota");
    }

    private static KintsugiException full(Path folder, long room, long bytes, Throwable cause) {
        Sentence full = bytes == 0
                ? Sentence.of("There is not enough room in the cache folder %s for PyTorch's libraries. Free some, or"
                        + " %s.", folder, ANOTHER)
                : Sentence.of("There is not enough room in the cache folder %s for PyTorch's libraries: %s MB are"
                        + " needed, %s MB are free. Free some, or %s.", folder, bytes / MEGABYTE, room / MEGABYTE,
                        ANOTHER);
        return new KintsugiException(full, cause);
    }

    private static KintsugiException notExecutable(Path folder, Throwable cause) {
        return new KintsugiException(Sentence.of("PyTorch's libraries may not be executed in the cache folder %s:"
                + " its disk is mounted without the right to execute (noexec), or a policy forbids it. Allow it, or"
                + " %s.", folder, ANOTHER), cause);
    }
}
