package studio.kintsugi.ui.models;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import org.kordamp.ikonli.javafx.FontIcon;

/** Small controls, each with an id, a tooltip and an accessible text. */
final class Controls {
    private Controls() {}

    static Button button(String id, String text, String icon, String hint, Runnable action) {
        Button button = new Button(text, icon == null ? null : new FontIcon(icon));
        button.setId(id);
        button.setTooltip(new Tooltip(hint));
        button.setAccessibleText(hint);
        button.setMinWidth(Button.USE_PREF_SIZE);
        button.setOnAction(e -> action.run());
        return button;
    }

    static Button iconButton(String id, String icon, String hint, Runnable action) {
        Button button = button(id, null, icon, hint, action);
        button.getStyleClass().addAll("flat", "button-icon");
        return button;
    }

    static Label text(String text, String... styles) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.getStyleClass().addAll(styles);
        return label;
    }
}
