package studio.kintsugi.ui.masks;

import java.util.Locale;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import studio.kintsugi.edit.Mask;
import studio.kintsugi.ui.common.Controls;
import studio.kintsugi.ui.common.SpokenSlider;
import studio.kintsugi.ui.common.Texts;

/** The settings of the brush and of the whole mask. */
final class MaskPanel extends VBox {
    private static final double USUAL_SOFTNESS = 10;

    private final MaskSettings settings;
    private final Consumer<Mask> changed;
    private final CheckBox inverted = check("mask-inverted", "mask.inverted");
    private final CheckBox ranged = check("mask-range", "mask.range");
    private final Slider low = percent("mask-low", "mask.low", 100);
    private final Slider high = percent("mask-high", "mask.high", 100);
    private final Slider softness = percent("mask-softness", "mask.softness", 50);
    private Mask mask = Mask.WHOLE;
    private boolean programmatic;

    /**
     * @param title what the mask is for
     * @param changed receives the mask when it is changed here
     */
    MaskPanel(ObservableValue<String> title, MaskSettings settings, Consumer<Mask> changed, Runnable finish,
            Runnable cancel) {
        this.settings = settings;
        this.changed = changed;
        setId("mask-panel");
        getStyleClass().add("tool-panel");
        VBox rows = new VBox(10, Controls.text(title, "title-3"),
                Controls.text(Texts.text("mask.summary"), "text-muted"), tools(), brush(),
                check("mask-erase", "mask.erase", settings.erase), inverted,
                check("mask-tint", "mask.tint", settings.tint), ranged, range());
        rows.getStyleClass().add("tool-settings");
        ScrollPane scroll = Controls.scrolling(rows);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        Button clear = Controls.button("mask-clear", Texts.text("mask.clear"), null, Texts.text("mask.clear.hint"),
                () -> changed.accept(Mask.WHOLE));
        Button back = Controls.button("mask-cancel", Texts.text("editor.cancel"), null,
                Texts.text("editor.cancel.hint"), cancel);
        Button done = Controls.button("mask-done", Texts.text("editor.done"), null, Texts.text("editor.done.hint"),
                finish);
        done.setDefaultButton(true);
        done.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(done, Priority.ALWAYS);
        getChildren().addAll(scroll, new HBox(8, clear, back, done));
        inverted.setOnAction(e -> changed.accept(mask.withInverted(inverted.isSelected())));
        ranged.setOnAction(e -> commitRange());
    }

    private static CheckBox check(String id, String key) {
        CheckBox box = Controls.describe(new CheckBox(), id, Texts.text(key + ".hint"));
        box.setMnemonicParsing(true);
        return Texts.say(box, key);
    }

    private static CheckBox check(String id, String key, BooleanProperty value) {
        CheckBox box = check(id, key);
        box.selectedProperty().bindBidirectional(value);
        return box;
    }

    private static Slider percent(String id, String key, double most) {
        return Controls.describe(new SpokenSlider(0, most, 0, v -> Texts.of("percent", Math.round(v))), id,
                Texts.text(key + ".hint"));
    }

    private Node tools() {
        FlowPane buttons = new FlowPane(6, 6);
        ToggleGroup group = new ToggleGroup();
        for (MaskTool tool : MaskTool.values()) {
            String name = tool.name().toLowerCase(Locale.ROOT);
            ToggleButton button = Controls.describe(new ToggleButton(), "mask-" + name,
                    Texts.text("mask." + name + ".hint"));
            Texts.say(button, "mask." + name);
            button.setMnemonicParsing(true);
            button.setMinWidth(USE_PREF_SIZE);
            button.setToggleGroup(group);
            button.setSelected(settings.tool.get() == tool);
            button.setOnAction(e -> {
                button.setSelected(true);
                settings.tool.set(tool);
            });
            settings.tool.addListener((o, was, is) -> button.setSelected(is == tool));
            buttons.getChildren().add(button);
        }
        return buttons;
    }

    private Node brush() {
        // from hairs to half the picture, finely among the small ones
        Slider size = Controls.describe(new SpokenSlider(Math.log(MaskSettings.SMALLEST),
                Math.log(MaskSettings.LARGEST), Math.log(MaskSettings.SMALLEST),
                v -> Texts.of("mask.size.value", Math.exp(v))), "mask-size", Texts.text("mask.size.hint"));
        size.setBlockIncrement(Math.log(1.2));
        size.setValue(Math.log(settings.size.get()));
        size.valueProperty().addListener((o, was, is) -> settings.size.set(Math.exp(is.doubleValue())));
        settings.size.addListener((o, was, is) -> size.setValue(Math.log(is.doubleValue())));
        Slider hardness = percent("mask-hardness", "mask.hardness", 100);
        hardness.valueProperty().bindBidirectional(settings.hardness);
        VBox sizeRow = new VBox(4, head(size, "mask.size", Texts.text("mask.size.value", settings.size)), size);
        sizeRow.visibleProperty().bind(settings.tool.isEqualTo(MaskTool.BRUSH));
        sizeRow.managedProperty().bind(sizeRow.visibleProperty());
        VBox hardnessRow = new VBox(4,
                head(hardness, "mask.hardness", Texts.text("percent", settings.hardness)), hardness);
        hardnessRow.visibleProperty().bind(settings.tool.isNotEqualTo(MaskTool.LINEAR));
        hardnessRow.managedProperty().bind(hardnessRow.visibleProperty());
        return new VBox(10, sizeRow, hardnessRow);
    }

    private static HBox head(Slider slider, String key, ObservableValue<String> value) {
        Label shown = new Label();
        shown.textProperty().bind(value);
        return new HBox(Controls.labelFor(slider, Texts.text(key)), Controls.gap(), shown);
    }

    private Node range() {
        VBox rows = new VBox(6);
        for (Slider slider : new Slider[] {low, high, softness}) {
            String key = slider.getId().replace('-', '.');
            rows.getChildren().addAll(head(slider, key, Texts.text("percent", slider.valueProperty())), slider);
            slider.valueProperty().addListener(o -> commitRange());
            slider.valueChangingProperty().addListener(o -> commitRange());
        }
        rows.visibleProperty().bind(ranged.selectedProperty());
        rows.managedProperty().bind(Bindings.createBooleanBinding(ranged::isSelected, ranged.selectedProperty()));
        return rows;
    }

    /** The end of a drag counts, not each place on the way. */
    private void commitRange() {
        boolean moving = low.isValueChanging() || high.isValueChanging() || softness.isValueChanging();
        if (programmatic || moving) {
            return;
        }
        double bottom = Math.min(low.getValue(), high.getValue()) / 100;
        double top = Math.max(low.getValue(), high.getValue()) / 100;
        Mask.LuminosityRange range = ranged.isSelected()
                ? new Mask.LuminosityRange(bottom, top, softness.getValue() / 100) : null;
        changed.accept(mask.withRange(range));
    }

    /** Shows the settings of a mask. */
    void show(Mask shown) {
        mask = shown;
        programmatic = true;
        inverted.setSelected(mask.inverted());
        ranged.setSelected(mask.range() != null);
        Mask.LuminosityRange range = mask.range() == null
                ? new Mask.LuminosityRange(0, 1, USUAL_SOFTNESS / 100) : mask.range();
        low.setValue(100 * range.low());
        high.setValue(100 * range.high());
        softness.setValue(100 * range.softness());
        programmatic = false;
    }
}
