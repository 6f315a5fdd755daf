package studio.kintsugi.ui;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.javafx.FontIcon;

/** One sentence above the picture: what went wrong, or what was done. */
final class Banner extends HBox {
    private final Label text = new Label();

    Banner() {
        setId("banner");
        getStyleClass().add("banner");
        setAlignment(Pos.CENTER_LEFT);
        text.setId("banner-text");
        text.setWrapText(true);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Button close = new Button(null, new FontIcon("fth-x"));
        close.setId("banner-close");
        close.setTooltip(new Tooltip("Close this message"));
        close.setAccessibleText("Close this message");
        close.getStyleClass().addAll("flat", "button-icon");
        close.setOnAction(e -> clear());
        getChildren().addAll(text, gap, close);
        clear();
    }

    void error(String sentence) {
        say(sentence, true);
    }

    void note(String sentence) {
        say(sentence, false);
    }

    private void say(String sentence, boolean error) {
        text.setText(sentence);
        getStyleClass().removeAll("error", "note");
        getStyleClass().add(error ? "error" : "note");
        setVisible(true);
        setManaged(true);
    }

    void clear() {
        setVisible(false);
        setManaged(false);
    }
}
