package studio.kintsugi.ui.editing;

import javafx.scene.Node;
import studio.kintsugi.ui.picture.PictureEditor;

/** Where editors are shown. For the JavaFX thread. */
public interface EditorPlace {
    /** Lays an editor over the picture, and its panel in the place of the tool's. */
    void show(PictureEditor editor);

    /** Takes an editor away again. */
    void leave();

    /**
     * Shows a page over the window.
     *
     * @param first has the focus
     */
    void show(Node page, Node first);

    /** Takes the page away again. */
    void hidePage();
}
