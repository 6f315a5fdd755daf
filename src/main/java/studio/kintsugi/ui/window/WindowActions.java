package studio.kintsugi.ui.window;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import studio.kintsugi.ui.picture.Document;
import studio.kintsugi.ui.tools.Tool;

/** What the user asks the window for. */
interface WindowActions {
    void open();

    void open(Path picture);

    /** Has {@code show} given the pictures that were opened last, as soon as they are known. */
    void recent(Consumer<List<Path>> show);

    void forgetRecent();

    void save();

    void saveAs();

    /** Closes a picture, after a question where it is not saved. */
    void close(Document document);

    /** Closes the picture that is in front. */
    void close();

    void undo();

    void redo();

    void preview();

    void run();

    /** Opens the further picture that the chosen tool's result gives. */
    void byProduct();

    /** Stops what is done to the picture that is in front. */
    void cancel();

    void choose(Tool tool);

    void show(Document document);

    /**
     * Brings a neighbour in the film strip to the front.
     *
     * @param by how many further; 1 for the next, -1 for the one before
     */
    void show(int by);

    /** A strength, 0–1, was chosen. */
    void strength(double value);

    /** Opens the model manager. */
    void models();
}
