package studio.kintsugi.ui.presets;

import java.util.Locale;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import studio.kintsugi.edit.Preset;
import studio.kintsugi.ui.common.Controls;
import studio.kintsugi.ui.common.Texts;

/** A preset with what it does, and what can be done with it; the user's own can be renamed and deleted. */
final class PresetRow extends HBox {
    private final Preset preset;
    private final Presets presets;
    private final String id;
    private final Label title;
    private final VBox words;
    private final Button apply;

    /**
     * @param close closes the page once the preset is applied
     */
    PresetRow(Preset preset, Presets presets, Runnable close) {
        super(8);
        this.preset = preset;
        this.presets = presets;
        id = preset.name().toLowerCase(Locale.ROOT).replace(' ', '-');
        setId("preset-" + id);
        getStyleClass().add("preset-row");
        setAlignment(Pos.CENTER_LEFT);
        title = Controls.text(Texts.text(() -> Presets.title(preset)), "text-bold");
        words = new VBox(2, title, Controls.text(Texts.text(() -> Presets.summary(preset)), "text-small",
                "text-muted"));
        HBox.setHgrow(words, Priority.ALWAYS);
        apply = Controls.button("preset-apply-" + id, Texts.text("preset.apply.button"), null,
                hint("preset.apply.hint"), () -> {
                    presets.apply(preset);
                    close.run();
                });
        apply.getStyleClass().add("small");
        getChildren().addAll(words, apply);
        if (!Presets.isShipped(preset)) {
            getChildren().add(icon("rename", "fth-edit-2", this::rename));
        }
        getChildren().add(icon("export", "fth-share", () -> presets.export(preset)));
        if (!Presets.isShipped(preset)) {
            Button delete = icon("delete", "fth-trash-2", () -> presets.delete(preset));
            delete.getStyleClass().add("danger");
            getChildren().add(delete);
        }
    }

    private Button icon(String what, String literal, Runnable action) {
        return Controls.iconButton("preset-" + what + "-" + id, literal, hint("preset." + what + ".hint"), action);
    }

    private ObservableValue<String> hint(String key) {
        return Texts.text(() -> Texts.of(key, Presets.title(preset)));
    }

    Node first() {
        return apply;
    }

    private void rename() {
        TextField name = Controls.describe(new TextField(preset.name()), "preset-rename", hint("preset.rename.hint"));
        name.setOnAction(e -> {
            words.getChildren().set(0, title);
            presets.rename(preset, name.getText());
        });
        name.addEventHandler(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.ESCAPE) {
                words.getChildren().set(0, title);
                apply.requestFocus();
                e.consume();
            }
        });
        words.getChildren().set(0, name);
        name.requestFocus();
        name.selectAll();
    }
}
