package studio.kintsugi.ui.picture;

import javafx.scene.Node;

/**
 * A way to change the picture in front by hand: something lies over the compare view, and its controls take the place
 * of the tool's panel. For the JavaFX thread.
 */
public interface PictureEditor {
    /** The picture it is for. */
    Document document();

    /** Lies over the compare view. */
    Node over();

    /** The controls. */
    Node panel();

    /** Has the focus when the editor is opened. */
    Node first();

    /** The history of the picture has changed. */
    void refresh();

    /** Whether there is still something to work on, now that the history has changed. */
    default boolean isOver() {
        return false;
    }

    /** Whether what the history says is to be computed only when the user is done. */
    default boolean holdsWork() {
        return false;
    }

    /** The user is done: what was made stays. */
    void finish();

    /** The user wants nothing of it. */
    void cancel();
}
