package studio.kintsugi.ui.window;

import javafx.scene.Node;
import studio.kintsugi.ui.editing.EditorPlace;
import studio.kintsugi.ui.picture.PictureEditor;

/** Where editors and their pages are shown. */
record PlaceOfEditors(WindowLayout layout, Pages pages, Runnable left) implements EditorPlace {
    @Override
    public void show(PictureEditor editor) {
        layout.show(editor);
    }

    @Override
    public void leave() {
        layout.leaveEditor();
        left.run();
    }

    @Override
    public void show(Node page, Node first) {
        pages.show(page, first);
    }

    @Override
    public void hidePage() {
        pages.hidePage();
    }
}
