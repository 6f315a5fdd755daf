package studio.kintsugi.ui.presets;

import javafx.collections.ListChangeListener;
import javafx.collections.WeakListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import studio.kintsugi.edit.Preset;
import studio.kintsugi.ui.common.Controls;
import studio.kintsugi.ui.common.Texts;

/** All presets, and a line that saves the steps of the picture in front as another one. */
public final class PresetsPage extends VBox {
    private final Presets presets;
    private final Runnable close;
    private final TextField name = Controls.describe(new TextField(), "preset-name", Texts.text("preset.name.hint"));
    private final VBox rows = new VBox(8);
    // held here: the list of presets outlives the page
    private final ListChangeListener<Preset> changed = c -> fill();

    /**
     * @param close closes the page
     */
    public PresetsPage(Presets presets, Runnable close) {
        super(12);
        this.presets = presets;
        this.close = close;
        setId("presets");
        getStyleClass().add("page");
        HBox head = new HBox(12, Controls.text(Texts.text("preset.title"), "title-3"), Controls.gap(),
                Controls.button("preset-import", Texts.text("preset.import"), null, Texts.text("preset.import.hint"),
                        presets::importFiles),
                Controls.iconButton("presets-close", "fth-x", Texts.text("page.close.hint"), close));
        ScrollPane scroll = new ScrollPane(rows);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("settings-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(head, saving(), scroll);
        presets.all().addListener(new WeakListChangeListener<>(changed));
        fill();
    }

    private Node saving() {
        Button save = Controls.button("preset-save", Texts.text("preset.save"), null, Texts.text("preset.save.hint"),
                this::save);
        name.setOnAction(e -> save());
        HBox.setHgrow(name, Priority.ALWAYS);
        boolean can = presets.canSave();
        name.setDisable(!can);
        save.disableProperty().bind(name.textProperty().map(String::isBlank));
        HBox line = new HBox(8, Controls.labelFor(name, Texts.text("preset.name.prompt")), name, save);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private void save() {
        if (!name.getText().isBlank()) {
            presets.save(name.getText());
            name.clear();
        }
    }

    /** What has the focus when the page is shown. */
    public Node first() {
        return presets.canSave() ? name : rows.getChildren().isEmpty() ? this
                : ((PresetRow) rows.getChildren().getFirst()).first();
    }

    private void fill() {
        rows.getChildren().setAll(presets.all().stream().map(p -> new PresetRow(p, presets, close)).toList());
    }
}
