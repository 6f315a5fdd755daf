package studio.kintsugi.cluster.stages;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;
import studio.kintsugi.cluster.records.Entry;
import studio.kintsugi.cluster.storage.JsonLines;
import studio.kintsugi.cluster.storage.Storage;

/**
 * What one attempt at a group did, line by line, so that nothing is lost with the attempt. Where a file can't be seen
 * before it is closed, as in an object store, the journal is a row of files: one for all while all goes well, one a
 * line once an attempt at the group has failed.
 */
final class Journal implements AutoCloseable {
    private final Path folder;
    private final String attempt;
    private final boolean careful;
    private FSDataOutputStream out;
    private int file;

    /**
     * @param folder of the group's journals
     * @param attempt id of this attempt, of which there is one
     * @param careful whether each line has to be seen at once, whatever it costs
     */
    Journal(Path folder, String attempt, boolean careful) {
        this.folder = folder;
        this.attempt = attempt;
        this.careful = careful;
    }

    void add(Entry entry) throws IOException {
        if (out == null) {
            Path path = new Path(folder, attempt + "-" + file++ + ".jsonl");
            out = Storage.create(path);
        }
        out.write((JsonLines.line(entry) + "\n").getBytes(StandardCharsets.UTF_8));
        if (out.hasCapability(StreamCapabilities.HSYNC)) {
            out.hflush();
        } else if (careful) {
            close();
        }
    }

    @Override
    public void close() throws IOException {
        if (out != null) {
            FSDataOutputStream closing = out;
            out = null;
            closing.close();
        }
    }
}
