package studio.kintsugi.ui.window;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Control;
import javafx.scene.control.Labeled;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextInputControl;
import javafx.scene.text.Text;

/** All that a view says: on the screen, in tooltips, menus and to screen readers. */
final class ShownTexts {
    /** A text and who says it. */
    record Said(Node by, String text) {}

    private final List<Said> texts = new ArrayList<>();

    private ShownTexts() {}

    /** For the JavaFX thread. */
    static List<Said> of(Parent root) {
        ShownTexts out = new ShownTexts();
        out.node(root);
        return out.texts;
    }

    private void node(Node node) {
        add(node, node.getAccessibleText());
        if (node instanceof Labeled labeled) {
            add(node, labeled.getText());
        }
        if (node instanceof Text text) {
            add(node, text.getText());
        }
        if (node instanceof TextInputControl field) {
            add(node, field.getPromptText());
        }
        if (node instanceof Control control && control.getTooltip() != null) {
            add(node, control.getTooltip().getText());
        }
        if (node instanceof MenuBar bar) {
            bar.getMenus().forEach(m -> item(bar, m));
        }
        if (node instanceof MenuButton button) {
            button.getItems().forEach(i -> item(button, i));
        }
        if (node instanceof Parent parent && node.isVisible()) {
            parent.getChildrenUnmodifiable().forEach(this::node);
        }
    }

    private void item(Node by, MenuItem item) {
        add(by, item.getText());
        if (item instanceof Menu menu) {
            menu.getItems().forEach(i -> item(by, i));
        }
    }

    private void add(Node by, String text) {
        if (text != null && !text.isBlank()) {
            texts.add(new Said(by, text));
        }
    }
}
