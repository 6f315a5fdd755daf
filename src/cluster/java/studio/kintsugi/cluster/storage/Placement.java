package studio.kintsugi.cluster.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Set;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Makes a file appear whole or not at all. Where renaming is one step, it is written under another name and renamed,
 * and what stands in its place already is left; in an object store a rename would copy, and a file appears only when it
 * is closed, so that it is written to its place at once.
 */
public final class Placement {
    private static final Set<String> OBJECT_STORES = Set.of("s3a", "s3", "s3n", "gs", "oss", "cosn", "obs", "swift");

    private final FileSystem system;
    private final Path temporary;
    private final Path target;
    private final boolean direct;

    /**
     * @param temporary on the target's file system, where no other attempt writes
     * @param target where the file is to appear; its folder need not exist
     */
    public Placement(Path temporary, Path target) throws IOException {
        this.system = Storage.of(target);
        this.temporary = temporary;
        this.target = target;
        this.direct = OBJECT_STORES.contains(system.getUri().getScheme());
    }

    /** Brings a local file as near to its place as can be without its appearing there; it may lie there already. */
    public void upload(java.nio.file.Path file) throws IOException {
        if (!direct && !(Storage.isLocal(temporary) && file.equals(Storage.local(temporary)))) {
            copy(file, temporary);
        }
    }

    /**
     * Makes it appear; does nothing where another file appeared in its place.
     *
     * @param file what was uploaded
     */
    public void appear(java.nio.file.Path file) throws IOException {
        if (direct) {
            copy(file, target);
            return;
        }
        appearRenamed();
    }

    /** The same for what was written to the temporary name directly; in an object store that is a copy. */
    public void appearRenamed() throws IOException {
        if (Storage.isLocal(target)) {
            place(Storage.local(temporary), Storage.local(target));
            return;
        }
        system.mkdirs(target.getParent());
        if (!system.rename(temporary, target) && !system.exists(target)) {
            throw new IOException("can't be renamed to " + target);
        }
    }

    private static void place(java.nio.file.Path from, java.nio.file.Path to) throws IOException {
        try {
            link(from, to);
        } catch (NoSuchFileException e) {
            Files.createDirectories(to.getParent());
            link(from, to);
        }
    }

    /** A second name for the file is refused where the name is taken, which a rename on this machine is not. */
    private static void link(java.nio.file.Path from, java.nio.file.Path to) throws IOException {
        try {
            Files.createLink(to, from);
        } catch (FileAlreadyExistsException e) {
            return;
        } catch (NoSuchFileException e) {
            throw e;
        } catch (UnsupportedOperationException | FileSystemException e) {
            // no second names on this disk
            if (!Files.exists(to)) {
                Files.move(from, to);
            }
            return;
        }
        Files.delete(from);
    }

    private void copy(java.nio.file.Path from, Path to) throws IOException {
        try (InputStream in = Files.newInputStream(from); OutputStream out = Storage.create(to)) {
            in.transferTo(out);
        }
    }
}
