package studio.kintsugi.ui.window;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import studio.kintsugi.ui.picture.RunningStep;
import studio.kintsugi.ui.queue.QueueActions;
import studio.kintsugi.ui.strip.StripActions;
import studio.kintsugi.ui.tools.Tool;

/** What the user asks the window for. */
interface WindowActions extends StripActions, QueueActions {
    void open();

    void open(Path picture);

    /** Passes the recent pictures to {@code show} once they are known. */
    void recent(Consumer<List<Path>> show);

    void forgetRecent();

    void save();

    void saveAs();

    /** Closes the picture that is in front. */
    void close();

    void undo();

    void redo();

    void preview();

    void run();

    /** Tries the models of the chosen tool side by side on a part of the picture in front. */
    void trials();

    /** Opens the by-product of the chosen tool's result. */
    void byProduct();

    /** Lets a waiting step be the next. */
    void putFirst(RunningStep step);

    /** Cancels the job of the picture in front. */
    void cancel();

    void choose(Tool tool);

    /** Selects all open pictures. */
    void selectAll();

    /**
     * Brings a neighbour in the film strip to the front.
     *
     * @param by number of places; 1 for the next, -1 for the previous one
     */
    void show(int by);

    /** A strength, 0–1, was chosen. */
    void strength(double value);

    /** Opens the model manager. */
    void models();

    /** Puts the picture in front on the clipboard, as it shows. */
    void copy();

    /** Opens the picture or the files on the clipboard. */
    void paste();

    void settings();

    void about();

    void shortcuts();

    void palette();

    void fullScreen();

    /** Closes the window; asks first if something is not saved. */
    void quit();
}
