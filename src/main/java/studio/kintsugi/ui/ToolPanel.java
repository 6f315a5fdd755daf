package studio.kintsugi.ui;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.DoubleProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import studio.kintsugi.recipe.Step;
import studio.kintsugi.service.InferenceService;
import studio.kintsugi.store.ModelCard;
import studio.kintsugi.ui.models.ModelText;
import studio.kintsugi.ui.tools.Tool;
import studio.kintsugi.ui.tools.ToolSettings;

/** The chosen tool's settings. Builds steps; runs nothing itself. */
final class ToolPanel extends VBox {
    private final Label title = new Label();
    private final Label summary = new Label();
    private final ComboBox<ModelCard> models = new ComboBox<>();
    private final Label modelFacts = new Label();
    private final Slider strength = new Slider(0, 100, 100);
    private final Label strengthValue = new Label("100 %");
    private final Button preview = new Button("_Preview this part");
    private final Button run = new Button("_Run on the whole picture");
    private final InferenceService speeds;
    private final VBox controls = new VBox(6);
    private final Map<Tool, ToolSettings> settings = new HashMap<>();
    private List<ModelCard> installed = List.of();
    private Tool tool;
    private long pixels;
    private boolean busy = true;

    /**
     * @param speeds says how long models take
     */
    ToolPanel(InferenceService speeds, Runnable onPreview, Runnable onRun) {
        this.speeds = speeds;
        setId("tool-panel");
        getStyleClass().add("tool-panel");
        title.getStyleClass().add("title-3");
        summary.setWrapText(true);
        summary.getStyleClass().add("text-muted");
        modelFacts.setWrapText(true);
        modelFacts.setId("model-facts");
        modelFacts.getStyleClass().addAll("text-small", "text-muted");
        prepareModels();
        prepareStrength();
        button(preview, "preview", "Mend only what you see now (Ctrl+P)", onPreview);
        button(run, "run", "Mend the whole picture, what you see first (Ctrl+R)", onRun);
        run.setDefaultButton(true);
        Region gap = new Region();
        VBox.setVgrow(gap, Priority.ALWAYS);
        Label strengthLabel = new Label("Strength");
        strengthLabel.setLabelFor(strength);
        Label modelLabel = new Label("_Model");
        modelLabel.setMnemonicParsing(true);
        modelLabel.setLabelFor(models);
        Region between = new Region();
        HBox.setHgrow(between, Priority.ALWAYS);
        HBox strengthHead = new HBox(strengthLabel, between, strengthValue);
        strengthHead.setAlignment(Pos.BASELINE_LEFT);
        getChildren().addAll(title, summary, controls, modelLabel, models, modelFacts, strengthHead, strength, gap, preview, run);
        setBusy(true);
    }

    private void prepareModels() {
        models.setId("model");
        models.setMaxWidth(Double.MAX_VALUE);
        models.setTooltip(new Tooltip("The network that does the work"));
        models.setAccessibleText("Model");
        models.setConverter(new StringConverter<>() {
            @Override
            public String toString(ModelCard card) {
                return card == null ? "" : card.title();
            }

            @Override
            public ModelCard fromString(String text) {
                return null;
            }
        });
        models.valueProperty().addListener(o -> showFacts());
    }

    private void showFacts() {
        ModelCard card = models.getValue();
        if (card == null) {
            modelFacts.setText("No model for this tool is installed yet: see the models (Ctrl+M).");
            return;
        }
        List<String> facts = new ArrayList<>(ModelText.metrics(card.metrics()));
        facts.add("Licence: " + ModelText.licence(card.licence()));
        if (pixels > 0) {
            facts.add((speeds.isMeasured(card) ? "Takes about " : "Should take about ")
                    + ModelText.duration(speeds.expectedSeconds(card, pixels)) + " for this picture here");
        }
        modelFacts.setText(String.join("\n", facts));
    }

    /** Says how long the chosen model should take for a picture of that size. */
    void pictureSize(long area) {
        pixels = area;
        showFacts();
    }

    private void prepareStrength() {
        strength.setId("strength");
        strength.setTooltip(new Tooltip("How much of the change shows; costs no second run"));
        strength.setAccessibleText("Strength in percent");
        strength.valueProperty().addListener(o -> strengthValue.setText(Math.round(strength.getValue()) + " %"));
    }

    private static void button(Button button, String id, String hint, Runnable action) {
        button.setId(id);
        button.setTooltip(new Tooltip(hint));
        button.setAccessibleText(hint);
        button.setMaxWidth(Double.MAX_VALUE);
        button.setOnAction(e -> action.run());
    }

    /** Shows another tool and the models that serve it, the default one first. */
    void show(Tool other, List<ModelCard> cards) {
        tool = other;
        title.setText(other.title());
        summary.setText(other.summary());
        installed = cards;
        controls.getChildren().setAll(settings().controls());
        offerModels();
    }

    private ToolSettings settings() {
        return settings.computeIfAbsent(tool, t -> {
            ToolSettings made = t.settings();
            made.onChange(this::offerModels);
            return made;
        });
    }

    private void offerModels() {
        models.getItems().setAll(installed.stream().filter(settings()::suits).toList());
        models.getSelectionModel().selectFirst();
        showFacts();
        setBusy(busy);
    }

    /**
     * Shows the models there are now. The chosen one stays chosen, unless it is gone or another one has become the
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

    /** The chosen model's id; only where {@link #hasModel()}. */
    String model() {
        return models.getValue().id();
    }

    /** 0–100. */
    DoubleProperty strengthProperty() {
        return strength.valueProperty();
    }

    /** Whether nothing can be run now: no picture is open, or a job is under way. */
    void setBusy(boolean isBusy) {
        busy = isBusy;
        preview.setDisable(busy || !hasModel());
        run.setDisable(busy || !hasModel());
    }

    /** What the settings ask for. */
    Step step() {
        ModelCard card = models.getValue();
        Map<String, Object> parameters = new HashMap<>(settings().parameters());
        parameters.put("strength", strength.getValue() / 100);
        return new Step(tool.id(), card.id(), card.sha256(), parameters);
    }
}
