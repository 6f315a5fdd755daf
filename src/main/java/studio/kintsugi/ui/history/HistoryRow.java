package studio.kintsugi.ui.history;

import java.util.List;
import java.util.function.Supplier;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import studio.kintsugi.edit.Geometry;
import studio.kintsugi.edit.History;
import studio.kintsugi.edit.Step;
import studio.kintsugi.store.ModelCard;
import studio.kintsugi.ui.common.Controls;
import studio.kintsugi.ui.common.SpokenSlider;
import studio.kintsugi.ui.common.Texts;
import studio.kintsugi.ui.library.ModelText;
import studio.kintsugi.ui.picture.Document;
import studio.kintsugi.ui.tools.Tool;

/** One step of the history: switched on or off, and, while it is chosen, its model, strength and place. */
final class HistoryRow extends VBox {
    private final Document document;
    private final int id;
    private final CheckBox on;
    private final Label amount = new Label();
    private final ComboBox<ModelCard> models;
    private final Slider strength;
    private boolean programmatic;
    private long gesture = 1;

    /**
     * @param cards the models that can do the step; none where it needs none
     * @param chosen of all rows, one at a time
     * @param actions change the step on the picture
     */
    HistoryRow(Document document, History.Entry entry, Supplier<List<ModelCard>> cards, ToggleGroup chosen,
            HistoryActions actions) {
        this.document = document;
        this.id = entry.id();
        getStyleClass().add("history-row");
        ObservableValue<String> name = Texts.text(() -> Tool.title(entry.step().tool()));
        on = Controls.describe(new CheckBox(), "history-on-" + id, Texts.text("history.on.hint", name));
        on.setOnAction(e -> document.setEnabled(id, on.isSelected()));
        ToggleButton title = Controls.describe(new ToggleButton(), "history-step-" + id,
                Texts.text("history.step.hint", name));
        title.textProperty().bind(name);
        title.getStyleClass().addAll("flat", "history-step");
        title.setToggleGroup(chosen);
        title.setMaxWidth(Double.MAX_VALUE);
        title.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(title, Priority.ALWAYS);
        HBox head = new HBox(on, title, amount);
        head.setAlignment(Pos.CENTER_LEFT);
        amount.getStyleClass().add("text-muted");
        models = Controls.describe(new ComboBox<>(), "history-model-" + id, Texts.text("model.hint"));
        strength = Controls.describe(SpokenSlider.percent(0, 100), "history-strength-" + id,
                Texts.text("strength.hint"));
        VBox details = details(entry.step(), name, actions);
        details.visibleProperty().bind(title.selectedProperty());
        details.managedProperty().bind(title.selectedProperty());
        getChildren().addAll(head, details);
        title.selectedProperty().addListener((o, was, is) -> {
            if (is && models.getItems().isEmpty() && !Geometry.is(entry.step())) {
                programmatically(() -> {
                    models.getItems().setAll(cards.get());
                    showModel();
                });
            }
        });
        update(entry);
    }

    private VBox details(Step step, ObservableValue<String> name, HistoryActions actions) {
        VBox details = new VBox();
        details.getStyleClass().add("history-details");
        if (!Geometry.is(step)) {
            models.setMaxWidth(Double.MAX_VALUE);
            Controls.show(models, ModelText::title);
            models.valueProperty().addListener((o, was, card) -> {
                if (!programmatic && card != null) {
                    document.history().entry(id).ifPresent(
                            e -> document.replace(id, e.step().withModel(card.id(), card.sha256())));
                }
            });
            strength.addEventFilter(MouseEvent.MOUSE_PRESSED, e -> gesture++);
            strength.focusedProperty().addListener(o -> gesture++);
            // what comes after is computed again, so the end of a drag counts, not each place on the way
            strength.valueProperty().addListener(o -> commitStrength());
            strength.valueChangingProperty().addListener(o -> commitStrength());
            details.getChildren().addAll(models, Controls.labelFor(strength, Texts.text("strength")), strength);
        }
        HBox buttons = new HBox(
                byHand(step, name, actions),
                Controls.iconButton("history-up-" + id, "fth-arrow-up", Texts.text("history.up.hint", name),
                        () -> document.move(id, -1)),
                Controls.iconButton("history-down-" + id, "fth-arrow-down", Texts.text("history.down.hint", name),
                        () -> document.move(id, 1)),
                Controls.gap(),
                Controls.iconButton("history-delete-" + id, "fth-trash-2", Texts.text("history.delete.hint", name),
                        () -> document.remove(id)));
        details.getChildren().add(buttons);
        return details;
    }

    private Button byHand(Step step, ObservableValue<String> name, HistoryActions actions) {
        boolean moves = Geometry.is(step);
        String what = moves ? "change" : "mask";
        Button button = Controls.button("history-" + what + "-" + id, Texts.text("history." + what), null,
                Texts.text("history." + what + ".hint", name), moves ? () -> actions.change(document, id)
                        : () -> actions.mask(document, id));
        button.getStyleClass().addAll("small", "flat");
        button.disableProperty().bind(on.selectedProperty().not());
        boolean hasNothing = step.tool().equals(Geometry.ROTATE) || step.tool().equals(Geometry.FLIP);
        button.setVisible(!hasNothing);
        return button;
    }

    private void commitStrength() {
        if (!programmatic && !strength.isValueChanging()) {
            document.setStrength(id, Math.round(strength.getValue()) / 100.0, gesture);
        }
    }

    private void programmatically(Runnable change) {
        programmatic = true;
        change.run();
        programmatic = false;
    }

    private void showModel() {
        document.history().entry(id).ifPresent(e -> models.getItems().stream()
                .filter(c -> c.id().equals(e.step().model())).findFirst().ifPresent(models::setValue));
    }

    /** Shows what has become of the step. */
    void update(History.Entry entry) {
        programmatically(() -> {
            on.setSelected(entry.enabled());
            strength.setValue(100 * entry.step().strength());
            showModel();
        });
        Texts.say(amount, () -> amount(entry.step()));
        setOpacity(entry.enabled() ? 1 : 0.6);
    }

    /** How much of the step shows, and whether only in a part. */
    private static String amount(Step step) {
        String strong = Texts.of("percent", Math.round(100 * step.strength()));
        return Geometry.is(step) ? "" : step.mask() == null ? strong : Texts.of("history.masked", strong);
    }
}
