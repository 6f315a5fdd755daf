package studio.kintsugi.files;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file or folder that is being made and is worth nothing until it is whole and moved into place. The one list of what
 * is under way: it is removed where making it fails, and where the program ends in the midst of it.
 */
public final class Unfinished implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Unfinished.class);
    private static final Set<Unfinished> UNDER_WAY = new LinkedHashSet<>();
    private static boolean ended;

    private final Path path;

    private Unfinished(Path path) {
        this.path = path;
    }

    /** To be made at {@code path} by the caller, who closes this. Never comes back once the program is ending. */
    public static Unfinished at(Path path) {
        EndOfProgram.await();
        Unfinished unfinished = new Unfinished(path.toAbsolutePath());
        synchronized (UNDER_WAY) {
            stopWhereEnded();
            UNDER_WAY.add(unfinished);
        }
        return unfinished;
    }

    public Path path() {
        return path;
    }

    /** Moves what is whole now into place, over a file that stands there; never does once the program is ending. */
    public void moveTo(Path place) throws IOException {
        synchronized (UNDER_WAY) {
            stopWhereEnded();
            try {
                Files.move(path, place, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(path, place, StandardCopyOption.REPLACE_EXISTING);
            }
            UNDER_WAY.remove(this);
        }
    }

    /** Removes it, unless it was moved into place. */
    @Override
    public void close() throws IOException {
        synchronized (UNDER_WAY) {
            if (!UNDER_WAY.remove(this)) {
                return;
            }
        }
        delete(path);
    }

    /** Deletes a file, or a folder with all that it holds; nothing where there is none. */
    public static void delete(Path path) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException e) throws IOException {
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    static void removeAll() {
        synchronized (UNDER_WAY) {
            ended = true;
            for (Unfinished unfinished : UNDER_WAY) {
                try {
                    delete(unfinished.path);
                } catch (IOException e) {
                    LOG.warn("{} can't be deleted and stays behind", unfinished.path, e);
                }
            }
        }
    }

    /** A thread that went on would complain of files that are gone, or begin new ones, in the last moments. */
    private static void stopWhereEnded() {
        while (ended) {
            LockSupport.park();
        }
    }
}
