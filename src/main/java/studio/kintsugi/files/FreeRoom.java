package studio.kintsugi.files;

import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * The room that is left on a disk. {@link java.nio.file.FileStore} would look its disk up in the table of mounts, which
 * lacks it in a chroot and in some containers; this asks the file system itself.
 */
public final class FreeRoom {
    private FreeRoom() {}

    /**
     * The bytes that this user may still write to the disk of a file or folder; empty where it is not there, or its
     * file system does not say.
     */
    public static OptionalLong of(Path there) {
        java.io.File file = there.toFile();
        return file.getTotalSpace() == 0 ? OptionalLong.empty() : OptionalLong.of(file.getUsableSpace());
    }
}
