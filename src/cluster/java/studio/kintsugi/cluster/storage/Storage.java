package studio.kintsugi.cluster.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkEnv;
import org.apache.spark.deploy.SparkHadoopUtil;

/** File systems as the run's {@code spark.hadoop.} settings have them; in the driver and in executors. */
public final class Storage {
    private static final int BUFFER = 1 << 16;
    private static Configuration configuration;

    private Storage() {}

    private static synchronized Configuration configuration() {
        if (configuration == null) {
            configuration = SparkHadoopUtil.get().newConfiguration(SparkEnv.get().conf());
        }
        return configuration;
    }

    /** The file system that a path is on. This machine's own is the plain one, without files of checksums. */
    public static FileSystem of(Path path) throws IOException {
        FileSystem system = path.getFileSystem(configuration());
        return system instanceof LocalFileSystem local ? local.getRawFileSystem() : system;
    }

    /**
     * Opens a file in place of what stands there. On this machine's disk it has the rights that files have there; any
     * other way of asking has Hadoop start a process for each file, which sets them.
     */
    public static FSDataOutputStream create(Path file) throws IOException {
        FileSystem system = of(file);
        return system.create(file, true, BUFFER, system.getDefaultReplication(file), system.getDefaultBlockSize(file),
                null);
    }

    /** A path with its scheme, whatever the user left out. */
    public static Path qualified(String path) {
        try {
            Path given = new Path(path);
            return of(given).makeQualified(given);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a path lies on this machine's own disk. */
    public static boolean isLocal(Path path) {
        return "file".equals(path.toUri().getScheme());
    }

    /** Where the Java of this machine finds a local path. */
    public static java.nio.file.Path local(Path path) {
        return java.nio.file.Path.of(path.toUri().getPath());
    }
}
