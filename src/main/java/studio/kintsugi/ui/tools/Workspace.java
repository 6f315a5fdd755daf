package studio.kintsugi.ui.tools;

import java.nio.file.Path;
import java.util.List;
import javafx.scene.Node;
import studio.kintsugi.imaging.Picture;

/** A tool's own place in the window, where it does not work on the open picture. For the JavaFX thread. */
public interface Workspace extends AutoCloseable {
    /** Stands in place of the compare view. */
    Node center();

    /** Stands in place of the panel at the right. */
    Node panel();

    /** The user wants to begin, as by Ctrl+R. */
    void run();

    /** The user wants to save what was made, as by Ctrl+S. */
    void save();

    /** The user wants the last change taken back, as by Ctrl+Z. */
    default void undo() {}

    /** The user wants it done again after all. */
    default void redo() {}

    /** Whether there is a change to take back. */
    default boolean canUndo() {
        return false;
    }

    /** Whether there is one to do again. */
    default boolean canRedo() {
        return false;
    }

    /** Models have come or gone. */
    default void modelsChanged() {}

    /**
     * Pictures were dropped on the window or opened.
     *
     * @return whether the studio takes them; else they join the open pictures
     */
    default boolean take(List<Path> pictures) {
        return false;
    }

    /**
     * The tool was chosen while a picture was in front.
     *
     * @param file where it came from
     */
    default void offer(Path file, Picture picture) {}

    /** The window closes. */
    @Override
    void close();
}
