package studio.kintsugi.ui.library;

import java.util.ArrayList;
import java.util.List;
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
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import studio.kintsugi.checkpoint.HyperParameters;
import studio.kintsugi.models.registry.Recognition;
import studio.kintsugi.service.library.ImportCandidate;
import studio.kintsugi.service.library.ImportChoices;
import studio.kintsugi.ui.common.Controls;
import studio.kintsugi.ui.common.Texts;
import studio.kintsugi.ui.tools.Tool;

/** What was recognised in a checkpoint, and the questions only the user can answer. */
final class ImportCard extends VBox {
    private static final int OFFICIAL_TRAIN_SIZE = 256;

    private final ImportCandidate candidate;
    private final ToggleGroup tasks = new ToggleGroup();
    private final TextField title = new TextField();
    private final CheckBox local = Texts.say(new CheckBox(), "tlc");
    private final Spinner<Integer> trainSize = new Spinner<>(32, 2048, OFFICIAL_TRAIN_SIZE, 32);
    private final Button add;

    /**
     * @param add receives the answers
     */
    ImportCard(ImportCandidate candidate, Consumer<ImportChoices> add, Runnable dismiss) {
        this.candidate = candidate;
        this.add = Controls.button("import-add", Texts.text("import.add"), "fth-plus",
                Texts.text("import.add.hint"),
                () -> add.accept(choices()));
        this.add.getStyleClass().add("accent");
        setId("import-card");
        getStyleClass().add("import-card");
        getChildren().add(Controls.text(candidate.file().getFileName().toString(), "text-bold"));
        Label report = Controls.text(Texts.text(() -> String.join("\n", report())));
        report.setId("import-report");
        getChildren().add(report);
        if (candidate.official().isEmpty()) {
            ask();
        }
        HBox buttons = new HBox(this.add,
                Controls.button("import-dismiss", Texts.text("import.dismiss"), null, Texts.text("import.dismiss.hint"),
                        dismiss));
        buttons.setSpacing(8);
        getChildren().add(buttons);
    }

    private List<String> report() {
        Recognition r = candidate.recognition();
        List<String> lines = new ArrayList<>();
        lines.add(Texts.of("import.recognised", r.title(), candidate.checkpoint().weights().names().size()));
        lines.add(candidate.official()
                .map(e -> Texts.of("import.official", e.file(), ModelText.license(e.license()),
                        ModelText.task(e.task())))
                .orElseGet(() -> Texts.of("import.unofficial", candidate.sha256().substring(0, 12))));
        if (!r.hyperParameters().values().isEmpty()) {
            lines.add(hyperParameters(r.hyperParameters()));
        }
        if (!candidate.checkpoint().undone().isEmpty()) {
            lines.add(Texts.of("import.unwrapped", String.join(", ", candidate.checkpoint().undone())));
        }
        return lines;
    }

    private static String hyperParameters(HyperParameters hyper) {
        List<String> parts = new ArrayList<>();
        new TreeMap<>(hyper.values()).forEach((name, value) -> parts.add(name + " " + value));
        return String.join(", ", parts);
    }

    private void ask() {
        List<String> possible = candidate.recognition().tasks();
        if (possible.size() > 1) {
            getChildren().add(Controls.text(Texts.text("import.task"), "text-bold"));
            candidate.likelyTask().ifPresent(task -> getChildren().add(
                    Controls.text(Texts.text("import.likely", Tool.named(task)), "text-muted")));
            possible.forEach(task -> getChildren().add(choice(task)));
            add.disableProperty().bind(tasks.selectedToggleProperty().isNull());
        }
        if (candidate.mayPoolLocally()) {
            Controls.describe(local, "import-tlc", Texts.text("tlc.hint"));
            Controls.describe(trainSize, "import-train-size", Texts.text("tlc.size.hint"));
            trainSize.setEditable(true);
            trainSize.setPrefWidth(100);
            trainSize.disableProperty().bind(local.selectedProperty().not());
            HBox line = new HBox(local, trainSize, Texts.say(new Label(), "pixels"));
            line.setSpacing(8);
            line.setAlignment(Pos.CENTER_LEFT);
            getChildren().add(line);
            tasks.selectedToggleProperty()
                    .addListener((o, was, is) -> local.setSelected(is != null && is.getUserData().equals("deblur")));
        }
        Controls.describe(title, "import-title", Texts.text("import.name.hint"));
        title.setPromptText(candidate.recognition().title());
        candidate.likelyTask().ifPresent(this::choose);
        title.setMaxWidth(420);
        getChildren().addAll(Controls.labelFor(title, Texts.text("import.name")), title);
    }

    private void choose(String task) {
        tasks.getToggles().stream().filter(t -> t.getUserData().equals(task)).findFirst()
                .ifPresent(tasks::selectToggle);
    }

    private RadioButton choice(String task) {
        String sets = "import.task." + task;
        RadioButton choice = Controls.describe(
                Texts.say(new RadioButton(), () -> Texts.has(sets) ? Texts.of(sets, ModelText.task(task))
                        : ModelText.task(task)), "import-task-" + task,
                Texts.text("import.task.hint", Tool.named(task)));
        choice.setToggleGroup(tasks);
        choice.setUserData(task);
        return choice;
    }

    private ImportChoices choices() {
        if (candidate.official().isPresent()) {
            return ImportChoices.NONE;
        }
        String task = tasks.getSelectedToggle() == null ? null : (String) tasks.getSelectedToggle().getUserData();
        Integer side = candidate.mayPoolLocally() ? Integer.valueOf(local.isSelected() ? trainSize.getValue() : 0)
                : null;
        return new ImportChoices(null, title.getText().isBlank() ? null : title.getText().strip(), task, side);
    }
}
