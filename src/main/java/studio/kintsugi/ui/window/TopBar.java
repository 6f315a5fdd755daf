package studio.kintsugi.ui.window;

import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import studio.kintsugi.ui.common.Controls;
import studio.kintsugi.ui.common.Texts;
import studio.kintsugi.ui.picture.CompareView;

/** The buttons above the picture. */
final class TopBar extends HBox {
    private final RecentMenu recent;
    private final Button undo;
    private final Button redo;
    private final Button save;

    TopBar(WindowActions actions, CompareView compare, Runnable nextMode) {
        Label name = new Label(Texts.of("application"));
        name.getStyleClass().addAll("title-4", "brand");
        recent = new RecentMenu(actions);
        undo = icon("undo", "fth-corner-up-left", actions::undo);
        redo = icon("redo", "fth-corner-up-right", actions::redo);
        save = icon("save", "fth-save", actions::save);
        getChildren().addAll(name, icon("open", "fth-folder", actions::open), recent,
                save, undo, redo, Controls.gap(),
                icon("models", "fth-package", actions::models),
                icon("mode", "fth-columns", nextMode),
                icon("pixels", "fth-grid", compare::togglePixels),
                icon("fit", "fth-maximize", compare::fit),
                icon("actual-size", "fth-zoom-in", compare::actualSize));
        setAlignment(Pos.CENTER_LEFT);
        getStyleClass().add("top-bar");
    }

    private static Button icon(String id, String literal, Runnable action) {
        return Controls.iconButton(id, literal, Texts.of(id + ".hint"), action);
    }

    void showRecent() {
        recent.show();
    }

    /**
     * Says what undo and redo would do.
     *
     * @param undoes in words, or empty
     * @param redoes in words, or empty
     */
    void name(Optional<String> undoes, Optional<String> redoes) {
        undo.getTooltip().setText(undoes.map(n -> Texts.of("undo.named.hint", n)).orElse(Texts.of("undo.hint")));
        redo.getTooltip().setText(redoes.map(n -> Texts.of("redo.named.hint", n)).orElse(Texts.of("redo.hint")));
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
