package studio.kintsugi.service.batch;

import java.util.List;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.imaging.Picture;

/** What a batch does to each of its pictures. */
public interface PictureTool {
    /** Its name, as it is found in the names of results. */
    String name();

    /** Result pixels per picture pixel along one side. */
    int scale();

    /** What is done with all its settings, as text that is the same where results are. */
    String description();

    /** SHA-256 of the weights of the models that do it. */
    List<String> models();

    /** How long its networks worked so far. */
    NetworkTime time();

    /** Has what the first picture will need loaded in the background, while that is read. */
    default void warmUp() {}

    /**
     * Does it; waits for its turn on the network's lane and returns when that is free again.
     *
     * @throws KintsugiException where it can't be done; the message is for people
     * @throws java.util.concurrent.CancellationException where it was cancelled
     */
    PictureResult apply(Picture picture, ToolListener listener) throws KintsugiException;
}
