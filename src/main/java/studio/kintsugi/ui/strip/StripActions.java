package studio.kintsugi.ui.strip;

import java.util.List;
import studio.kintsugi.ui.picture.Document;

/** What the user asks of pictures in the film strip. */
public interface StripActions {
    /** Opens the folder of a picture's file in the system's file manager. */
    void openFolder(Document document);

    /** Runs the chosen tool, as it is set, on pictures; those that have a job already are passed over. */
    void run(List<Document> documents);

    /** Does to pictures what was done to another one. */
    void copySteps(Document from, List<Document> to);

    /** Asks where and how to save pictures, and saves them. */
    void save(List<Document> documents);

    /** Closes pictures; asks first if some are not saved. */
    void close(List<Document> documents);
}
