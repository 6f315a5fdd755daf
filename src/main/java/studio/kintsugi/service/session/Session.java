package studio.kintsugi.service.session;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.Sentence;
import studio.kintsugi.files.AtomicFile;
import studio.kintsugi.files.Unfinished;

/**
 * The folder in which one running program keeps unsaved work, locked as long as the program runs: a folder whose lock
 * is free was left by one that was killed. Made when it is first needed. Thread-safe; reads and writes files.
 */
public final class Session implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Session.class);
    private static final String LOCK = "lock";
    /** All that a program keeps, and what it leaves free on the disk. */
    private static final long MOST_BYTES = 40L << 30;
    private static final long LEFT_FREE = 1L << 30;

    private final Path root;
    private final Path folder;
    private final long mostBytes;
    private final List<KeptWork> works = new CopyOnWriteArrayList<>();
    private final List<Locked> locked = new ArrayList<>();
    private boolean begun;

    /** A folder that is ours as long as the lock is held. */
    private record Locked(Path folder, FileChannel channel) {
        static Optional<Locked> of(Path folder) throws IOException {
            FileChannel channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE);
            FileLock lock = null;
            try {
                lock = channel.tryLock();
            } catch (OverlappingFileLockException e) {
                LOG.debug("{} is in use by this program", folder);
            }
            if (lock == null) {
                channel.close();
                return Optional.empty();
            }
            return Optional.of(new Locked(folder, channel));
        }
    }

    /**
     * @param root folder of all sessions; need not exist
     */
    public Session(Path root) {
        this(root, MOST_BYTES);
    }

    /**
     * @param mostBytes that may be kept
     */
    Session(Path root, long mostBytes) {
        this.root = root;
        this.mostBytes = mostBytes;
        folder = root.resolve(UUID.randomUUID().toString());
    }

    /** A place for the work on one picture; takes no room until something is written. */
    public KeptWork keep() {
        KeptWork work = new KeptWork(this, folder.resolve(UUID.randomUUID().toString()));
        works.add(work);
        return work;
    }

    /** Unsaved work of programs that are gone; whatever else they left is deleted. */
    public synchronized List<LeftWork> left() {
        List<LeftWork> left = new ArrayList<>();
        if (!Files.isDirectory(root)) {
            return left;
        }
        try (DirectoryStream<Path> sessions = Files.newDirectoryStream(root, Files::isDirectory)) {
            for (Path session : sessions) {
                if (!session.equals(folder)) {
                    Locked.of(session).ifPresent(l -> left.addAll(workIn(l)));
                }
            }
        } catch (IOException e) {
            LOG.warn("what was left in {} can't be read", root, e);
        }
        return left;
    }

    private List<LeftWork> workIn(Locked session) {
        locked.add(session);
        List<LeftWork> left = new ArrayList<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(session.folder(), Files::isDirectory)) {
            for (Path place : folders) {
                KeptWork kept = new KeptWork(this, place);
                AtomicFile.deleteAbandoned(place);
                Optional<WorkState> state = kept.state().filter(WorkState::isUnsaved);
                if (state.isPresent()) {
                    left.add(new LeftWork(kept, state.get()));
                    works.add(kept);
                } else {
                    kept.delete();
                }
            }
        } catch (IOException e) {
            LOG.warn("what was left in {} can't be read", session.folder(), e);
        }
        return left;
    }

    /**
     * Makes room for a file: results that no history needs as it is now go, the oldest first.
     *
     * @throws KintsugiException where there is none
     */
    synchronized void makeRoom(long bytes) throws KintsugiException {
        try {
            begin();
            long total = total();
            for (Path spare : sparesByAge()) {
                if (total + bytes <= mostBytes && fitsOnDisk(bytes)) {
                    break;
                }
                total -= Files.size(spare);
                Files.deleteIfExists(spare);
            }
            if (total + bytes > mostBytes || !fitsOnDisk(bytes)) {
                throw new KintsugiException(Sentence.of("There is no room in %s to keep unsaved work: save pictures,"
                        + " or it would not survive the end of the program.", root));
            }
        } catch (IOException e) {
            throw new KintsugiException(Sentence.of("Unsaved work can't be kept in %s (%s): save it, it would not"
                    + " survive the end of the program.", root, e.getMessage()), e);
        }
    }

    private boolean fitsOnDisk(long bytes) throws IOException {
        return Files.getFileStore(folder).getUsableSpace() - bytes > LEFT_FREE;
    }

    private long total() throws IOException {
        long total = 0;
        for (KeptWork work : works) {
            if (Files.isDirectory(work.folder())) {
                try (Stream<Path> files = Files.list(work.folder())) {
                    total += files.mapToLong(f -> f.toFile().length()).sum();
                }
            }
        }
        return total;
    }

    private List<Path> sparesByAge() throws IOException {
        List<Path> spares = new ArrayList<>();
        for (KeptWork work : works) {
            spares.addAll(work.spare());
        }
        spares.sort(Comparator.comparing(Session::age));
        return spares;
    }

    private static FileTime age(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }

    /** Makes the folder and locks it, unless that was done. */
    synchronized void begin() throws IOException {
        if (!begun) {
            Files.createDirectories(folder);
            Locked.of(folder).ifPresent(locked::add);
            begun = true;
        }
    }

    /** Deletes all that is kept: the user has saved it, or does not want it. What others left stays. */
    public synchronized void end() {
        try {
            Unfinished.delete(folder);
        } catch (IOException e) {
            LOG.warn("{} can't be deleted", folder, e);
        }
    }

    /** Lets go of the folders; what they hold is offered by the next program, unless {@link #end} was called. */
    @Override
    public synchronized void close() {
        for (Locked session : locked) {
            try {
                session.channel().close();
                if (isEmpty(session.folder())) {
                    Unfinished.delete(session.folder());
                }
            } catch (IOException e) {
                LOG.warn("{} can't be closed", session.folder(), e);
            }
        }
        locked.clear();
    }

    private static boolean isEmpty(Path session) throws IOException {
        if (!Files.isDirectory(session)) {
            return false;
        }
        try (Stream<Path> works = Files.list(session)) {
            return works.noneMatch(Files::isDirectory);
        }
    }
}
