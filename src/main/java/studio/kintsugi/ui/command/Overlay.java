package studio.kintsugi.ui.command;

import atlantafx.base.controls.ModalPane;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import studio.kintsugi.ui.common.Texts;

/** Shows one page at a time over the window; Esc or a click beside it closes it, and the focus goes back. */
public final class Overlay extends ModalPane {
    private Node before;

    public Overlay() {
        setId("overlay");
        accessibleTextProperty().bind(Texts.text("page.over"));
        // a page that slides in leaves its traces on some screens
        setInTransitionFactory(null);
        setOutTransitionFactory(null);
        // a page that is closed stays below the window, where Tab would find it
        visibleProperty().bind(displayProperty());
        addEventHandler(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.ESCAPE) {
                hide();
                e.consume();
            }
        });
        displayProperty().subscribe(shown -> {
            if (!shown) {
                // a page ends with its leaving
                setContent(null);
                if (before != null) {
                    before.requestFocus();
                }
            }
        });
    }

    /**
     * Shows a page.
     *
     * @param first has the focus
     */
    public void show(Node page, Node first) {
        if (!isDisplay() && getScene() != null) {
            before = getScene().getFocusOwner();
        }
        show(page);
        Platform.runLater(first::requestFocus);
    }
}
