package studio.kintsugi.ui.colorize;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ColorPicker;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import studio.kintsugi.service.colorize.ColorizeRequest.Finish;
import studio.kintsugi.store.ModelCard;
import studio.kintsugi.ui.common.Controls;
import studio.kintsugi.ui.common.Texts;
import studio.kintsugi.ui.library.ModelText;

/** The settings of Colorize. Leaves everything else to its {@link Actions}. */
final class ColorizePanel extends VBox {
    private static final Pattern HEX = Pattern.compile("#?[0-9a-fA-F]{6}");

    private final ComboBox<ModelCard> models =
            Controls.describe(new ComboBox<>(), "colorize-model", Texts.text("model.hint"));
    private final CheckBox lineArt = Controls.describe(Texts.say(new CheckBox(), "colorize.lineart"), "line-art",
            Texts.text("colorize.lineart.hint"));
    private final ComboBox<Finish> finish = Controls.describe(new ComboBox<>(), "colorize-finish",
            Texts.text("colorize.finish.hint"));
    private final CheckBox lines = Controls.describe(Texts.say(new CheckBox(), "colorize.lines"), "keep-lines",
            Texts.text("colorize.lines.hint"));
    private final ColorPicker picker = Controls.describe(new ColorPicker(Color.web("#d04020")), "hint-colour",
            Texts.text("colorize.colour.hint"));
    private final TextField hex = Controls.describe(new TextField(), "hint-hex", Texts.text("colorize.hex.hint"));
    private final ProgressBar bar = new ProgressBar(0);
    private final Label state = Controls.text("", "text-muted");
    private final Label source = Controls.text("", "text-muted");
    private final Button undo;
    private final Button redo;
    private final Button clear;
    private final List<Button> saves;

    /** What the user asks for. */
    interface Actions {
        void openSketch();

        void lineArt(boolean on);

        void finish(Finish chosen);

        void showLines(boolean on);

        void modelChosen();

        void colorChosen(Color color);

        void undo();

        void redo();

        void clearHints();

        void save();

        void saveColors();

        void saveLayers();
    }

    ColorizePanel(Actions actions) {
        setId("colorize-panel");
        getStyleClass().add("tool-panel");
        models.setMaxWidth(Double.MAX_VALUE);
        Controls.show(models, ModelText::title);
        models.setOnAction(e -> actions.modelChosen());
        finish.setMaxWidth(Double.MAX_VALUE);
        Controls.show(finish, f -> Texts.of("colorize.finish." + f.name().toLowerCase(Locale.ROOT)));
        finish.getItems().setAll(Finish.values());
        finish.setValue(Finish.FLAT);
        finish.setOnAction(e -> actions.finish(finish.getValue()));
        lines.setSelected(true);
        lineArt.setOnAction(e -> actions.lineArt(lineArt.isSelected()));
        lines.setOnAction(e -> actions.showLines(lines.isSelected()));
        picker.setOnAction(e -> chosen(picker.getValue(), actions));
        hex.setPrefColumnCount(8);
        hex.setText(text(picker.getValue()));
        hex.setOnAction(e -> {
            if (HEX.matcher(hex.getText().strip()).matches()) {
                chosen(Color.web(hex.getText().strip()), actions);
            } else {
                hex.setText(text(picker.getValue()));
            }
        });
        undo = Controls.button("hint-undo", Texts.text("colorize.undo"), null, Texts.text("undo.hint"), actions::undo);
        redo = Controls.button("hint-redo", Texts.text("colorize.redo"), null, Texts.text("redo.hint"), actions::redo);
        clear = Controls.button("hint-clear", Texts.text("colorize.clear"), null, Texts.text("colorize.clear.hint"),
                actions::clearHints);
        Button save = Controls.button("colorize-save", Texts.text("colorize.save"), null, Texts.text("save.hint"),
                actions::save);
        Button colors = Controls.button("colorize-save-colours", Texts.text("colorize.save.colours"), null,
                Texts.text("colorize.save.colours.hint"), actions::saveColors);
        Button layers = Controls.button("colorize-save-layers", Texts.text("colorize.save.layers"), null,
                Texts.text("colorize.save.layers.hint"), actions::saveLayers);
        saves = List.of(save, colors, layers);
        Button open = Controls.button("sketch-open", Texts.text("colorize.open"), null, Texts.text("open.hint"),
                actions::openSketch);
        open.setMaxWidth(Double.MAX_VALUE);
        save.getStyleClass().add("accent");
        saves.forEach(b -> {
            b.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(b, Priority.ALWAYS);
        });
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setId("colorize-progress");
        bar.accessibleTextProperty().bind(Texts.text("colorize.progress"));
        state.setId("colorize-state");
        source.setId("colorize-source");
        source.setMinHeight(58);
        Region gap = new Region();
        VBox.setVgrow(gap, Priority.ALWAYS);
        getChildren().addAll(Controls.text(Texts.text("task.colorize"), "title-3"),
                Controls.text(Texts.text("tool.colorize.summary"), "text-muted"), open, lineArt, lines,
                Controls.labelFor(finish, Texts.text("colorize.finish")), finish,
                Controls.labelFor(models, Texts.text("model")), models,
                Controls.labelFor(picker, Texts.text("colorize.colour")), new HBox(8, picker, hex),
                Controls.text(Texts.text("colorize.hints"), "text-small", "text-muted"), new HBox(8, undo, redo, clear),
                gap, source, bar, state, save, new HBox(8, colors, layers));
        setHasResult(false);
    }

    private void chosen(Color color, Actions actions) {
        setColor(color);
        actions.colorChosen(color);
    }

    /** The colour of the next hint. */
    Color color() {
        return picker.getValue();
    }

    /** Sets the colour. */
    void setColor(Color color) {
        picker.setValue(color);
        hex.setText(text(color));
    }

    private static String text(Color c) {
        return String.format("#%02x%02x%02x", Math.round(c.getRed() * 255), Math.round(c.getGreen() * 255),
                Math.round(c.getBlue() * 255));
    }

    /** Updates the list of models, the default first; a chosen one stays chosen. */
    void setModels(List<ModelCard> cards) {
        ModelCard was = models.getValue();
        models.getItems().setAll(cards);
        if (was != null && cards.contains(was)) {
            models.setValue(was);
        } else if (!cards.isEmpty()) {
            models.setValue(cards.getFirst());
        }
    }

    /** The chosen model's id, or null where there is none. */
    String model() {
        return models.getValue() == null ? null : models.getValue().id();
    }

    /** Whether the sketch's lines are drawn over the colours. */
    boolean showsLines() {
        return lines.isSelected();
    }

    void show(ColorizeState inputs, boolean canUndo, boolean canRedo) {
        lineArt.setSelected(inputs.lineArt());
        lineArt.setDisable(inputs.sketch() == null);
        finish.setValue(inputs.finish());
        undo.setDisable(!canUndo);
        redo.setDisable(!canRedo);
        clear.setDisable(inputs.strokes().isEmpty());
    }

    void setHasResult(boolean has) {
        saves.forEach(b -> b.setDisable(!has));
    }

    /** Shows the progress. */
    void progress(double fraction, Supplier<String> sentence) {
        bar.setProgress(fraction);
        Texts.say(state, sentence);
    }

    /** Says where a colour came from. */
    void source(Supplier<String> sentence) {
        Texts.say(source, sentence);
    }
}
