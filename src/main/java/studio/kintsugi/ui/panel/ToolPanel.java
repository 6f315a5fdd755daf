package studio.kintsugi.ui.panel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleConsumer;
import java.util.function.ToDoubleFunction;
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
import studio.kintsugi.ui.common.Texts;
import studio.kintsugi.ui.library.ModelText;
import studio.kintsugi.ui.tools.Tool;
import studio.kintsugi.ui.tools.ToolHost;
import studio.kintsugi.ui.tools.ToolSettings;
import studio.kintsugi.ui.trial.TrialSheet;

/** The chosen tool's settings. Builds steps; runs nothing itself. */
public final class ToolPanel extends VBox {
    private static final String STRENGTH = "strength";
    private static final double ROOM_FOR_SUMMARY = 440;

    private final Label title = new Label();
    private final Label summary = Controls.text("", "text-muted");
    private final ComboBox<ModelCard> models =
            Controls.describe(new ComboBox<>(), "model", Texts.text("model.hint"));
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
    private ToDoubleFunction<String> usualStrength = id -> 1;
    private boolean busy = true;

    /**
     * @param host offered to tools; its service says how long models take
     * @param onByProduct makes the {@link Tool#byProduct}
     * @param strengthChosen receives a strength, 0–1, that the user chooses
     */
    public ToolPanel(ToolHost host, Runnable onPreview, Runnable onRun, Runnable onByProduct,
            DoubleConsumer strengthChosen) {
        this.host = host;
        this.speeds = host.service();
        this.strength = new StrengthControl(strengthChosen);
        this.preview = Controls.button("preview", Texts.text("preview"), null, Texts.text("preview.hint"), onPreview);
        this.run = Controls.button("run", Texts.text("run"), null, Texts.text("run.hint"), onRun);
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
        TitledPane figures = Texts.say(new TitledPane("", modelFacts), "model.figures");
        figures.setId("model-figures");
        figures.setExpanded(false);
        figures.setAnimated(false);
        figures.getStyleClass().add("figures");
        VBox settings = new VBox(10, title, summary, controls, Controls.labelFor(models, Texts.text("model")), models,
                modelTime, figures);
        settings.getStyleClass().add("tool-settings");
        // what a tool does stands in its hint, too: in a small window its settings need the room more
        summary.visibleProperty().bind(heightProperty().greaterThanOrEqualTo(ROOM_FOR_SUMMARY));
        summary.managedProperty().bind(summary.visibleProperty());
        ScrollPane scroll = Controls.scrolling(settings);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        // the strength is moved most often, and stays where settings scroll
        getChildren().addAll(scroll, strength, byProduct, preview, run);
        setBusy(true);
    }

    private void prepareModels() {
        models.setMaxWidth(Double.MAX_VALUE);
        Controls.show(models, ModelText::title);
        models.valueProperty().addListener(o -> showFacts());
    }

    private void showFacts() {
        ModelCard card = models.getValue();
        if (card == null) {
            Texts.say(modelTime, "model.none");
            Texts.sayPlain(modelFacts, "");
            return;
        }
        long of = pixels;
        List<ModelCard> all = installed;
        Texts.say(modelTime, () -> of == 0 ? ModelText.quality(card, all)
                : ModelText.qualityAndTime(card, all, speeds, of));
        Texts.say(modelFacts, () -> {
            List<String> facts = new ArrayList<>(ModelText.metrics(card.metrics()));
            facts.add(Texts.of("model.licence", ModelText.license(card.license())));
            return String.join("\n", facts);
        });
    }

    /**
     * Says how long the chosen model should take for a picture of that size.
     *
     * @param previous size before it was enlarged in the last step; null where it was not
     */
    public void picture(Region size, Region previous) {
        pixels = size.area();
        settings.values().forEach(s -> s.picture(size, previous));
        showFacts();
    }

    /**
     * What tools begin with from now on.
     *
     * @param strength of a tool by its id, 0–1
     */
    public void beginWith(ToDoubleFunction<String> strength) {
        usualStrength = strength;
    }

    /** Shows another tool, at its usual strength, and the models that serve it, the default one first. */
    public void show(Tool other, List<ModelCard> cards) {
        tool = other;
        Texts.say(title, other::title);
        Texts.say(summary, other::summary);
        byProduct.setVisible(other.byProduct().isPresent());
        other.byProduct().ifPresent(b -> Texts.say(Controls.describe(byProduct, b.id(), Texts.text(b::hint)),
                b::title));
        installed = cards;
        strength.show(usualStrength.applyAsDouble(tool.id()));
        controls.getChildren().setAll(settings().controls());
        offerModels();
    }

    /** Whether the picture shows a result of this tool, so that its by-product can be made. */
    public void setHasResult(boolean hasResult) {
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
    public void update(List<ModelCard> cards) {
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

    public Tool tool() {
        return tool;
    }

    public boolean hasModel() {
        return models.getValue() != null;
    }

    /** Whether the settings are enough for a step. */
    public boolean isComplete() {
        return tool != null && hasModel() && settings().isComplete();
    }

    /** The chosen model's id; only where {@link #hasModel()}. */
    public String model() {
        return models.getValue().id();
    }

    public long gesture() {
        return strength.gesture();
    }

    /** Whether a picture that was enlarged is to be enlarged once more. */
    public boolean addsOnceMore() {
        return settings().addsOnceMore();
    }

    /** Sets the strength shown, 0–1. */
    public void showStrength(double value) {
        strength.show(value);
    }

    /** Disables running: no picture is open, or a job is running. */
    public void setBusy(boolean isBusy) {
        busy = isBusy;
        preview.setDisable(busy || !isComplete());
        run.setDisable(busy || !isComplete());
    }

    /** Says how many pictures a run is for. */
    public void setCount(int pictures) {
        Texts.say(run, pictures > 1 ? "run.several" : "run", pictures);
    }

    /** The step that the settings describe; only where {@link #isComplete()}. */
    public Step step() {
        ModelCard card = models.getValue();
        Map<String, Object> parameters = new HashMap<>(settings().parameters());
        parameters.put(STRENGTH, strength.strength());
        return new Step(tool.id(), card.id(), card.sha256(), parameters);
    }

    /** Each model that can be chosen, with the step that it would do at full strength. */
    public List<TrialSheet.Trial> trials() {
        Map<String, Object> parameters = new HashMap<>(settings().parameters());
        parameters.put(STRENGTH, 1.0);
        return models.getItems().stream()
                .map(c -> new TrialSheet.Trial(c, new Step(tool.id(), c.id(), c.sha256(), parameters))).toList();
    }

    /** Chooses the model and the strength of a step. */
    public void use(Step step) {
        models.getItems().stream().filter(c -> c.id().equals(step.model())).findFirst().ifPresent(models::setValue);
        strength.show(step.strength());
    }

    /** Whether a step has these settings, regardless of its strength and mask. */
    public boolean describes(Step other) {
        return isComplete() && step().work().equals(other.work());
    }
}
