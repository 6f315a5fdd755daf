package studio.kintsugi.ui.tools;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.ui.common.Zoomable;

/** The window's content for a tool that does not work on the open picture. For the JavaFX thread. */
public interface Workspace extends AutoCloseable {
    /** Replaces the compare view. */
    Node center();

    /** Replaces the panel on the right. */
    Node panel();

    /** Starts, as Ctrl+R does. */
    void run();

    /** Saves the result, as Ctrl+S does. */
    void save();

    /** Undoes the last change, as Ctrl+Z does. */
    default void undo() {}

    /** Redoes the last undone change. */
    default void redo() {}

    /** Whether there is a change to undo. */
    default boolean canUndo() {
        return false;
    }

    /** Whether there is a change to redo. */
    default boolean canRedo() {
        return false;
    }

    /** What is zoomed in the middle; empty where nothing is. */
    default Optional<Zoomable> zoomable() {
        return Optional.empty();
    }

    /** The name of what is worked on; empty where there is nothing yet. */
    default Optional<String> documentName() {
        return Optional.empty();
    }

    /** What is worked on, for the line of status, in the language of now. */
    default String status() {
        return "";
    }

    /** Models were installed or removed. */
    default void modelsChanged() {}

    /**
     * Pictures were dropped on the window or opened.
     *
     * @return whether the workspace takes them; else they join the open pictures
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

    /** Frees resources when the window closes. */
    @Override
    void close();
}
