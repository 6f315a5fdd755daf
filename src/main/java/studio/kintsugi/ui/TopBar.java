package studio.kintsugi.ui;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.javafx.FontIcon;
import studio.kintsugi.ui.compare.CompareView;

/** The buttons above the picture. */
final class TopBar extends HBox {
    private final Button undo;
    private final Button redo;
    private final Button save;

    TopBar(WindowActions actions, CompareView compare, Runnable nextMode) {
        Label name = new Label("Kintsugi");
        name.getStyleClass().addAll("title-4", "brand");
        undo = icon("undo", "fth-corner-up-left", "Undo (Ctrl+Z)", actions::undo);
        redo = icon("redo", "fth-corner-up-right", "Redo (Ctrl+Shift+Z)", actions::redo);
        save = icon("save", "fth-save", "Save (Ctrl+S); the original is never overwritten", actions::save);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        getChildren().addAll(name, icon("open", "fth-folder", "Open (Ctrl+O)", actions::open), new RecentMenu(actions),
                save, undo, redo, gap,
                icon("models", "fth-package", "Models: import, download, choose (Ctrl+M)", actions::models),
                icon("mode", "fth-columns", "Split line or side by side (M)", nextMode),
                icon("fit", "fth-maximize", "Fit the window (Esc)", compare::fit),
                icon("actual-size", "fth-zoom-in", "Actual size (1)", compare::actualSize));
        setAlignment(Pos.CENTER_LEFT);
        getStyleClass().add("top-bar");
    }

    private static Button icon(String id, String literal, String hint, Runnable action) {
        Button button = new Button(null, new FontIcon(literal));
        button.setId(id);
        button.setTooltip(new Tooltip(hint));
        button.setAccessibleText(hint);
        button.getStyleClass().addAll("flat", "button-icon");
        button.setOnAction(e -> action.run());
        return button;
    }

    void canUndo(boolean can) {
        undo.setDisable(!can);
    }

    void canRedo(boolean can) {
        redo.setDisable(!can);
    }

    void canSave(boolean can) {
        save.setDisable(!can);
    }
}
