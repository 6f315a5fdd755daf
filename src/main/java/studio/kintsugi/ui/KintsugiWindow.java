package studio.kintsugi.ui;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.PictureReader;
import studio.kintsugi.service.InferenceService;
import studio.kintsugi.service.ModelLibrary;
import studio.kintsugi.service.RunOptions;
import studio.kintsugi.settings.RecentFiles;
import studio.kintsugi.ui.compare.CompareMode;
import studio.kintsugi.ui.document.Document;
import studio.kintsugi.ui.document.Edit;
import studio.kintsugi.ui.jobs.Mender;
import studio.kintsugi.ui.jobs.Mending;
import studio.kintsugi.ui.models.ModelManager;
import studio.kintsugi.ui.tasks.BackgroundTasks;
import studio.kintsugi.ui.tools.Tool;

/** The window: what the user can do, and how it shows. */
public final class KintsugiWindow {
    private final Stage stage;
    private final InferenceService service;
    private final ModelDrawer models;
    private final RecentFiles recent;
    private final FileDialogs dialogs;
    private final BackgroundTasks tasks = new BackgroundTasks("pictures", 2);
    private final List<Document> documents = new ArrayList<>();
    private final WindowLayout layout;
    private final Mender mender;
    private final Saving saving;
    private Document current;

    /**
     * @param service asked for models when the window is made and for work when the user wants some
     * @param library what the model manager shows
     * @param recent takes note of what is opened
     */
    public KintsugiWindow(Stage stage, InferenceService service, ModelLibrary library, RecentFiles recent,
            FileDialogs dialogs) {
        this.stage = stage;
        this.service = service;
        this.recent = recent;
        this.dialogs = dialogs;
        this.layout = new WindowLayout(tasks.executor(), service, new Asked());
        this.mender = new Mender(service, tasks, new JobsOnScreen(layout, d -> d == current, this::refresh));
        this.models = new ModelDrawer(() -> new ModelManager(library, service, dialogs, this::hideModels));
        this.saving = new Saving(dialogs, tasks, layout.banner(), this::failed);
        layout.panel().strengthProperty().addListener(o -> strengthChanged());
        library.watch(() -> Platform.runLater(this::modelsChanged));
    }

    /** Opens the window. */
    public void show() {
        Scene scene = new Scene(new StackPane(layout, models), 1400, 900);
        new Theme(scene).follow();
        new Shortcuts(layout).install(scene);
        scene.setOnDragOver(e -> {
            if (e.getDragboard().hasFiles()) {
                e.acceptTransferModes(TransferMode.COPY);
            }
        });
        scene.setOnDragDropped(e -> {
            dropped(e.getDragboard().getFiles().stream().map(java.io.File::toPath).toList());
            e.setDropCompleted(true);
        });
        stage.setScene(scene);
        stage.setTitle("Kintsugi");
        stage.setMinWidth(800);
        stage.setMinHeight(560);
        stage.setOnCloseRequest(e -> {
            if (documents.stream().anyMatch(Document::isUnsaved)
                    && !dialogs.confirm("Some pictures are not saved. Close all the same?")) {
                e.consume();
            }
        });
        layout.chooseFirstTool();
        stage.show();
    }

    /** Frees what the window holds; the service is its owner's. */
    public void close() {
        models.close();
        tasks.close();
    }

    /** Takes files that were dropped: checkpoints are imported, all else is opened. */
    void dropped(List<Path> files) {
        DroppedFiles sorted = DroppedFiles.of(files);
        open(sorted.pictures());
        if (!sorted.checkpoints().isEmpty()) {
            models.open().take(sorted.checkpoints());
        }
    }

    private void hideModels() {
        models.hide();
    }

    /** Has the panel show the models there are now. */
    private void modelsChanged() {
        Tool tool = layout.panel().tool();
        tasks.run(() -> service.models(tool.id()), cards -> {
            if (tool == layout.panel().tool()) {
                layout.panel().update(cards);
                refresh();
            }
        }, this::failed);
    }

    /** Opens pictures, each beside those that are open. */
    public void open(List<Path> files) {
        for (Path file : files) {
            layout.status("Opening " + file.getFileName() + "…");
            tasks.run(() -> {
                Picture picture = PictureReader.read(file);
                recent.opened(file);
                return picture;
            }, picture -> opened(new Document(file, picture)), this::failed);
        }
    }

    private void opened(Document document) {
        documents.add(document);
        if (layout.panel().hasModel()) {
            service.warmUp(layout.panel().model());
        }
        layout.banner().clear();
        layout.strip().add(document);
        document.revisionProperty().addListener(o -> {
            if (document == current) {
                refresh();
            }
        });
        select(document);
    }

    private void select(Document document) {
        current = document;
        layout.strip().select(document);
        refresh();
    }

    private void refresh() {
        Optional<Mending> mending = underWay();
        boolean idle = current != null && mending.isEmpty();
        layout.topBar().canUndo(idle && current.canUndo());
        layout.topBar().canRedo(idle && current.canRedo());
        layout.topBar().canSave(idle);
        layout.panel().setBusy(!idle);
        if (current == null) {
            return;
        }
        layout.pictureShown();
        if (mending.isPresent() && mending.get().input() != null) {
            show(mending.get());
        } else {
            Optional<Edit> edit = current.edit();
            Picture before = edit.map(Edit::before).orElse(current.opened());
            layout.compare().show(before, edit.map(Edit::after).orElse(null), edit.map(Edit::strength).orElse(1.0));
            edit.ifPresent(e -> layout.panel().strengthProperty().set(e.strength() * 100));
        }
        Picture p = current.edit().map(Edit::after).orElse(current.opened());
        layout.panel().pictureSize(p.bounds().area());
        layout.status(String.format("%s%s   %d × %d, %d bit%s", current.isUnsaved() ? "• " : "",
                current.original().getFileName(), p.width(), p.height(), p.info().depth().bits(),
                p.info().profile().icc().isPresent() ? ", own colour profile" : ""));
    }

    /** What is mended of the shown picture so far. */
    private void show(Mending mending) {
        double strength = mending.strength();
        layout.compare().show(mending.input(), null, strength);
        mending.parts().forEach(layout.compare()::paint);
        layout.panel().strengthProperty().set(strength * 100);
    }

    private Optional<Mending> underWay() {
        return current == null ? Optional.empty() : mender.of(current);
    }

    private void strengthChanged() {
        double strength = layout.panel().strengthProperty().get() / 100;
        layout.compare().setStrength(strength);
        Optional<Mending> mending = underWay();
        if (mending.isPresent()) {
            mending.get().setStrength(strength);
        } else if (current != null && Math.abs(current.edit().map(Edit::strength).orElse(strength) - strength) > 1e-9) {
            current.setStrength(strength);
        }
    }

    private void ifIdle(Consumer<Document> action) {
        if (current != null && mender.of(current).isEmpty()) {
            action.accept(current);
        }
    }

    private void run(boolean previewOnly) {
        if (layout.panel().hasModel()) {
            layout.banner().clear();
            ifIdle(document -> mender.run(document, layout.panel().step(),
                    new RunOptions(layout.compare().visible(), previewOnly, 0)));
        }
    }

    private void failed(String sentence) {
        layout.banner().error(sentence);
        refresh();
    }

    /** How the window compares, for tests and shortcuts. */
    CompareMode mode() {
        return layout.compare().modeProperty().get();
    }

    /** What the user asks for. */
    private final class Asked implements WindowActions {
        @Override
        public void open() {
            KintsugiWindow.this.open(dialogs.open());
        }

        @Override
        public void open(Path picture) {
            KintsugiWindow.this.open(List.of(picture));
        }

        @Override
        public void recent(Consumer<List<Path>> show) {
            tasks.run(recent::list, show, sentence -> show.accept(List.of()));
        }

        @Override
        public void forgetRecent() {
            tasks.executor().execute(recent::clear);
        }

        @Override
        public void save() {
            ifIdle(saving::save);
        }

        @Override
        public void saveAs() {
            ifIdle(saving::saveAs);
        }

        @Override
        public void undo() {
            ifIdle(Document::undo);
        }

        @Override
        public void redo() {
            ifIdle(Document::redo);
        }

        @Override
        public void preview() {
            KintsugiWindow.this.run(true);
        }

        @Override
        public void run() {
            KintsugiWindow.this.run(false);
        }

        @Override
        public void choose(Tool tool) {
            layout.panel().show(tool, service.models(tool.id()));
            refresh();
        }

        @Override
        public void show(Document document) {
            select(document);
        }

        @Override
        public void models() {
            models.open();
        }
    }
}
