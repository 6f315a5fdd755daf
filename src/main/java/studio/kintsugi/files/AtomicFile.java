package studio.kintsugi.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Replaces a file atomically: readers see either the old content or the new, never a part of it. What is not whole yet
 * is a hidden file beside the target, locked as long as somebody writes it.
 */
public final class AtomicFile {
    private static final String PREFIX = ".kintsugi-";
    private static final String SUFFIX = ".part";
    /** Where locks lie: far behind the content, which stays readable on platforms where locks forbid it. */
    private static final long LOCKED = Long.MAX_VALUE - 1;

    private AtomicFile() {}

    /** What is to be written. */
    @FunctionalInterface
    public interface Content {
        void writeTo(FileChannel channel) throws IOException;
    }

    /** Sees a file that is whole and on the disk, before it takes its place. */
    @FunctionalInterface
    public interface Witness {
        void sees(Path whole) throws IOException;
    }

    /** Writes a temporary file beside the target, flushes it to disk and moves it into place; deletes it on failure. */
    public static void write(Path target, Content content) throws IOException {
        write(target, content, whole -> { });
    }

    /**
     * As {@link #write(Path, Content)}.
     *
     * @param witness where it fails, the target stays as it was
     */
    public static void write(Path target, Content content, Witness witness) throws IOException {
        Path place = Files.isSymbolicLink(target) && Files.exists(target) ? target.toRealPath() : target;
        // named without the target's own name, which may have all the bytes that a name can have
        try (Unfinished file = Unfinished.at(place.resolveSibling(PREFIX + UUID.randomUUID() + SUFFIX))) {
            try (FileChannel channel =
                    FileChannel.open(file.path(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                lock(channel);
                content.writeTo(channel);
                channel.force(true);
                witness.sees(file.path());
            }
            file.moveTo(place);
        }
    }

    /** Replaces a file by text, in UTF-8. */
    public static void write(Path target, String text) throws IOException {
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
        write(target, channel -> {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        });
    }

    private static void lock(FileChannel channel) {
        try {
            channel.tryLock(LOCKED, 1, false);
        } catch (IOException noLocks) {
            // some network drives have none; then nobody else takes the file for abandoned either
            return;
        }
    }

    /** Deletes what writers left in a folder that were killed. */
    public static void deleteAbandoned(Path folder) throws IOException {
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, PREFIX + "*" + SUFFIX)) {
            for (Path part : parts) {
                if (isAbandoned(part)) {
                    Files.deleteIfExists(part);
                }
            }
        }
    }

    private static boolean isAbandoned(Path part) {
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock(LOCKED, 1, false)) {
            return lock != null;
        } catch (IOException | OverlappingFileLockException inUse) {
            return false;
        }
    }
}
