package studio.kintsugi.cluster.stages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.apache.spark.SparkEnv;

/** A folder on an executor's own disk, where Spark keeps what it deletes itself should the executor die. */
final class Scratch implements AutoCloseable {
    private final Path folder;

    private Scratch(Path folder) {
        this.folder = folder;
    }

    static Scratch open() throws IOException {
        return new Scratch(Files.createTempDirectory(root(), "kintsugi-"));
    }

    /** What lives as long as the executor. */
    static Path root() {
        return Path.of(SparkEnv.get().blockManager().diskBlockManager().localDirsString()[0]);
    }

    Path folder() {
        return folder;
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
