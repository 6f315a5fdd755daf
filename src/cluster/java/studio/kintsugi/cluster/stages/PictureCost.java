package studio.kintsugi.cluster.stages;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.cluster.records.Source;
import studio.kintsugi.cluster.storage.Storage;
import studio.kintsugi.imaging.PictureSize;
import studio.kintsugi.imaging.io.PictureReader;

/** What a picture will cost, in pixels, from its header; from the length of its file where the header doesn't say. */
final class PictureCost {
    /** What opening, placing and writing down cost beside the pixels. */
    private static final long PICTURE = 20_000;
    private static final int HEAD = 1 << 18;
    private static final long PIXELS_PER_BYTE = 3;
    /** A file that is so small is not worth a look. */
    private static final long SMALL = 1 << 13;

    private PictureCost() {}

    static long of(Source source, Scratch scratch) {
        if (source.bytes() <= SMALL) {
            return PICTURE + PIXELS_PER_BYTE * source.bytes();
        }
        try {
            PictureSize size = PictureReader.probe(head(source, scratch));
            return PICTURE + (long) size.width() * size.height();
        } catch (KintsugiException | IOException e) {
            return PICTURE + PIXELS_PER_BYTE * source.bytes();
        }
    }

    private static Path head(Source source, Scratch scratch) throws IOException {
        var path = new org.apache.hadoop.fs.Path(source.path());
        if (Storage.isLocal(path)) {
            return Storage.local(path);
        }
        Path head = scratch.folder().resolve("head-" + path.getName());
        try (InputStream in = Storage.of(path).open(path)) {
            Files.write(head, in.readNBytes(HEAD));
        }
        return head;
    }
}
