package studio.kintsugi.ui.library;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
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
import studio.kintsugi.store.ModelCard;
import studio.kintsugi.store.StoredModel;
import studio.kintsugi.ui.common.BackgroundTasks;
import studio.kintsugi.ui.common.Controls;
import studio.kintsugi.ui.common.Quantities;
import studio.kintsugi.ui.common.Sentences;
import studio.kintsugi.ui.common.Texts;
import studio.kintsugi.ui.tools.Tool;

/** Lists installed, built-in and available models, and what can be done with each. For the JavaFX thread. */
public final class ModelManager extends VBox implements AutoCloseable {
    /** Tasks whose models take time in proportion to a picture's pixels. */
    private static final Set<String> RESTORING = Set.of("denoise", "deblur", "dereflect", "upscale");
    /** Tasks of models that only train or test others. */
    private static final Set<String> RESEARCH = Set.of("features", "classify", "stereo-upscale");
    private static final double HALF = 0.5;

    private final ModelLibrary library;
    private final TrainingService training;
    private final InferenceService service;
    private final List<String> toolIds;
    private final LongSupplier pixels;
    private final ReadOnlyStringWrapper activity = new ReadOnlyStringWrapper("");
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
     * @param pixels how many the picture in front has; 0 where none is open
     * @param tasks closed with this
     * @param close called when the user is done
     */
    public ModelManager(ModelLibrary library, TrainingService training, InferenceService service,
            ModelQuestions questions, List<Tool> tools, LongSupplier pixels, BackgroundTasks tasks, Runnable close) {
        this.toolIds = tools.stream().map(Tool::id).toList();
        this.pixels = pixels;
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
        scroll.accessibleTextProperty().bind(Texts.text("models"));
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
        Label title = Texts.say(new Label(), "models");
        title.getStyleClass().add("title-3");
        HBox head = new HBox(title, Controls.gap(),
                Controls.iconButton("models-close", "fth-x", Texts.text("models.close.hint"), close));
        head.setAlignment(Pos.CENTER_LEFT);
        return head;
    }

    private HBox tools() {
        Controls.describe(filter, "models-filter", Texts.text("models.filter.hint"));
        filter.promptTextProperty().bind(Texts.text("models.filter"));
        HBox.setHgrow(filter, Priority.ALWAYS);
        HBox tools = new HBox(filter, Controls.button("models-import", Texts.text("import"), "fth-plus",
                Texts.text("import.hint"),
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
        section(Origin.INSTALLED, "models.installed");
        section(Origin.BUILT_IN, "models.built.in");
        section(Origin.AVAILABLE, "models.available");
        research();
        if (rows.getChildren().isEmpty()) {
            rows.getChildren().add(Controls.text(Texts.text("models.none"), "text-muted"));
        }
    }

    /** Models of tools, those for photographs first. */
    private void section(Origin origin, String title) {
        List<LibraryModel> found = models.stream().filter(m -> m.origin() == origin && !isResearch(m) && matches(m))
                .sorted(Comparator.comparingInt(this::place)).toList();
        if (!found.isEmpty()) {
            rows.getChildren().add(Controls.text(Texts.text(title), "title-4", "model-section"));
            found.forEach(m -> rows.getChildren().add(row(m)));
        }
    }

    private int place(LibraryModel m) {
        int place = toolIds.indexOf(m.task());
        return place < 0 ? toolIds.size() : place;
    }

    /** What no picture is mended with: folded away unless it is looked for. */
    private void research() {
        VBox folded = new VBox();
        folded.getStyleClass().add("model-rows");
        models.stream().filter(m -> isResearch(m) && matches(m)).forEach(m -> folded.getChildren().add(row(m)));
        if (!folded.getChildren().isEmpty()) {
            TitledPane pane = Controls.describe(new TitledPane("", folded), "models-research",
                    Texts.text("models.research.hint"));
            Texts.say(pane, "models.research");
            pane.setAnimated(false);
            pane.setExpanded(!filter.getText().isBlank());
            pane.getStyleClass().add("figures");
            rows.getChildren().add(pane);
        }
    }

    private boolean isResearch(LibraryModel m) {
        return RESEARCH.contains(m.task());
    }

    private ModelRow row(LibraryModel m) {
        return new ModelRow(m, hasTool(m), time(m), Optional.ofNullable(downloads.get(m.id())), new RowActions());
    }

    private boolean matches(LibraryModel m) {
        String text = String.join(" ", m.title(), name(m), m.id(), ModelText.task(m.task()), ModelText.architecture(
                m.architecture()), ModelText.license(m.license())).toLowerCase(Locale.ROOT);
        return filter.getText().strip().toLowerCase(Locale.ROOT).lines().flatMap(l -> List.of(l.split("\\s+")).stream())
                .allMatch(text::contains);
    }

    private static StringBinding title(LibraryModel m) {
        return Texts.text(() -> name(m));
    }

    private static String name(LibraryModel m) {
        return ModelText.title(m.id(), m.title());
    }

    private boolean hasTool(LibraryModel m) {
        return toolIds.contains(m.task());
    }

    private Optional<Supplier<String>> time(LibraryModel m) {
        List<ModelCard> cards = models.stream().flatMap(o -> o.card().stream()).toList();
        return m.card().filter(c -> RESTORING.contains(c.task()))
                .map(c -> () -> ModelText.qualityAndTime(c, cards, service, pixels.getAsLong()));
    }

    /** What is being trained and how far it is; empty where nothing is. */
    public ReadOnlyStringProperty activityProperty() {
        return activity.getReadOnlyProperty();
    }

    /** Shows the training pane; the running one rather than a new one. */
    private void make(Supplier<TrainingPane> pane) {
        if (trainingPane == null || !trainingPane.isRunning()) {
            trainingPane = pane.get();
            activity.bind(trainingPane.activityProperty());
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
            notice.note(Texts.of("verify.now", name(model)));
            tasks.run(() -> library.verify(model.id()), whole -> {
                if (whole) {
                    notice.note(Texts.of("verify.whole", name(model)));
                } else {
                    notice.error(Texts.of("verify.broken", name(model)));
                }
            }, notice::error);
        }

        @Override
        public void teach(LibraryModel model) {
            make(() -> new TrainingPane("teach", title(model), Optional.empty(), (folder, minutes, share, listener) ->
                    training.teach(model.id(), folder, minutes, listener), service, questions, tasks,
                    ModelManager.this::showList));
        }

        @Override
        public void faster(LibraryModel model) {
            make(() -> new TrainingPane("faster", title(model), Optional.of(HALF),
                    (folder, minutes, share, listener) ->
                    training.faster(model.id(), folder, share, minutes, listener), service, questions, tasks,
                    ModelManager.this::showList));
        }

        @Override
        public void rename(LibraryModel model, String title) {
            tasks.run(() -> {
                library.rename(model.id(), title);
                return title;
            }, named -> notice.note(Texts.of("renamed", name(model), named)), notice::error);
        }

        @Override
        public void delete(LibraryModel model) {
            if (questions.confirm(Texts.of("delete.question", name(model), Quantities.size(model.bytes())))) {
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
            ended(job, () -> notice.error(Sentences.of(failure)));
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
