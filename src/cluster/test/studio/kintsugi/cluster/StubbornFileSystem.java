package studio.kintsugi.cluster;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.util.Arrays;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;
import org.apache.spark.SparkEnv;

/**
 * A file system that isn't this machine's to those who ask, on which there is no room for files that are called
 * {@code large}, and on which some executors find no models, or others than were put there.
 */
public final class StubbornFileSystem extends RawLocalFileSystem {
    static final String SCHEME = "stubborn";
    /** Setting: ids of the executors that find no models, separated by commas. */
    static final String NO_MODELS = "stubborn.no.models";
    /** Setting: whether models are damaged on their way. */
    static final String WRONG_MODELS = "stubborn.wrong.models";
    private static final String MODELS = "/_kintsugi/models/";

    @Override
    public URI getUri() {
        return URI.create(SCHEME + ":///");
    }

    @Override
    public FileStatus getFileStatus(Path path) throws IOException {
        return plain(super.getFileStatus(path));
    }

    @Override
    public FileStatus[] listStatus(Path path) throws IOException {
        return Arrays.stream(super.listStatus(path)).map(StubbornFileSystem::plain).toArray(FileStatus[]::new);
    }

    /** Without the owner, whom this machine is asked for by a path of its own. */
    private static FileStatus plain(FileStatus status) {
        return new FileStatus(status.getLen(), status.isDirectory(), 1, status.getBlockSize(),
                status.getModificationTime(), status.getPath());
    }

    @Override
    public FSDataInputStream open(Path path, int buffer) throws IOException {
        if (path.toString().contains(MODELS)) {
            if (getConf().getTrimmedStringCollection(NO_MODELS).contains(SparkEnv.get().executorId())) {
                throw new FileNotFoundException(path + " is gone");
            }
            if (getConf().getBoolean(WRONG_MODELS, false) && path.getName().endsWith(".safetensors")) {
                return super.open(damaged(path), buffer);
            }
        }
        return super.open(path, buffer);
    }

    private Path damaged(Path path) throws IOException {
        byte[] bytes = Files.readAllBytes(pathToFile(path).toPath());
        bytes[bytes.length - 1] ^= 1;
        return new Path(SCHEME + "://" + Files.write(Files.createTempFile("damaged", null), bytes));
    }

    @Override
    public FSDataOutputStream create(Path path, boolean overwrite, int buffer, short replication, long block,
            Progressable progress) throws IOException {
        return limited(path, super.create(path, overwrite, buffer, replication, block, progress));
    }

    @Override
    public FSDataOutputStream create(Path path, FsPermission permission, boolean overwrite, int buffer,
            short replication, long block, Progressable progress) throws IOException {
        return limited(path, super.create(path, permission, overwrite, buffer, replication, block, progress));
    }

    private static FSDataOutputStream limited(Path path, FSDataOutputStream out) throws IOException {
        return !path.getName().contains("large") ? out : new FSDataOutputStream(new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                throw new IOException("No space left on device");
            }

            @Override
            public void close() throws IOException {
                out.close();
            }
        }, null);
    }
}
