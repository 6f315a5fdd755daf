package studio.kintsugi.ui;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.input.TransferMode;
import javafx.stage.Stage;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.PictureReader;
import studio.kintsugi.imaging.PictureWriter;
import studio.kintsugi.imaging.Region;
import studio.kintsugi.imaging.WriteOptions;
import studio.kintsugi.recipe.Step;
import studio.kintsugi.service.InferenceService;
import studio.kintsugi.service.Job;
import studio.kintsugi.service.JobListener;
import studio.kintsugi.service.Progress;
import studio.kintsugi.service.RunOptions;
import studio.kintsugi.ui.compare.CompareMode;
import studio.kintsugi.ui.document.Document;
import studio.kintsugi.ui.document.Edit;
import studio.kintsugi.ui.tools.Tool;

/** The window: what the user can do, and how it shows. */
public final class KintsugiWindow {
    private final Stage stage;
    private final InferenceService service;
    private final FileDialogs dialogs;
    private final PictureTasks tasks = new PictureTasks();
    private final List<Document> documents = new ArrayList<>();
    private final WindowLayout layout;
    private Document current;
    private Job job;

    /**
     * @param service asked for models when the window is made and for work when the user wants some
     */
    public KintsugiWindow(Stage stage, InferenceService service, FileDialogs dialogs) {
        this.stage = stage;
        this.service = service;
        this.dialogs = dialogs;
        this.layout = new WindowLayout(tasks.executor(), new WindowLayout.Actions() {
            @Override
            public void open() {
                KintsugiWindow.this.open(dialogs.open());
            }

            @Override
            public void save() {
                KintsugiWindow.this.save();
            }

            @Override
            public void saveAs() {
                KintsugiWindow.this.saveAs();
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
                if (job == null) {
                    select(document);
                } else {
                    layout.strip().select(current);
                }
            }
        });
        layout.panel().strengthProperty().addListener(o -> strengthChanged());
    }

    /** Opens the window. */
    public void show() {
        Scene scene = new Scene(layout, 1400, 900);
        new Theme(scene).follow();
        new Shortcuts(layout).install(scene);
        scene.setOnDragOver(e -> {
            if (e.getDragboard().hasFiles()) {
                e.acceptTransferModes(TransferMode.COPY);
            }
        });
        scene.setOnDragDropped(e -> {
            open(e.getDragboard().getFiles().stream().map(java.io.File::toPath).toList());
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
        tasks.close();
    }

    /** Opens pictures, each beside those that are open. */
    public void open(List<Path> files) {
        for (Path file : files) {
            layout.status("Opening " + file.getFileName() + "…");
            tasks.run(() -> PictureReader.read(file), picture -> opened(new Document(file, picture)), this::failed);
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
        if (job == null) {
            select(document);
        }
    }

    private void select(Document document) {
        current = document;
        layout.strip().select(document);
        refresh();
    }

    private void refresh() {
        layout.canUndo(current != null && current.canUndo() && job == null);
        layout.canRedo(current != null && current.canRedo() && job == null);
        layout.canSave(current != null && job == null);
        layout.panel().setBusy(current == null || job != null);
        if (current == null) {
            return;
        }
        Optional<Edit> edit = current.edit();
        Picture before = edit.map(Edit::before).orElse(current.opened());
        layout.compare().show(before, edit.map(Edit::after).orElse(null), edit.map(Edit::strength).orElse(1.0));
        layout.pictureShown();
        Picture p = current.opened();
        layout.status(String.format("%s%s   %d × %d, %d bit%s", current.isUnsaved() ? "• " : "",
                current.original().getFileName(), p.width(), p.height(), p.info().depth().bits(),
                p.info().profile().icc().isPresent() ? ", own colour profile" : ""));
        edit.ifPresent(e -> layout.panel().strengthProperty().set(e.strength() * 100));
    }

    private void strengthChanged() {
        double strength = layout.panel().strengthProperty().get() / 100;
        layout.compare().setStrength(strength);
        if (current != null && job == null && Math.abs(current.edit().map(Edit::strength).orElse(strength) - strength)
                > 1e-9) {
            current.setStrength(strength);
        }
    }

    private void ifIdle(java.util.function.Consumer<Document> action) {
        if (current != null && job == null) {
            action.accept(current);
        }
    }

    private void run(boolean previewOnly) {
        if (current == null || job != null || !layout.panel().hasModel()) {
            return;
        }
        layout.banner().clear();
        Step step = layout.panel().step();
        Region view = layout.compare().visible();
        Document document = current;
        Optional<Edit> last = document.edit();
        layout.panel().setBusy(true);
        // blending the last step into the picture takes a moment on a large one
        tasks.run(() -> last.map(Edit::result).orElse(document.opened()),
                input -> start(document, input, step, new RunOptions(view, previewOnly, 0)), this::failed);
    }

    private void start(Document document, Picture input, Step step, RunOptions options) {
        layout.compare().show(input, null, 1);
        layout.compare().setStrength(step.number("strength", 1));
        job = service.run(input, step, options, new JobListener() {
            @Override
            public void progressed(Job from, Progress progress) {
                Platform.runLater(() -> {
                    if (from == job) {
                        layout.jobs().progress(progress);
                    }
                });
            }

            @Override
            public void finished(Job from, Region region, Picture pixels) {
                Platform.runLater(() -> {
                    if (from == job) {
                        layout.compare().paint(region, pixels);
                    }
                });
            }
        });
        layout.jobs().show(job);
        Job mine = job;
        mine.result().whenComplete((picture, error) -> Platform.runLater(
                () -> ended(document, input, mine, options.previewOnly(), picture, error)));
    }

    private void ended(
            Document document, Picture input, Job mine, boolean previewOnly, Picture picture, Throwable error) {
        if (mine != job) {
            return;
        }
        job = null;
        layout.jobs().hideJob();
        if (error == null && previewOnly) {
            // the mended part stays on the screen until something else is shown; the picture is as it was
            layout.panel().setBusy(false);
            layout.status("Preview: only the part you see is mended. Run to mend the whole picture.");
            return;
        }
        if (error == null) {
            Step step = mine.step();
            document.add(new Edit(input, picture, step, layout.panel().strengthProperty().get() / 100));
        } else if (error instanceof CancellationException) {
            layout.banner().note("Stopped; the picture is as it was.");
        } else {
            layout.banner().error(PictureTasks.sentence(error));
        }
        refresh();
    }

    private void save() {
        ifIdle(document -> document.savedTo().ifPresentOrElse(file -> write(document, file), this::saveAs));
    }

    private void saveAs() {
        ifIdle(document -> dialogs.save(suggestion(document)).ifPresent(file -> {
            if (file.toAbsolutePath().equals(document.original().toAbsolutePath())) {
                layout.banner().error("The original is never overwritten: choose another name.");
            } else {
                write(document, file);
            }
        }));
    }

    private static Path suggestion(Document document) {
        Path original = document.original().toAbsolutePath();
        String name = original.getFileName().toString();
        int dot = name.lastIndexOf('.');
        String stem = dot < 0 ? name : name.substring(0, dot);
        String ending = dot < 0 ? ".png" : name.substring(dot);
        boolean writable = ending.matches("(?i)\\.(jpe?g|png|tiff?)");
        return original.resolveSibling(stem + "-mended" + (writable ? ending : ".png"));
    }

    private void write(Document document, Path file) {
        Optional<Edit> edit = document.edit();
        layout.status("Saving " + file.getFileName() + "…");
        tasks.run(() -> {
            PictureWriter.write(edit.map(Edit::result).orElse(document.opened()), file, WriteOptions.DEFAULT);
            return file;
        }, written -> {
            document.saved(written, edit);
            layout.banner().note("Saved as " + written + ".");
        }, this::failed);
    }

    private void failed(String sentence) {
        layout.banner().error(sentence);
        refresh();
    }

    /** How the window compares, for tests and shortcuts. */
    CompareMode mode() {
        return layout.compare().modeProperty().get();
    }
}
