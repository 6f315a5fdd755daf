package studio.kintsugi.app;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one window that a user has: whoever starts a second one gives it the files. The first holds a lock, which the
 * system frees however it ends, and listens at a socket that stands in a folder of the user's own; the lock's file says
 * where.
 */
final class FirstWindow implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FirstWindow.class);
    private static final String LOCK = "lock";
    private static final String SOCKET = "socket";
    /** A socket's path may have about a hundred bytes. */
    private static final int LONGEST_PATH = 100;
    private static final int MOST_BYTES = 1 << 20;
    private static final String SEPARATOR = "\0";
    private static final byte[] TAKEN = {'o', 'k'};

    private final FileChannel lock;
    private final Path place;
    private final ServerSocketChannel server;

    private FirstWindow(FileChannel lock, Path place, ServerSocketChannel server) {
        this.lock = lock;
        this.place = place;
        this.server = server;
    }

    /**
     * Becomes the first window.
     *
     * @param folder of this user; need not exist
     * @return empty where there is one
     * @throws IOException where the folder can't be written, or the system has no such sockets
     */
    static Optional<FirstWindow> claim(Path folder) throws IOException {
        Files.createDirectories(folder);
        if (Files.getFileAttributeView(folder, PosixFileAttributeView.class) != null) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
        FileChannel lock = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!isFree(lock)) {
            lock.close();
            return Optional.empty();
        }
        Path place = folder.resolve(SOCKET).toAbsolutePath();
        if (place.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST_PATH) {
            place = Files.createTempDirectory("kintsugi-").resolve(SOCKET);
        }
        // one that a killed window left
        Files.deleteIfExists(place);
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(place));
        lock.truncate(0);
        lock.write(StandardCharsets.UTF_8.encode(place.toString()));
        return Optional.of(new FirstWindow(lock, place, server));
    }

    private static boolean isFree(FileChannel lock) throws IOException {
        try {
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException heldByThisProgram) {
            return false;
        }
    }

    /**
     * Gives files to the first window, which comes to the front.
     *
     * @param folder as for {@link #claim}
     * @return whether it has taken them
     */
    static boolean handOver(Path folder, List<Path> files) {
        try {
            Path place = Path.of(Files.readString(folder.resolve(LOCK)).strip());
            try (SocketChannel first = SocketChannel.open(UnixDomainSocketAddress.of(place))) {
                ByteBuffer names = StandardCharsets.UTF_8.encode(String.join(SEPARATOR,
                        files.stream().map(f -> f.toAbsolutePath().toString()).toList()));
                while (names.hasRemaining()) {
                    first.write(names);
                }
                first.shutdownOutput();
                return Arrays.equals(TAKEN, Channels.newInputStream(first).readNBytes(TAKEN.length));
            }
        } catch (IOException | IllegalArgumentException e) {
            LOG.debug("no window listens", e);
            return false;
        }
    }

    /**
     * Takes what later starts hand over, until this is closed.
     *
     * @param opened receives the files of each start, maybe none
     */
    void listen(Consumer<List<Path>> opened) {
        while (server.isOpen()) {
            try (SocketChannel second = server.accept()) {
                String names = new String(Channels.newInputStream(second).readNBytes(MOST_BYTES),
                        StandardCharsets.UTF_8);
                opened.accept(names.isEmpty() ? List.of()
                        : Arrays.stream(names.split(SEPARATOR)).map(Path::of).toList());
                second.write(ByteBuffer.wrap(TAKEN));
            } catch (ClosedChannelException e) {
                LOG.debug("the window is closed");
            } catch (IOException | IllegalArgumentException e) {
                LOG.warn("what another start handed over was not understood", e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        Files.deleteIfExists(place);
        lock.close();
    }
}
