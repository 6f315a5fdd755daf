package studio.kintsugi.ui.window;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import studio.kintsugi.edit.Step;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.io.PictureReader;
import studio.kintsugi.service.library.ModelLibrary;
import studio.kintsugi.service.restoration.InferenceService;
import studio.kintsugi.service.restoration.RunOptions;
import studio.kintsugi.service.training.TrainingService;
import studio.kintsugi.settings.RecentFiles;
import studio.kintsugi.ui.common.BackgroundTasks;
import studio.kintsugi.ui.common.Texts;
import studio.kintsugi.ui.library.ModelManager;
import studio.kintsugi.ui.picture.Document;
import studio.kintsugi.ui.picture.Edit;
import studio.kintsugi.ui.picture.RunningStep;
import studio.kintsugi.ui.picture.StepRunner;
import studio.kintsugi.ui.tools.ByProduct;
import studio.kintsugi.ui.tools.Tool;
import studio.kintsugi.ui.tools.ToolHost;
import studio.kintsugi.ui.tools.Workspace;

/** The window: what the user can do, and how it shows. */
public final class KintsugiWindow {
    private final Stage stage;
    private final InferenceService service;
    private final ModelDrawer models;
    private final RecentFiles recent;
    private final FileDialogs dialogs;
    private final BackgroundTasks files = new BackgroundTasks("files", 2);
    private final BackgroundTasks tiles = new BackgroundTasks("tiles", 2);
    private final Map<Tool, Optional<Workspace>> studios = new HashMap<>();
    private final ToolHost host;
    private final WindowLayout layout;
    private final OpenPictures pictures;
    private final StepRunner mender;
    private final Saving saving;
    private final List<Tool> tools;
    private Workspace studio;

    /**
     * @param service asked for models when the window is made and for work when the user wants some
     * @param library what the model manager shows
     * @param workshop makes models out of models; closed by its owner
     * @param recent takes note of what is opened
     * @param tools in the order of the rail
     */
    public KintsugiWindow(Stage stage, InferenceService service, ModelLibrary library, TrainingService workshop,
            RecentFiles recent, FileDialogs dialogs, List<Tool> tools) {
        this.stage = stage;
        this.service = service;
        this.recent = recent;
        this.dialogs = dialogs;
        this.tools = List.copyOf(tools);
        Banner banner = new Banner();
        this.host = new WindowHost(service, files, dialogs, banner, this::showHistory);
        this.layout = new WindowLayout(tiles.executor(), host, banner, new Asked(), tools);
        this.pictures = new OpenPictures(layout.strip(), this::refresh);
        this.mender = new StepRunner(service, files, new JobsOnScreen(layout, pictures::isInFront, this::refresh));
        this.models = new ModelDrawer(() -> new ModelManager(library, workshop, service, dialogs, tools,
                this::hideModels));
        this.saving = new Saving(dialogs, files, banner, pictures::originals);
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
        stage.setTitle(Texts.of("application"));
        stage.setMinWidth(800);
        stage.setMinHeight(560);
        stage.setOnCloseRequest(e -> {
            if (pictures.anyUnsaved() && !dialogs.confirm(Texts.of("quit.unsaved"))) {
                e.consume();
            }
        });
        layout.chooseTool(0);
        stage.show();
    }

    /** Frees what the window holds; the service is its owner's. */
    public void close() {
        studios.values().forEach(s -> s.ifPresent(Workspace::close));
        models.close();
        files.close();
        tiles.close();
    }

    /** Says something above the picture that the user should know but did not ask for. */
    public void say(String sentence) {
        layout.banner().note(sentence);
    }

    /** Takes files that were dropped: checkpoints are imported, all else is opened. */
    void dropped(List<Path> dropped) {
        DroppedFiles sorted = DroppedFiles.of(dropped);
        open(sorted.pictures());
        if (!sorted.checkpoints().isEmpty()) {
            models.open().take(sorted.checkpoints());
        }
    }

    private void hideModels() {
        models.hide();
    }

    /** Has the panel and the studios show the models there are now. */
    private void modelsChanged() {
        studios.values().forEach(s -> s.ifPresent(Workspace::modelsChanged));
        Tool tool = layout.panel().tool();
        files.run(() -> service.models(tool.id()), cards -> {
            if (tool == layout.panel().tool()) {
                layout.panel().update(cards);
                refresh();
            }
        }, this::failed);
    }

    /** Opens files: tools take their own, and pictures come beside those that are open. */
    public void open(List<Path> chosen) {
        List<Path> pictures = new ArrayList<>(chosen);
        for (Tool tool : tools) {
            List<Path> own = chosen.stream().filter(tool::opens).toList();
            if (!own.isEmpty()) {
                pictures.removeAll(own);
                layout.chooseTool(tools.indexOf(tool));
                studio.take(own);
                files.executor().execute(() -> own.forEach(recent::opened));
            }
        }
        if (!pictures.isEmpty()) {
            openPictures(pictures);
        }
    }

    private void openPictures(List<Path> chosen) {
        if (studio != null && studio.take(chosen)) {
            return;
        }
        layout.banner().clear();
        for (Path file : chosen) {
            layout.status(Texts.of("status.opening", file.getFileName()));
            files.run(() -> {
                Picture picture = PictureReader.read(file);
                recent.opened(file);
                return picture;
            }, picture -> opened(new Document(file, picture)), this::failed);
        }
    }

    private void opened(Document document) {
        if (layout.panel().hasModel()) {
            service.warmUp(layout.panel().model());
        }
        pictures.add(document);
    }

    private void close(Document document) {
        if (!document.isUnsaved() || dialogs.confirm(Texts.of("close.unsaved", document.name()))) {
            mender.of(document).ifPresent(RunningStep::cancel);
            pictures.remove(document);
        }
    }

    private void refresh() {
        boolean idle = studio == null && pictures.current().isPresent() && underWay().isEmpty();
        showHistory();
        layout.topBar().canSave(idle || studio != null);
        layout.panel().setBusy(!idle);
        layout.panel().setHasResult(idle && resultOfTool().isPresent());
        layout.hasPicture(pictures.current().isPresent());
        pictures.current().ifPresentOrElse(this::show, () -> {
            layout.compare().show(null, null, 1);
            layout.status(studio == null ? Texts.of("status.empty") : "");
        });
    }

    private void showHistory() {
        boolean idle = studio == null && pictures.current().isPresent() && underWay().isEmpty();
        layout.topBar().canUndo(studio != null ? studio.canUndo() : idle && pictures.current().get().canUndo());
        layout.topBar().canRedo(studio != null ? studio.canRedo() : idle && pictures.current().get().canRedo());
    }

    private void show(Document document) {
        Optional<Edit> edit = document.edit();
        underWay().filter(m -> m.input() != null).ifPresentOrElse(this::show, () -> {
            Picture before = edit.map(Edit::before).orElse(document.opened());
            layout.compare().show(before, edit.map(Edit::after).orElse(null), edit.map(Edit::strength).orElse(1.0));
            layout.compare().setSource(edit.map(Edit::source).orElse(null));
            edit.filter(e -> layout.panel().describes(e.step()))
                    .ifPresent(e -> layout.panel().showStrength(e.strength()));
        });
        Picture p = edit.map(Edit::after).orElse(document.opened());
        layout.panel().pictureSize(p.bounds().area());
        String name = document.isUnsaved() ? Texts.of("unsaved", document.name()) : document.name();
        layout.status(Texts.of(p.info().profile().icc().isPresent() ? "status.picture.profile" : "status.picture",
                name, p.width(), p.height(), p.info().depth().bits()));
    }

    /** What is mended of the shown picture so far. */
    private void show(RunningStep mending) {
        layout.compare().show(mending.input(), null, mending.strength());
        layout.compare().setSource(mending.source());
        mending.parts().forEach(layout.compare()::paint);
        if (layout.panel().describes(mending.step())) {
            layout.panel().showStrength(mending.strength());
        }
    }

    private Optional<RunningStep> underWay() {
        return pictures.current().flatMap(mender::of);
    }

    /** The slider is the last step's as long as the panel shows that step's settings, and else the next one's. */
    private void strengthChanged(double strength) {
        Optional<RunningStep> mending = underWay();
        Optional<Step> last = mending.map(RunningStep::step)
                .or(() -> pictures.current().flatMap(Document::edit).map(Edit::step));
        if (last.filter(layout.panel()::describes).isPresent()) {
            layout.compare().setStrength(strength);
            mending.ifPresentOrElse(m -> m.setStrength(strength),
                    () -> pictures.current().get().setStrength(strength));
        }
    }

    /** The edit that shows, where the chosen tool made it. */
    private Optional<Edit> resultOfTool() {
        return pictures.current().flatMap(Document::edit)
                .filter(e -> e.step().tool().equals(layout.panel().tool().id()));
    }

    private void openByProduct(Document document, Edit edit, ByProduct wanted) {
        Path name = document.original().resolveSibling(wanted.nameFrom(document.name()));
        files.run(() -> wanted.make().apply(edit.before(), edit.result()),
                picture -> opened(Document.made(name, picture)), this::failed);
    }

    private void ifIdle(Consumer<Document> action) {
        pictures.current().filter(d -> mender.of(d).isEmpty()).ifPresent(action);
    }

    private void run(boolean previewOnly) {
        if (layout.panel().isComplete()) {
            layout.banner().clear();
            ifIdle(document -> mender.run(document, layout.panel().step(),
                    new RunOptions(layout.compare().visible(), previewOnly, 0)));
        }
    }

    private void choose(Tool tool) {
        studio = studios.computeIfAbsent(tool, t -> t.studio(host)).orElse(null);
        if (studio == null) {
            layout.showPicture();
            layout.panel().show(tool, service.models(tool.id()));
        } else {
            layout.show(studio);
            pictures.current().ifPresent(d -> offer(studio, d));
        }
        refresh();
    }

    private void offer(Workspace to, Document document) {
        Optional<Edit> edit = document.edit();
        files.run(() -> edit.map(Edit::result).orElse(document.opened()),
                picture -> to.offer(document.original(), picture), this::failed);
    }

    private void failed(String sentence) {
        layout.banner().error(sentence);
        refresh();
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
            files.run(recent::list, show, sentence -> show.accept(List.of()));
        }

        @Override
        public void forgetRecent() {
            files.executor().execute(recent::clear);
        }

        @Override
        public void save() {
            if (studio != null) {
                studio.save();
            } else {
                ifIdle(saving::save);
            }
        }

        @Override
        public void saveAs() {
            if (studio != null) {
                studio.save();
            } else {
                ifIdle(saving::saveAs);
            }
        }

        @Override
        public void close(Document document) {
            KintsugiWindow.this.close(document);
        }

        @Override
        public void close() {
            pictures.current().ifPresent(KintsugiWindow.this::close);
        }

        @Override
        public void undo() {
            if (studio != null) {
                studio.undo();
            } else {
                ifIdle(Document::undo);
            }
        }

        @Override
        public void redo() {
            if (studio != null) {
                studio.redo();
            } else {
                ifIdle(Document::redo);
            }
        }

        @Override
        public void preview() {
            if (studio == null) {
                KintsugiWindow.this.run(true);
            }
        }

        @Override
        public void run() {
            if (studio != null) {
                studio.run();
            } else {
                KintsugiWindow.this.run(false);
            }
        }

        @Override
        public void byProduct() {
            ifIdle(document -> resultOfTool().ifPresent(edit -> layout.panel().tool().byProduct()
                    .ifPresent(wanted -> openByProduct(document, edit, wanted))));
        }

        @Override
        public void cancel() {
            underWay().ifPresent(RunningStep::cancel);
        }

        @Override
        public void choose(Tool tool) {
            KintsugiWindow.this.choose(tool);
        }

        @Override
        public void show(Document document) {
            pictures.select(document);
        }

        @Override
        public void show(int by) {
            pictures.step(by);
        }

        @Override
        public void strength(double value) {
            strengthChanged(value);
        }

        @Override
        public void models() {
            models.open();
        }
    }
}
