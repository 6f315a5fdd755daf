package studio.kintsugi.ui.models;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import studio.kintsugi.models.Recognition;
import studio.kintsugi.service.ImportCandidate;
import studio.kintsugi.service.ImportChoices;

/** What was recognised in a checkpoint, and the questions only the user can answer. */
final class ImportCard extends VBox {
    /** What the official weights for a task were trained on, to help whoever knows that and not the task. */
    private static final Map<String, String> KNOWN_SETS =
            Map.of("denoise", "trained on SIDD, say", "deblur", "trained on GoPro or REDS, say");

    private static final int OFFICIAL_TRAIN_SIZE = 256;

    private final ImportCandidate candidate;
    private final ToggleGroup tasks = new ToggleGroup();
    private final TextField title = new TextField();
    private final CheckBox local = new CheckBox("_Local statistics (TLC), for patches of");
    private final Spinner<Integer> trainSize = new Spinner<>(32, 2048, OFFICIAL_TRAIN_SIZE, 32);
    private final Button add;

    /**
     * @param add given the answers
     */
    ImportCard(ImportCandidate candidate, Consumer<ImportChoices> add, Runnable dismiss) {
        this.candidate = candidate;
        this.add = Controls.button("import-add", "Add this model", "fth-plus", "Store it with the other models",
                () -> add.accept(choices()));
        this.add.getStyleClass().add("accent");
        setId("import-card");
        getStyleClass().add("import-card");
        getChildren().add(Controls.text(candidate.file().getFileName().toString(), "text-bold"));
        Label report = Controls.text(String.join("\n", report()));
        report.setId("import-report");
        getChildren().add(report);
        if (candidate.official().isEmpty()) {
            ask();
        }
        HBox buttons = new HBox(this.add,
                Controls.button("import-dismiss", "Don't add", null, "Leave the models as they are", dismiss));
        buttons.setSpacing(8);
        getChildren().add(buttons);
    }

    private List<String> report() {
        Recognition r = candidate.recognition();
        List<String> lines = new ArrayList<>();
        lines.add("Recognised as " + r.title() + ": " + candidate.checkpoint().weights().names().size()
                + " tensors, none missing, none left over.");
        lines.add(candidate.official().map(e -> "Known by its hash: the official " + e.file() + ", "
                + ModelText.licence(e.licence()) + ". It serves " + ModelText.task(e.task()) + ".")
                .orElse("Not a file of the catalogue (SHA-256 " + candidate.sha256().substring(0, 12) + "…)."));
        if (!r.hyperParameters().isEmpty()) {
            lines.add(hyperParameters(r.hyperParameters()));
        }
        if (!candidate.checkpoint().undone().isEmpty()) {
            lines.add("Unwrapped from: " + String.join(", ", candidate.checkpoint().undone()));
        }
        return lines;
    }

    private static String hyperParameters(Map<String, Object> hyper) {
        List<String> parts = new ArrayList<>();
        new TreeMap<>(hyper).forEach((name, value) -> parts.add(name + " " + value));
        return String.join(", ", parts);
    }

    private void ask() {
        List<String> possible = candidate.recognition().tasks();
        if (possible.size() > 1) {
            getChildren().add(Controls.text("What does it do? Nothing in the file tells.", "text-bold"));
            possible.forEach(task -> getChildren().add(choice(task)));
            add.disableProperty().bind(tasks.selectedToggleProperty().isNull());
        }
        if (mayPoolLocally()) {
            local.setId("import-tlc");
            local.setTooltip(new Tooltip("The authors test their GoPro and REDS weights so, with patches of 256; their"
                    + " SIDD weights without"));
            local.setAccessibleText("Local statistics, TLC");
            trainSize.setId("import-train-size");
            trainSize.setEditable(true);
            trainSize.setPrefWidth(100);
            trainSize.setTooltip(new Tooltip("Side of the patches it was trained on, pixels"));
            trainSize.setAccessibleText("Side of the training patches in pixels");
            trainSize.disableProperty().bind(local.selectedProperty().not());
            HBox line = new HBox(local, trainSize, new Label("pixels"));
            line.setSpacing(8);
            line.setAlignment(Pos.CENTER_LEFT);
            getChildren().add(line);
            tasks.selectedToggleProperty()
                    .addListener((o, was, is) -> local.setSelected(is != null && is.getUserData().equals("deblur")));
        }
        title.setId("import-title");
        title.setPromptText(candidate.recognition().title());
        title.setTooltip(new Tooltip("How the model is called in the window; left empty, it is called after its file"));
        title.setAccessibleText("Name of the model");
        title.setMaxWidth(420);
        Label name = new Label("_Name");
        name.setMnemonicParsing(true);
        name.setLabelFor(title);
        getChildren().addAll(name, title);
    }

    private RadioButton choice(String task) {
        RadioButton choice = new RadioButton(ModelText.task(task)
                + (KNOWN_SETS.containsKey(task) ? "  (" + KNOWN_SETS.get(task) + ")" : ""));
        choice.setId("import-task-" + task);
        choice.setTooltip(new Tooltip("It serves the tool " + ModelText.task(task)));
        choice.setAccessibleText(ModelText.task(task));
        choice.setToggleGroup(tasks);
        choice.setUserData(task);
        return choice;
    }

    private boolean mayPoolLocally() {
        String architecture = candidate.recognition().architecture();
        return architecture.equals("nafnet") || architecture.equals("baseline");
    }

    private ImportChoices choices() {
        if (candidate.official().isPresent()) {
            return ImportChoices.NONE;
        }
        String task = tasks.getSelectedToggle() == null ? null : (String) tasks.getSelectedToggle().getUserData();
        Integer side = mayPoolLocally() ? Integer.valueOf(local.isSelected() ? trainSize.getValue() : 0) : null;
        return new ImportChoices(null, title.getText().isBlank() ? null : title.getText().strip(), task, side);
    }
}
