package studio.kintsugi.cluster.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkEnv;
import org.apache.spark.deploy.SparkHadoopUtil;

/** File systems as the run's {@code spark.hadoop.} settings have them; in the driver and in executors. */
public final class Storage {
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
