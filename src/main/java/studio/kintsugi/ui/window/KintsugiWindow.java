package studio.kintsugi.ui.window;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import studio.kintsugi.edit.Step;
import studio.kintsugi.service.job.JobRunner;
import studio.kintsugi.service.job.Lane;
import studio.kintsugi.service.library.ModelLibrary;
import studio.kintsugi.service.restoration.InferenceService;
import studio.kintsugi.service.restoration.PresetStore;
import studio.kintsugi.service.session.Session;
import studio.kintsugi.service.training.TrainingService;
import studio.kintsugi.settings.RecentFiles;
import studio.kintsugi.settings.SaveSettings;
import studio.kintsugi.settings.WindowSettings;
import studio.kintsugi.ui.command.Commands;
import studio.kintsugi.ui.common.BackgroundTasks;
import studio.kintsugi.ui.common.Banner;
import studio.kintsugi.ui.common.EnterOnce;
import studio.kintsugi.ui.common.Texts;
import studio.kintsugi.ui.dialogs.FileDialogs;
import studio.kintsugi.ui.editing.EditorPlace;
import studio.kintsugi.ui.editing.Editors;
import studio.kintsugi.ui.editing.PresetsInWindow;
import studio.kintsugi.ui.library.ModelManager;
import studio.kintsugi.ui.opening.CopyAndPaste;
import studio.kintsugi.ui.opening.DroppedFiles;
import studio.kintsugi.ui.opening.FileDrop;
import studio.kintsugi.ui.opening.PictureOpener;
import studio.kintsugi.ui.picture.Document;
import studio.kintsugi.ui.picture.RunningStep;
import studio.kintsugi.ui.preferences.DefaultsSection;
import studio.kintsugi.ui.preferences.FoldersSection;
import studio.kintsugi.ui.preferences.Preferences;
import studio.kintsugi.ui.preferences.PrivacySection;
import studio.kintsugi.ui.queue.DesktopNote;
import studio.kintsugi.ui.saving.Closing;
import studio.kintsugi.ui.saving.Saving;
import studio.kintsugi.ui.session.Recovery;
import studio.kintsugi.ui.strip.OpenPictures;
import studio.kintsugi.ui.tools.Tool;
import studio.kintsugi.ui.tools.ToolHost;
import studio.kintsugi.ui.tools.Workspace;

/** The window: puts its parts together, and passes on what the user asks for. */
public final class KintsugiWindow {
    /** Seconds after which somebody may have gone to another window. */
    private static final double LONG = 30;

    private final Stage stage;
    private final Preferences preferences;
    private final Commands commands;
    private final FileDialogs dialogs;
    private final BackgroundTasks files;
    private final BackgroundTasks reading;
    private final Lane tiles;
    private final DesktopNote note;
    private final Documents documents;
    private final Recovery recovery;
    private final ToolChoice choice;
    private final WindowLayout layout;
    private final Workspaces workspaces;
    private final OpenPictures pictures;
    private final PictureOpener opener;
    private final CopyAndPaste clipboard;
    private final PictureWork work;
    private final Saving saving;
    private final Closing closing;
    private final ModelDrawer models;
    private final Pages pages;
    private final PartTrials trials;
    private final WindowState state;
    private final Editors editors;
    private final PresetsInWindow presets;

    /**
     * @param runner gives lanes for files and for what is drawn
     * @param service runs models, and lists them
     * @param library shown by the model manager
     * @param training trains and prunes models; closed by its owner
     * @param recent records what is opened
     * @param store keeps presets
     * @param settings keep how the window looks
     * @param saved keeps how pictures were saved
     * @param session keeps unsaved work
     * @param tools in the order of the rail
     */
    public KintsugiWindow(Stage stage, JobRunner runner, InferenceService service, ModelLibrary library,
            TrainingService training, RecentFiles recent, PresetStore store, WindowSettings settings,
            SaveSettings saved, Session session, FileDialogs dialogs, List<Tool> tools) {
        this.stage = stage;
        this.dialogs = dialogs;
        files = new BackgroundTasks(runner.lane("files", 2));
        tiles = runner.lane("tiles", 2);
        note = new DesktopNote(files.executor());
        preferences = new Preferences(settings);
        commands = new Commands(settings);
        Banner banner = new Banner();
        reading = new BackgroundTasks(runner.lane("reading"));
        opener = new PictureOpener(files, reading, recent, this::takenElsewhere, this::status, this::opened,
                this::failed);
        ToolHost host = new WindowHost(service, files, dialogs, banner, this::refresh);
        recovery = new Recovery(dialogs::confirm, this::opened, this::failed);
        layout = new WindowLayout(tiles, host, banner, recovery, new Actions(), commands, tools, this::refresh);
        workspaces = new Workspaces(List.copyOf(tools), host, layout);
        pictures = new OpenPictures(layout.strip(), this::refresh);
        documents = new Documents(runner, service, session, pictures,
                new JobsOnScreen(layout, commands, pictures::isInFront, this::refresh, this::ended),
                this::failed);
        choice = new ToolChoice(List.copyOf(tools), settings, service, files, documents.memory(), pictures, workspaces,
                layout, this::refresh, this::failed);
        clipboard = new CopyAndPaste(files, documents.memory(), opener, banner);
        work = new PictureWork(layout, pictures, documents.steps(), opener);
        saving = new Saving(stage, dialogs, saved, files, documents.memory(), banner, layout.saving(),
                pictures::originals, settings.work()::saving);
        closing = new Closing(dialogs, saving);
        models = new ModelDrawer(() -> new ModelManager(library, training, service, dialogs, tools,
                this::pixelsInFront,
                new BackgroundTasks(runner.lane("models", 4)), this::hideModels));
        pages = new Pages(commands, preferences, models, settings.work(), () -> List.of(
                new DefaultsSection(tools, service, files, settings.work(),
                        (tool, model) -> files.executor().execute(() -> library.makeDefault(tool, model))),
                new FoldersSection(settings.work(), dialogs::folder, dialogs::browse),
                new PrivacySection(dialogs::browse, opener::forgetRecent)));
        trials = new PartTrials(layout, service, files, pages.overlay());
        layout.panel().beginWith(settings.work()::strength);
        layout.topBar().showActivity(models.activityProperty());
        state = new WindowState(stage, layout, commands, pictures, workspaces, work,
                new ShownDocument(layout, documents.pixels(), pictures::isInFront, documents.steps()::of,
                        this::failed));
        EditorPlace place = new PlaceOfEditors(layout, pages, this::refresh);
        editors = new Editors(pictures, documents.steps(), documents.pixels(), commands, layout.compare(),
                layout.history(), place, work::isFree);
        presets = new PresetsInWindow(store, service, files, pictures, editors, place, dialogs, banner, commands);
        layout.history().setActions(editors);
        layout.history().setHead(presets.menu());
        layout.addToRail(commands.get("crop"), "fth-crop", "crop.tool");
        editors.listen(layout);
        library.watch(() -> Platform.runLater(choice::modelsChanged));
    }

    /** Builds the scene and shows the window. */
    public void show() {
        FileDrop drop = new FileDrop(this::dropped);
        Scene scene = pages.over(layout, drop);
        drop.watch(scene);
        commands.coveredProperty().bind(pages.covered());
        commands.install(scene);
        scene.addEventFilter(KeyEvent.ANY, new EnterOnce());
        scene.addEventHandler(KeyEvent.ANY, this::heldKey);
        stage.setScene(scene);
        preferences.place(stage);
        stage.setTitle(Texts.of("application"));
        stage.setMinWidth(800);
        stage.setMinHeight(560);
        stage.setOnCloseRequest(e -> {
            if (!closing.mayClose(pictures.all(), stage::hide)) {
                e.consume();
            } else {
                preferences.keepPlace(stage);
            }
        });
        choice.begin();
        Texts.language().addListener((o, was, is) -> refresh());
        stage.setOnHidden(e -> documents.end());
        stage.show();
        documents.offerLeft(recovery);
    }

    /** The original shows as long as the backslash is held; Esc closes what lies over the window. */
    private void heldKey(KeyEvent e) {
        boolean pressed = e.getEventType() == KeyEvent.KEY_PRESSED;
        if (e.getCode() == KeyCode.BACK_SLASH && !(e.getTarget() instanceof TextInputControl)) {
            layout.compare().showOriginal(pressed);
        } else if (pressed && e.getCode() == KeyCode.ESCAPE) {
            pages.hide();
        }
    }

    /** Frees what the window holds; services are closed by their owner. */
    public void close() {
        workspaces.close();
        models.close();
        files.close();
        reading.close();
        tiles.close();
        documents.close();
    }

    /** Says something above the picture that the user should know but did not ask for. */
    public void say(String sentence) {
        layout.banner().note(sentence);
    }

    /** Brings the window before all others. */
    public void raise() {
        stage.setIconified(false);
        stage.toFront();
        stage.requestFocus();
    }

    /** Opens files: a tool's own go to its workspace, pictures join those that are open. */
    public void open(List<Path> chosen) {
        opener.open(chosen);
    }

    /** Takes files that were dropped: checkpoints are imported, all else is opened. */
    void dropped(List<Path> dropped) {
        DroppedFiles sorted = DroppedFiles.of(dropped);
        open(sorted.pictures());
        if (!sorted.checkpoints().isEmpty()) {
            models.open().take(sorted.checkpoints());
        }
    }

    private List<Path> takenElsewhere(List<Path> chosen) {
        List<Path> rest = workspaces.take(chosen, opener::openedElsewhere);
        if (!rest.isEmpty()) {
            layout.banner().clear();
        }
        return rest;
    }

    private void opened(Document document) {
        choice.warmUp();
        documents.open(document);
    }

    private void close(List<Document> closed) {
        if (closing.mayClose(closed, () -> close(closed))) {
            documents.close(closed);
            layout.queue().forget(closed);
        }
    }

    private void hideModels() {
        models.hide();
    }

    private long pixelsInFront() {
        return pictures.current().map(d -> d.bounds().area()).orElse(0L);
    }

    private void status(String sentence) {
        layout.status(() -> sentence);
    }

    private void refresh() {
        state.refresh();
        if (presets != null) {
            editors.refresh(workspaces.showsPicture());
            presets.refresh(workspaces.showsPicture() && pictures.current().isPresent());
        }
    }

    /** Says on the desktop that a step is done which took long, to somebody who does something else meanwhile. */
    private void ended(RunningStep step, double seconds) {
        if (seconds > LONG && !stage.isFocused()) {
            note.show(Texts.of("application"),
                    Texts.of("note.finished", Tool.title(step.step().tool()), step.document().name()));
        }
    }

    private void failed(String sentence) {
        layout.banner().error(sentence);
        refresh();
    }

    /** What the user asks for goes to the part of the window that does it. */
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
            opener.recent(show);
        }

        @Override
        public void forgetRecent() {
            opener.forgetRecent();
        }

        @Override
        public void save() {
            editors.finish();
            workspaces.current().ifPresentOrElse(Workspace::save, () -> work.ifIdle(saving::save));
        }

        @Override
        public void saveAs() {
            editors.finish();
            workspaces.current().ifPresentOrElse(Workspace::save, () -> work.ifIdle(saving::saveAs));
        }

        @Override
        public void save(List<Document> documents) {
            editors.finish();
            saving.saveAll(documents, () -> { });
        }

        @Override
        public void close() {
            pictures.current().ifPresent(d -> close(List.of(d)));
        }

        @Override
        public void close(List<Document> documents) {
            KintsugiWindow.this.close(documents);
        }

        @Override
        public void run() {
            workspaces.current().ifPresentOrElse(Workspace::run, () -> work.run(pictures.selected()));
        }

        @Override
        public void run(List<Document> documents) {
            if (workspaces.showsPicture()) {
                work.run(documents);
            }
        }

        @Override
        public void preview() {
            if (workspaces.showsPicture()) {
                work.preview();
            }
        }

        @Override
        public void copySteps(Document from, List<Document> to) {
            work.copySteps(from, to);
        }

        @Override
        public void trials() {
            if (workspaces.showsPicture()) {
                work.ifIdle(trials::show);
            }
        }

        @Override
        public void byProduct() {
            work.byProduct();
        }

        @Override
        public void strength(double value) {
            work.strength(value);
        }

        @Override
        public void putFirst(RunningStep step) {
            documents.steps().putFirst(step);
            layout.queue().arrange(waiting());
        }

        @Override
        public boolean move(RunningStep step, int by) {
            return documents.steps().move(step, by);
        }

        @Override
        public List<RunningStep> waiting() {
            return documents.steps().waiting();
        }

        @Override
        public void retry(Document document, List<Step> chosen) {
            work.runSteps(chosen, List.of(document));
        }

        @Override
        public void pause(boolean pause) {
            documents.steps().setPaused(pause);
        }

        @Override
        public void cancel() {
            work.running().ifPresent(RunningStep::cancel);
        }

        @Override
        public void undo() {
            workspaces.current().ifPresentOrElse(Workspace::undo, () -> {
                if (work.showsPreview()) {
                    refresh();
                } else {
                    pictures.current().filter(work::isFree).ifPresent(Document::undo);
                }
            });
        }

        @Override
        public void redo() {
            workspaces.current().ifPresentOrElse(Workspace::redo,
                    () -> pictures.current().filter(work::isFree).ifPresent(Document::redo));
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
        public void choose(Tool tool) {
            editors.finish();
            choice.choose(tool);
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
        public void copy() {
            pictures.current().ifPresent(clipboard::copy);
        }

        @Override
        public void paste() {
            clipboard.paste(KintsugiWindow.this::dropped);
        }

        @Override
        public void models() {
            models.open();
        }

        @Override
        public void settings() {
            pages.settings();
        }

        @Override
        public void about() {
            pages.about();
        }

        @Override
        public void shortcuts() {
            pages.shortcuts();
        }

        @Override
        public void palette() {
            pages.palette();
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
