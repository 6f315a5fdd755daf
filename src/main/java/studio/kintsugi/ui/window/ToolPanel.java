package studio.kintsugi.ui.window;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleConsumer;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import studio.kintsugi.edit.Step;
import studio.kintsugi.imaging.Region;
import studio.kintsugi.service.restoration.InferenceService;
import studio.kintsugi.store.ModelCard;
import studio.kintsugi.ui.common.Controls;
import studio.kintsugi.ui.common.Quantities;
import studio.kintsugi.ui.common.Texts;
import studio.kintsugi.ui.library.ModelText;
import studio.kintsugi.ui.tools.Tool;
import studio.kintsugi.ui.tools.ToolHost;
import studio.kintsugi.ui.tools.ToolSettings;

/** The chosen tool's settings. Builds steps; runs nothing itself. */
final class ToolPanel extends VBox {
    private static final String STRENGTH = "strength";

    private final Label title = new Label();
    private final Label summary = Controls.text("", "text-muted");
    private final ComboBox<ModelCard> models =
            Controls.describe(new ComboBox<>(), "model", Texts.of("model.hint"));
    private final Label modelTime = Controls.text("", "text-small", "text-muted");
    private final Label modelFacts = Controls.text("", "text-small", "text-muted");
    private final StrengthControl strength;
    private final Button preview;
    private final Button run;
    private final Button byProduct = new Button();
    private final ToolHost host;
    private final InferenceService speeds;
    private final VBox controls = new VBox(6);
    private final Map<Tool, ToolSettings> settings = new HashMap<>();
    private List<ModelCard> installed = List.of();
    private Tool tool;
    private long pixels;
    private boolean busy = true;

    /**
     * @param host offered to tools; its service says how long models take
     * @param onByProduct makes the {@link Tool#byProduct}
     * @param strengthChosen receives a strength, 0–1, that the user chooses
     */
    ToolPanel(ToolHost host, Runnable onPreview, Runnable onRun, Runnable onByProduct,
            DoubleConsumer strengthChosen) {
        this.host = host;
        this.speeds = host.service();
        this.strength = new StrengthControl(strengthChosen);
        this.preview = Controls.button("preview", Texts.of("preview"), null, Texts.of("preview.hint"), onPreview);
        this.run = Controls.button("run", Texts.of("run"), null, Texts.of("run.hint"), onRun);
        setId("tool-panel");
        getStyleClass().add("tool-panel");
        title.getStyleClass().add("title-3");
        modelFacts.setId("model-facts");
        modelTime.setId("model-time");
        prepareModels();
        preview.setMaxWidth(Double.MAX_VALUE);
        run.setMaxWidth(Double.MAX_VALUE);
        byProduct.setMaxWidth(Double.MAX_VALUE);
        byProduct.setOnAction(e -> onByProduct.run());
        byProduct.managedProperty().bind(byProduct.visibleProperty());
        run.setDefaultButton(true);
        TitledPane figures = new TitledPane(Texts.of("model.figures"), modelFacts);
        figures.setId("model-figures");
        figures.setExpanded(false);
        figures.setAnimated(false);
        figures.getStyleClass().add("figures");
        VBox settings = new VBox(10, title, summary, controls, Controls.labelFor(models, Texts.of("model")), models,
                modelTime, figures, strength);
        settings.getStyleClass().add("tool-settings");
        ScrollPane scroll = Controls.scrolling(settings);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(scroll, byProduct, preview, run);
        setBusy(true);
    }

    private void prepareModels() {
        models.setMaxWidth(Double.MAX_VALUE);
        models.setConverter(Controls.shownAs(ModelCard::title));
        models.valueProperty().addListener(o -> showFacts());
    }

    private void showFacts() {
        ModelCard card = models.getValue();
        if (card == null) {
            modelTime.setText(Texts.of("model.none"));
            modelFacts.setText("");
            return;
        }
        List<String> facts = new ArrayList<>(ModelText.metrics(card.metrics()));
        facts.add(Texts.of("model.licence", ModelText.license(card.license())));
        modelTime.setText(pixels == 0 ? "" : Texts.of(speeds.isMeasured(card) ? "model.takes" : "model.should.take",
                Quantities.duration(speeds.expectedSeconds(card, pixels))));
        modelFacts.setText(String.join("\n", facts));
    }

    /**
     * Says how long the chosen model should take for a picture of that size.
     *
     * @param previous size before it was enlarged in the last step; null where it was not
     */
    void picture(Region size, Region previous) {
        pixels = size.area();
        settings.values().forEach(s -> s.picture(size, previous));
        showFacts();
    }

    /** Shows another tool, at full strength, and the models that serve it, the default one first. */
    void show(Tool other, List<ModelCard> cards) {
        tool = other;
        title.setText(other.title());
        summary.setText(other.summary());
        byProduct.setVisible(other.byProduct().isPresent());
        other.byProduct().ifPresent(b -> Controls.describe(byProduct, b.id(), b.hint()).setText(b.title()));
        installed = cards;
        strength.show(1);
        controls.getChildren().setAll(settings().controls());
        offerModels();
    }

    /** Whether the picture shows a result of this tool, so that its by-product can be made. */
    void setHasResult(boolean hasResult) {
        byProduct.setDisable(!hasResult);
    }

    private ToolSettings settings() {
        return settings.computeIfAbsent(tool, t -> {
            ToolSettings made = t.settings(host);
            made.onChange(this::offerModels);
            return made;
        });
    }

    private void offerModels() {
        ModelCard was = models.getValue();
        models.getItems().setAll(installed.stream().filter(settings()::suits).toList());
        if (was != null && models.getItems().contains(was)) {
            models.setValue(was);
        } else {
            models.getSelectionModel().selectFirst();
        }
        showFacts();
        setBusy(busy);
    }

    /**
     * Updates the list of models. The chosen one stays chosen, unless it is gone or another one has become the
     * default.
     */
    void update(List<ModelCard> cards) {
        ModelCard chosen = models.getValue();
        ModelCard wasDefault = models.getItems().isEmpty() ? null : models.getItems().getFirst();
        installed = cards;
        offerModels();
        boolean sameDefault = wasDefault != null && !models.getItems().isEmpty()
                && wasDefault.id().equals(models.getItems().getFirst().id());
        if (sameDefault && chosen != null) {
            models.getItems().stream().filter(c -> c.id().equals(chosen.id())).findFirst().ifPresent(models::setValue);
        }
        showFacts();
    }

    Tool tool() {
        return tool;
    }

    boolean hasModel() {
        return models.getValue() != null;
    }

    /** Whether the settings are enough for a step. */
    boolean isComplete() {
        return tool != null && hasModel() && settings().isComplete();
    }

    /** The chosen model's id; only where {@link #hasModel()}. */
    String model() {
        return models.getValue().id();
    }

    long gesture() {
        return strength.gesture();
    }

    /** Whether a picture that was enlarged is to be enlarged once more. */
    boolean addsOnceMore() {
        return settings().addsOnceMore();
    }

    /** Sets the strength shown, 0–1. */
    void showStrength(double value) {
        strength.show(value);
    }

    /** Disables running: no picture is open, or a job is running. */
    void setBusy(boolean isBusy) {
        busy = isBusy;
        preview.setDisable(busy || !isComplete());
        run.setDisable(busy || !isComplete());
    }

    /** Says how many pictures a run is for. */
    void setCount(int pictures) {
        run.setText(Texts.of(pictures > 1 ? "run.several" : "run", pictures));
    }

    /** The step that the settings describe; only where {@link #isComplete()}. */
    Step step() {
        ModelCard card = models.getValue();
        Map<String, Object> parameters = new HashMap<>(settings().parameters());
        parameters.put(STRENGTH, strength.strength());
        return new Step(tool.id(), card.id(), card.sha256(), parameters);
    }

    /** Whether a step has these settings, regardless of its strength. */
    boolean describes(Step other) {
        return isComplete() && step().with(STRENGTH, 0).equals(other.with(STRENGTH, 0));
    }
}
