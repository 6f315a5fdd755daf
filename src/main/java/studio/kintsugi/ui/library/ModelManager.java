package studio.kintsugi.ui.library;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.service.job.Job;
import studio.kintsugi.service.job.JobListener;
import studio.kintsugi.service.job.Progress;
import studio.kintsugi.service.library.DownloadProgress;
import studio.kintsugi.service.library.LibraryModel;
import studio.kintsugi.service.library.LibraryModel.Origin;
import studio.kintsugi.service.library.ModelLibrary;
import studio.kintsugi.service.restoration.InferenceService;
import studio.kintsugi.service.training.TrainingService;
import studio.kintsugi.store.CatalogEntry;
import studio.kintsugi.store.StoredModel;
import studio.kintsugi.ui.common.BackgroundTasks;
import studio.kintsugi.ui.common.Controls;
import studio.kintsugi.ui.common.Quantities;
import studio.kintsugi.ui.common.Texts;
import studio.kintsugi.ui.tools.Tool;

/** Lists installed, built-in and available models, and what can be done with each. For the JavaFX thread. */
public final class ModelManager extends VBox implements AutoCloseable {
    private static final long SAMPLE_PIXELS = 12_000_000;
    private static final double HALF = 0.5;

    private final ModelLibrary library;
    private final TrainingService training;
    private final InferenceService service;
    private final Set<String> toolIds;
    private final ModelQuestions questions;
    private final BackgroundTasks tasks;
    private final Map<String, DownloadLine> downloads = new HashMap<>();
    private final VBox rows = new VBox();
    private final TextField filter = new TextField();
    private final Notice notice = new Notice();
    private final Imports imports;
    private final Node head;
    private final List<Node> list;
    private List<LibraryModel> models = List.of();
    private TrainingPane trainingPane;

    /**
     * @param training trains and prunes models
     * @param service estimates how long models take, and runs new ones for comparison
     * @param tools the tools that models may be for
     * @param tasks closed with this
     * @param close called when the user is done
     */
    public ModelManager(ModelLibrary library, TrainingService training, InferenceService service,
            ModelQuestions questions, List<Tool> tools, BackgroundTasks tasks, Runnable close) {
        this.toolIds = tools.stream().map(Tool::id).collect(Collectors.toSet());
        this.library = library;
        this.training = training;
        this.service = service;
        this.questions = questions;
        this.tasks = tasks;
        this.imports = new Imports(library, tasks, notice);
        setId("model-manager");
        getStyleClass().add("model-manager");
        rows.setId("model-rows");
        rows.getStyleClass().add("model-rows");
        ScrollPane scroll = new ScrollPane(new VBox(imports, rows));
        scroll.setId("model-scroll");
        scroll.setAccessibleText(Texts.of("models"));
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        head = head(close);
        list = List.of(head, tools(), notice, scroll);
        getChildren().setAll(list);
        filter.textProperty().addListener(o -> show());
        library.watch(() -> Platform.runLater(this::refresh));
        refresh();
    }

    private HBox head(Runnable close) {
        Label title = new Label(Texts.of("models"));
        title.getStyleClass().add("title-3");
        HBox head = new HBox(title, Controls.gap(),
                Controls.iconButton("models-close", "fth-x", Texts.of("models.close.hint"), close));
        head.setAlignment(Pos.CENTER_LEFT);
        return head;
    }

    private HBox tools() {
        Controls.describe(filter, "models-filter", Texts.of("models.filter.hint"));
        filter.setPromptText(Texts.of("models.filter"));
        HBox.setHgrow(filter, Priority.ALWAYS);
        HBox tools = new HBox(filter, Controls.button("models-import", Texts.of("import"), "fth-plus",
                Texts.of("import.hint"),
                () -> take(questions.checkpoints())));
        tools.setSpacing(8);
        return tools;
    }

    /** Examines checkpoints one after the other and asks what only the user knows. Stores nothing unasked. */
    public void take(List<Path> checkpoints) {
        imports.take(checkpoints);
    }

    private void refresh() {
        tasks.run(library::list, listed -> {
            models = listed;
            show();
        }, notice::error);
    }

    private void show() {
        rows.getChildren().clear();
        section(Origin.INSTALLED, Texts.of("models.installed"));
        section(Origin.BUILT_IN, Texts.of("models.built.in"));
        section(Origin.AVAILABLE, Texts.of("models.available"));
        if (rows.getChildren().isEmpty()) {
            rows.getChildren().add(Controls.text(Texts.of("models.none"), "text-muted"));
        }
    }

    private void section(Origin origin, String title) {
        List<LibraryModel> found = models.stream().filter(m -> m.origin() == origin && matches(m)).toList();
        if (!found.isEmpty()) {
            Label heading = Controls.text(title, "title-4", "model-section");
            rows.getChildren().add(heading);
            found.forEach(m -> rows.getChildren().add(new ModelRow(m, hasTool(m), time(m),
                    Optional.ofNullable(downloads.get(m.id())), new RowActions())));
        }
    }

    private boolean matches(LibraryModel m) {
        String text = String.join(" ", m.title(), m.id(), ModelText.task(m.task()), ModelText.architecture(
                m.architecture()), ModelText.license(m.license())).toLowerCase(Locale.ROOT);
        return filter.getText().strip().toLowerCase(Locale.ROOT).lines().flatMap(l -> List.of(l.split("\\s+")).stream())
                .allMatch(text::contains);
    }

    private boolean hasTool(LibraryModel m) {
        return toolIds.contains(m.task());
    }

    private Optional<String> time(LibraryModel m) {
        return m.card().filter(c -> hasTool(m)).map(c -> Texts.of(
                service.isMeasured(c) ? "models.time.measured" : "models.time.expected",
                Quantities.duration(service.expectedSeconds(c, SAMPLE_PIXELS)), SAMPLE_PIXELS / 1_000_000));
    }

    /** Shows the training pane; the running one rather than a new one. */
    private void make(Supplier<TrainingPane> pane) {
        if (trainingPane == null || !trainingPane.isRunning()) {
            trainingPane = pane.get();
            VBox.setVgrow(trainingPane, Priority.ALWAYS);
        }
        getChildren().setAll(head, trainingPane);
    }

    private void showList() {
        getChildren().setAll(list);
    }

    /** Stops downloads; the parts received are kept. */
    @Override
    public void close() {
        downloads.values().forEach(DownloadLine::cancel);
        tasks.close();
    }

    /** What the buttons of a row do. */
    private final class RowActions implements ModelRow.Actions {
        @Override
        public void makeDefault(LibraryModel model) {
            tasks.run(() -> {
                library.makeDefault(model.task(), model.id());
                return model;
            }, m -> notice.note(Texts.of("model.chosen", ModelText.task(m.task()), m.title())),
                    notice::error);
        }

        @Override
        public void verify(LibraryModel model) {
            notice.note(Texts.of("verify.now", model.title()));
            tasks.run(() -> library.verify(model.id()), whole -> {
                if (whole) {
                    notice.note(Texts.of("verify.whole", model.title()));
                } else {
                    notice.error(Texts.of("verify.broken", model.title()));
                }
            }, notice::error);
        }

        @Override
        public void teach(LibraryModel model) {
            make(() -> new TrainingPane("teach", model.title(), Optional.empty(), (folder, minutes, share, listener) ->
                    training.teach(model.id(), folder, minutes, listener), service, questions, tasks,
                    ModelManager.this::showList));
        }

        @Override
        public void faster(LibraryModel model) {
            make(() -> new TrainingPane("faster", model.title(), Optional.of(HALF),
                    (folder, minutes, share, listener) ->
                    training.faster(model.id(), folder, share, minutes, listener), service, questions, tasks,
                    ModelManager.this::showList));
        }

        @Override
        public void delete(LibraryModel model) {
            if (questions.confirm(Texts.of("delete.question", model.title(), Quantities.size(model.bytes())))) {
                tasks.run(() -> {
                    library.remove(model.id());
                    return model;
                }, m -> notice.note(Texts.of("deleted", m.title())), notice::error);
            }
        }

        @Override
        public void download(CatalogEntry entry) {
            DownloadLine line = new DownloadLine(entry);
            downloads.put(entry.id(), line);
            notice.clear();
            show();
            line.shows(library.download(entry, new DownloadReports(entry, line)));
        }

        @Override
        public void browse(String address) {
            questions.browse(address);
        }
    }

    /** Shows how a download goes and how it ended. */
    private final class DownloadReports implements JobListener<DownloadProgress, StoredModel> {
        private final CatalogEntry entry;
        private final DownloadLine line;

        DownloadReports(CatalogEntry entry, DownloadLine line) {
            this.entry = entry;
            this.line = line;
        }

        @Override
        public void progressed(Job<DownloadProgress, StoredModel> job, Progress<DownloadProgress> progress) {
            line.progressed(job, progress);
        }

        @Override
        public void finished(Job<DownloadProgress, StoredModel> job, StoredModel stored) {
            ended(job, () -> notice.note(Texts.of("downloaded", stored.card().title())));
        }

        @Override
        public void failed(Job<DownloadProgress, StoredModel> job, KintsugiException failure) {
            ended(job, () -> notice.error(failure.getMessage()));
        }

        @Override
        public void cancelled(Job<DownloadProgress, StoredModel> job) {
            ended(job, () -> { });
        }

        private void ended(Job<?, ?> job, Runnable say) {
            Platform.runLater(() -> job.ifWanted(() -> {
                downloads.remove(entry.id());
                say.run();
                refresh();
            }));
        }
    }
}
