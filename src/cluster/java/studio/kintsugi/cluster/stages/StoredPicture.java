package studio.kintsugi.cluster.stages;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import studio.kintsugi.cluster.records.Source;
import studio.kintsugi.cluster.storage.Storage;
import studio.kintsugi.service.batch.PictureSource;

/** A picture on any of Hadoop's file systems. */
record StoredPicture(Source source) implements PictureSource {
    @Override
    public String name() {
        return source.path();
    }

    @Override
    public long size() {
        return source.bytes();
    }

    @Override
    public String time() {
        return Instant.ofEpochMilli(source.modified()).toString();
    }

    @Override
    public InputStream open() throws IOException {
        Path path = new Path(source.path());
        return Storage.of(path).open(path);
    }

    @Override
    public Optional<java.nio.file.Path> file() {
        Path path = new Path(source.path());
        return Storage.isLocal(path) ? Optional.of(Storage.local(path)) : Optional.empty();
    }
}
