package studio.kintsugi.ui.window;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.TextInputControl;
import javafx.scene.image.Image;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import studio.kintsugi.edit.History;
import studio.kintsugi.edit.Step;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.Region;
import studio.kintsugi.imaging.io.PictureFolder;
import studio.kintsugi.imaging.io.PictureReader;
import studio.kintsugi.service.job.JobRunner;
import studio.kintsugi.service.job.Lane;
import studio.kintsugi.service.library.ModelLibrary;
import studio.kintsugi.service.restoration.InferenceService;
import studio.kintsugi.service.restoration.ModelChoice;
import studio.kintsugi.service.restoration.RunOptions;
import studio.kintsugi.service.training.TrainingService;
import studio.kintsugi.settings.RecentFiles;
import studio.kintsugi.settings.WindowSettings;
import studio.kintsugi.store.Directories;
import studio.kintsugi.ui.command.CommandPalette;
import studio.kintsugi.ui.command.Commands;
import studio.kintsugi.ui.command.Overlay;
import studio.kintsugi.ui.command.ShortcutsPage;
import studio.kintsugi.ui.common.BackgroundTasks;
import studio.kintsugi.ui.common.Texts;
import studio.kintsugi.ui.library.ModelManager;
import studio.kintsugi.ui.picture.Document;
import studio.kintsugi.ui.picture.Edit;
import studio.kintsugi.ui.picture.RunningStep;
import studio.kintsugi.ui.picture.StepRunner;
import studio.kintsugi.ui.preferences.AboutPage;
import studio.kintsugi.ui.preferences.Preferences;
import studio.kintsugi.ui.preferences.SettingsPage;
import studio.kintsugi.ui.preferences.Theme;
import studio.kintsugi.ui.saving.SaveAllDialog;
import studio.kintsugi.ui.strip.OpenPictures;
import studio.kintsugi.ui.tools.ByProduct;
import studio.kintsugi.ui.tools.Tool;
import studio.kintsugi.ui.tools.ToolHost;
import studio.kintsugi.ui.tools.Workspace;

/** The window: connects what the user does with documents, jobs and workspaces, and shows their state. */
public final class KintsugiWindow {
    private final Stage stage;
    private final InferenceService service;
    private final ModelDrawer models;
    private final RecentFiles recent;
    private final WindowSettings settings;
    private final Preferences preferences;
    private final Commands commands;
    private final Overlay overlay = new Overlay();
    private final FileDialogs dialogs;
    private final BackgroundTasks files;
    private final Lane tiles;
    private final Map<Tool, Optional<Workspace>> workspaces = new HashMap<>();
    private final ToolHost host;
    private final WindowLayout layout;
    private final OpenPictures pictures;
    private final StepRunner steps;
    private final Saving saving;
    private final List<Tool> tools;
    private final ShownDocument shown;
    private Workspace workspace;
    private Theme theme;

    /**
     * @param runner gives lanes for files and for what is drawn
     * @param service runs models, and lists them
     * @param library shown by the model manager
     * @param training trains and prunes models; closed by its owner
     * @param recent records what is opened
     * @param settings keep how the window looks
     * @param tools in the order of the rail
     */
    public KintsugiWindow(Stage stage, JobRunner runner, InferenceService service, ModelLibrary library,
            TrainingService training, RecentFiles recent, WindowSettings settings, FileDialogs dialogs,
            List<Tool> tools) {
        this.stage = stage;
        this.service = service;
        this.files = new BackgroundTasks(runner.lane("files", 2));
        this.tiles = runner.lane("tiles", 2);
        this.recent = recent;
        this.settings = settings;
        this.preferences = new Preferences(settings);
        this.commands = new Commands(settings);
        this.dialogs = dialogs;
        this.tools = List.copyOf(tools);
        Banner banner = new Banner();
        this.host = new WindowHost(service, files, dialogs, banner, this::showHistory);
        this.layout = new WindowLayout(tiles, host, banner, new Actions(), commands, tools, this::refresh);
        this.pictures = new OpenPictures(layout.strip(), this::refresh);
        this.steps = new StepRunner(service, files,
                new JobsOnScreen(layout, commands, pictures::isInFront, this::refresh));
        this.shown = new ShownDocument(layout, files, pictures::isInFront, steps::of, this::failed);
        this.models = new ModelDrawer(() -> new ModelManager(library, training, service, dialogs, tools,
                new BackgroundTasks(runner.lane("models", 4)), this::hideModels));
        this.saving = new Saving(dialogs, files, banner, pictures::originals);
        library.watch(() -> Platform.runLater(this::modelsChanged));
    }

    /** Builds the scene and shows the window. */
    public void show() {
        Scene scene = new Scene(new StackPane(layout, models, overlay));
        theme = new Theme(scene);
        preferences.dress(theme);
        theme.follow();
        commands.coveredProperty().bind(overlay.displayProperty().or(models.displayProperty()));
        commands.install(scene);
        scene.addEventHandler(KeyEvent.ANY, this::heldKey);
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
        preferences.place(stage);
        stage.setTitle(Texts.of("application"));
        stage.setMinWidth(800);
        stage.setMinHeight(560);
        stage.setOnCloseRequest(e -> {
            if (!mayClose(pictures.unsaved(), stage::hide)) {
                e.consume();
            } else {
                preferences.keepPlace(stage);
            }
        });
        settings.tool().ifPresentOrElse(this::chooseTool, () -> layout.chooseTool(0));
        Texts.language().addListener((o, was, is) -> refresh());
        stage.show();
    }

    private void chooseTool(String id) {
        layout.chooseTool(Math.max(0, tools.stream().map(Tool::id).toList().indexOf(id)));
    }

    /** The original shows as long as the backslash is held; Esc closes what lies over the window. */
    private void heldKey(KeyEvent e) {
        boolean pressed = e.getEventType() == KeyEvent.KEY_PRESSED;
        if (e.getCode() == KeyCode.BACK_SLASH && !(e.getTarget() instanceof TextInputControl)) {
            layout.compare().showOriginal(pressed);
        } else if (pressed && e.getCode() == KeyCode.ESCAPE && overlay.isDisplay()) {
            overlay.hide();
        } else if (pressed && e.getCode() == KeyCode.ESCAPE) {
            models.hide();
        }
    }

    /** Frees what the window holds; services are closed by their owner. */
    public void close() {
        workspaces.values().forEach(s -> s.ifPresent(Workspace::close));
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

    /** Updates the models shown by the panel and the workspaces. */
    private void modelsChanged() {
        workspaces.values().forEach(s -> s.ifPresent(Workspace::modelsChanged));
        Tool tool = layout.panel().tool();
        files.run(() -> service.models(tool.id()), cards -> {
            if (tool == layout.panel().tool()) {
                layout.panel().update(cards);
                refresh();
            }
        }, this::failed);
    }

    /** Opens files: a tool's own go to its workspace, pictures join those that are open. */
    public void open(List<Path> chosen) {
        List<Path> pictures = new ArrayList<>(chosen);
        for (Tool tool : tools) {
            List<Path> own = chosen.stream().filter(tool::opens).toList();
            if (!own.isEmpty()) {
                pictures.removeAll(own);
                layout.chooseTool(tools.indexOf(tool));
                workspace.take(own);
                files.executor().execute(() -> own.forEach(recent::opened));
            }
        }
        if (!pictures.isEmpty()) {
            openPictures(pictures);
        }
    }

    private void openPictures(List<Path> chosen) {
        if (workspace != null && workspace.take(chosen)) {
            return;
        }
        layout.banner().clear();
        for (Path file : chosen) {
            layout.status(Texts.of("status.opening", file.getFileName()));
            if (Files.isDirectory(file)) {
                files.run(() -> PictureFolder.list(file), this::openPictures, this::failed);
            } else {
                openPicture(file);
            }
        }
    }

    private void openPicture(Path file) {
        files.run(() -> {
            Picture picture = PictureReader.read(file);
            recent.opened(file);
            return picture;
        }, picture -> opened(new Document(file, picture)), this::failed);
    }

    private void opened(Document document) {
        if (layout.panel().hasModel()) {
            service.warmUp(layout.panel().model());
        }
        document.revisionProperty().addListener(o -> steps.update(document));
        pictures.add(document);
    }

    private void close(List<Document> documents) {
        if (mayClose(documents.stream().filter(Document::isUnsaved).toList(), () -> close(documents))) {
            documents.forEach(steps::close);
            pictures.remove(documents);
        }
    }

    /**
     * Whether pictures that are not saved may be closed now.
     *
     * @param afterSaving done later, where the user has them saved before
     */
    private boolean mayClose(List<Document> unsaved, Runnable afterSaving) {
        if (unsaved.isEmpty()) {
            return true;
        }
        FileDialogs.Unsaved answer = dialogs.unsaved(unsaved.stream().map(Document::name).toList());
        if (answer == FileDialogs.Unsaved.SAVE) {
            new SaveAllDialog(stage, unsaved, dialogs::folder).ask(files, pictures.originals(),
                    layout.banner()::error, sentence -> {
                        layout.banner().note(sentence);
                        if (unsaved.stream().noneMatch(Document::isUnsaved)) {
                            afterSaving.run();
                        }
                    });
        }
        return answer == FileDialogs.Unsaved.DISCARD;
    }

    private void refresh() {
        boolean idle = workspace == null && pictures.current().isPresent() && runningStep().isEmpty();
        showHistory();
        commands.get("save").enabledProperty().set(idle || workspace != null);
        commands.get("save-as").enabledProperty().set(idle || workspace != null);
        boolean open = pictures.current().isPresent();
        List.of("close", "next", "previous", "copy").forEach(c -> commands.get(c).enabledProperty().set(open));
        boolean compared = open && workspace == null;
        List.of("zoom-in", "zoom-out", "fit", "actual-size", "double-size", "mode", "pixels")
                .forEach(c -> commands.get(c).enabledProperty().set(compared));
        commands.get("preview").enabledProperty().set(idle);
        commands.get("run").enabledProperty().set(idle || workspace != null);
        commands.get("cancel").enabledProperty().set(runningStep().isPresent());
        stage.setTitle(pictures.current().filter(d -> workspace == null)
                .map(d -> Texts.of("title", d.isUnsaved() ? Texts.of("unsaved", d.name()) : d.name()))
                .orElseGet(() -> Texts.of("application")));
        layout.panel().setBusy(!idle);
        layout.panel().setCount(pictures.selected().size());
        layout.panel().setHasResult(idle && resultOfTool().isPresent());
        layout.hasPicture(pictures.current().isPresent());
        pictures.current().ifPresentOrElse(document -> {
            shown.show(document);
            layout.panel().setBusy(runningStep().isPresent() || workspace != null);
        }, () -> {
            layout.compare().show(null, null, 1);
            layout.status(workspace == null ? Texts.of("status.empty") : "");
        });
    }

    private void showHistory() {
        Optional<Document> free = pictures.current().filter(d -> workspace == null && isFree(d));
        enable("undo", workspace != null ? workspace.canUndo() : free.filter(Document::canUndo).isPresent(),
                free.flatMap(Document::undoName));
        enable("redo", workspace != null ? workspace.canRedo() : free.filter(Document::canRedo).isPresent(),
                free.flatMap(Document::redoName));
        layout.history().show(pictures.current().orElse(null));
        layout.history().setDisable(pictures.current().filter(d -> !isFree(d)).isPresent());
    }

    private void enable(String command, boolean enabled, Optional<String> object) {
        commands.get(command).enabledProperty().set(enabled);
        commands.get(command).objectProperty().set(object.orElse(""));
    }

    /** Whether nothing runs that is not in the history yet. */
    private boolean isFree(Document document) {
        return steps.of(document).filter(s -> !s.isUpdate()).isEmpty();
    }

    private boolean showsPreview() {
        return runningStep().isEmpty() && layout.compare().hasParts();
    }

    private Optional<RunningStep> runningStep() {
        return pictures.current().flatMap(steps::of);
    }

    /**
     * Changes the last step's strength where the panel shows its settings; otherwise the slider is for the next step.
     */
    private void strengthChanged(double strength) {
        Optional<RunningStep> running = runningStep();
        Optional<Step> last = running.map(RunningStep::step)
                .or(() -> pictures.current().flatMap(Document::edit).map(Edit::step));
        if (last.filter(layout.panel()::describes).isPresent()) {
            layout.compare().setStrength(strength);
            running.ifPresentOrElse(m -> m.setStrength(strength), () -> pictures.current().ifPresent(d ->
                    d.history().last().ifPresent(e -> d.setStrength(e.id(), strength, layout.panel().gesture()))));
        }
    }

    /** The current edit, if the chosen tool made it. */
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
        pictures.current().filter(d -> steps.of(d).isEmpty()).ifPresent(action);
    }

    private void preview() {
        if (layout.panel().isComplete()) {
            layout.banner().clear();
            ifIdle(document -> steps.run(document, layout.panel().step(),
                    new RunOptions(layout.compare().visible(), true, 0)));
        }
    }

    private void run(List<Document> documents) {
        if (layout.panel().isComplete()) {
            layout.banner().clear();
            runSteps(List.of(layout.panel().step()), documents);
        }
    }

    private void runSteps(List<Step> chosen, List<Document> documents) {
        for (Document document : documents) {
            Optional<History.Entry> enlarged = replaced(document, chosen);
            if (enlarged.isPresent()) {
                document.replace(enlarged.get().id(), chosen.getFirst());
                continue;
            }
            Region view = pictures.isInFront(document) ? layout.compare().visible() : null;
            steps.run(document, chosen, new RunOptions(view, false, 0));
        }
    }

    /** A picture that was enlarged is enlarged in another way, not once more, unless that is asked for. */
    private Optional<History.Entry> replaced(Document document, List<Step> chosen) {
        boolean enlarges = chosen.size() == 1 && chosen.getFirst().tool().equals(ModelChoice.UPSCALE);
        return document.history().last().filter(e -> enlarges && steps.of(document).isEmpty()
                && e.step().tool().equals(ModelChoice.UPSCALE) && !layout.panel().addsOnceMore());
    }

    private void choose(Tool tool) {
        settings.setTool(tool.id());
        workspace = workspaces.computeIfAbsent(tool, t -> t.workspace(host)).orElse(null);
        if (workspace == null) {
            layout.showPicture();
            layout.panel().show(tool, service.models(tool.id()));
        } else {
            layout.show(workspace);
            pictures.current().ifPresent(d -> offer(workspace, d));
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

    /** The window's actions. */
    private final class Actions implements WindowActions {
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
            if (workspace != null) {
                workspace.save();
            } else {
                ifIdle(saving::save);
            }
        }

        @Override
        public void saveAs() {
            if (workspace != null) {
                workspace.save();
            } else {
                ifIdle(saving::saveAs);
            }
        }

        @Override
        public void close(List<Document> documents) {
            KintsugiWindow.this.close(documents);
        }

        @Override
        public void run(List<Document> documents) {
            if (workspace == null) {
                KintsugiWindow.this.run(documents);
            }
        }

        @Override
        public void copySteps(Document from, List<Document> to) {
            runSteps(from.steps(), to.stream().filter(d -> d != from).toList());
        }

        @Override
        public void putFirst(RunningStep step) {
            steps.putFirst(step);
        }

        @Override
        public void save(List<Document> documents) {
            new SaveAllDialog(stage, documents, dialogs::folder).ask(files, pictures.originals(),
                    layout.banner()::error, layout.banner()::note);
        }

        @Override
        public void pause(boolean pause) {
            steps.setPaused(pause);
        }

        @Override
        public void openFolder(Document document) {
            dialogs.browse(document.original().toAbsolutePath().getParent().toUri().toString());
        }

        @Override
        public void selectAll() {
            layout.strip().selectAll();
        }

        @Override
        public void close() {
            pictures.current().ifPresent(d -> close(List.of(d)));
        }

        @Override
        public void undo() {
            if (workspace != null) {
                workspace.undo();
            } else {
                if (showsPreview()) {
                    refresh();
                } else {
                    pictures.current().filter(KintsugiWindow.this::isFree).ifPresent(Document::undo);
                }
            }
        }

        @Override
        public void redo() {
            if (workspace != null) {
                workspace.redo();
            } else {
                pictures.current().filter(KintsugiWindow.this::isFree).ifPresent(Document::redo);
            }
        }

        @Override
        public void preview() {
            if (workspace == null) {
                KintsugiWindow.this.preview();
            }
        }

        @Override
        public void run() {
            if (workspace != null) {
                workspace.run();
            } else {
                KintsugiWindow.this.run(pictures.selected());
            }
        }

        @Override
        public void byProduct() {
            ifIdle(document -> resultOfTool().ifPresent(edit -> layout.panel().tool().byProduct()
                    .ifPresent(wanted -> openByProduct(document, edit, wanted))));
        }

        @Override
        public void cancel() {
            runningStep().ifPresent(RunningStep::cancel);
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

        @Override
        public void copy() {
            pictures.current().ifPresent(document -> {
                Optional<Edit> edit = document.edit();
                files.run(() -> PictureClipboard.image(edit.map(Edit::result).orElse(document.opened())),
                        PictureClipboard::put, KintsugiWindow.this::failed);
            });
        }

        @Override
        public void paste() {
            Clipboard clipboard = Clipboard.getSystemClipboard();
            if (clipboard.hasFiles()) {
                dropped(clipboard.getFiles().stream().map(java.io.File::toPath).toList());
            } else if (clipboard.hasImage()) {
                Image image = clipboard.getImage();
                Path name = Directories.home().resolve(Texts.of("paste.name"));
                files.run(() -> PictureClipboard.picture(image), picture -> opened(Document.made(name, picture)),
                        KintsugiWindow.this::failed);
            } else {
                layout.banner().note(Texts.of("paste.nothing"));
            }
        }

        @Override
        public void settings() {
            SettingsPage page = new SettingsPage(preferences, theme, overlay::hide);
            overlay.show(page, page.first());
        }

        @Override
        public void about() {
            AboutPage page = new AboutPage(overlay::hide);
            overlay.show(page, page.first());
        }

        @Override
        public void shortcuts() {
            ShortcutsPage.show(commands, overlay);
        }

        @Override
        public void palette() {
            CommandPalette.show(commands, overlay);
        }

        @Override
        public void fullScreen() {
            stage.setFullScreen(!stage.isFullScreen());
        }

        @Override
        public void quit() {
            stage.fireEvent(new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST));
        }
    }
}
