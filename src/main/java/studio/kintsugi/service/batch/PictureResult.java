package studio.kintsugi.service.batch;

import java.nio.file.Path;
import java.util.List;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.files.AtomicFile;
import studio.kintsugi.imaging.WriteOptions;

/** What a tool made of a picture, to be written. */
public interface PictureResult {
    /** Width in pixels. */
    int width();

    /** Height in pixels. */
    int height();

    /** Seconds the network worked on it; complete once it is written. */
    double networkSeconds();

    /**
     * Writes the result, after the files beside it if there are any.
     *
     * @param witness sees the result before it takes its place
     * @return sentences for people about what has no place in the file
     */
    List<String> write(Path target, WriteOptions options, AtomicFile.Witness witness) throws KintsugiException;
}
