package studio.kintsugi.ui.saving;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.stage.Window;
import studio.kintsugi.imaging.PictureFormat;
import studio.kintsugi.imaging.WriteOptions;
import studio.kintsugi.settings.SaveSettings;
import studio.kintsugi.ui.common.BackgroundTasks;
import studio.kintsugi.ui.common.Banner;
import studio.kintsugi.ui.common.Texts;
import studio.kintsugi.ui.dialogs.FileDialogs;
import studio.kintsugi.ui.picture.Document;
import studio.kintsugi.ui.picture.PictureMemory;

/** Saves pictures beside their originals, with the recipe of what was done embedded. */
public final class Saving {
    private final Window owner;
    private final FileDialogs dialogs;
    private final SaveSettings settings;
    private final BackgroundTasks tasks;
    private final PictureMemory memory;
    private final Banner banner;
    private final SavingLine line;
    private final Supplier<List<Path>> originals;
    private final Supplier<Optional<Path>> folder;

    /**
     * @param owner of the dialogs
     * @param dialogs ask for a folder
     * @param settings keep how each format was saved last
     * @param memory gives documents their pixels
     * @param banner says what was saved, and what was not
     * @param line shows how far it is
     * @param originals files that are open, none of which is written to
     * @param folder suggested at first; empty for that of the original
     */
    public Saving(Window owner, FileDialogs dialogs, SaveSettings settings, BackgroundTasks tasks,
            PictureMemory memory, Banner banner, SavingLine line, Supplier<List<Path>> originals,
            Supplier<Optional<Path>> folder) {
        this.owner = owner;
        this.dialogs = dialogs;
        this.settings = settings;
        this.tasks = tasks;
        this.memory = memory;
        this.banner = banner;
        this.line = line;
        this.originals = originals;
        this.folder = folder;
    }

    /** Saves a picture where and how it was saved last, or asks. */
    public void save(Document document) {
        document.savedTo().flatMap(file -> PictureFormat.ofName(file.getFileName().toString())
                .filter(PictureFormat::isWritable).map(format -> new SaveAsDialog.Answer(file,
                        new OptionsPane(settings, format).options())))
                .ifPresentOrElse(last -> write(document, last), () -> saveAs(document));
    }

    /** Asks where and how a picture is to be saved. */
    public void saveAs(Document document) {
        if (isPending(document)) {
            return;
        }
        SaveAsDialog dialog = new SaveAsDialog(owner, suggestion(document), originals.get(), settings,
                dialogs::folder);
        dialog.resultProperty().addListener((o, was, answer) -> {
            if (answer != null) {
                write(document, answer);
            }
        });
        memory.use(document, () -> dialog.estimate(document.shown(), tasks), banner::error);
        dialog.show();
    }

    /**
     * Asks where and how several pictures are to be saved.
     *
     * @param documents at least one
     * @param saved called once all are saved
     */
    public void saveAll(List<Document> documents, Runnable saved) {
        SaveAllDialog dialog = new SaveAllDialog(owner, documents, settings, dialogs::folder);
        dialog.resultProperty().addListener((o, was, order) -> {
            if (order != null) {
                new SaveAll(tasks, memory, originals.get(), order.options(), line).write(documents, order.files(),
                        report -> {
                            if (report.failures().isEmpty()) {
                                banner.note(report.text(order.folder()));
                                saved.run();
                            } else {
                                banner.error(report.text(order.folder()));
                            }
                        });
            }
        });
        dialog.show();
    }

    private Path suggestion(Document document) {
        Path original = document.original().toAbsolutePath();
        String name = document.name();
        int dot = name.lastIndexOf('.');
        String stem = dot < 0 ? name : name.substring(0, dot);
        String ending = dot < 0 ? ".png" : name.substring(dot);
        boolean writable = PictureFormat.ofName(name).filter(PictureFormat::isWritable).isPresent();
        String suggested = stem + Texts.of("save.suffix") + (writable ? ending : ".png");
        return folder.get().filter(Files::isDirectory).map(f -> f.resolve(suggested))
                .orElseGet(() -> original.resolveSibling(suggested));
    }

    private boolean isPending(Document document) {
        boolean pending = document.pending().isPresent();
        if (pending) {
            banner.note(Texts.of("save.pending"));
        }
        return pending;
    }

    private void write(Document document, SaveAsDialog.Answer answer) {
        memory.use(document, () -> writeNow(document, answer.file(), answer.options()), banner::error);
    }

    private void writeNow(Document document, Path file, WriteOptions options) {
        if (isPending(document)) {
            return;
        }
        PictureFile picture = new PictureFile(document.shown(), document.steps(), file, options);
        List<Path> open = originals.get();
        DoubleConsumer progress = line.begin(Texts.of("saving", file.getFileName()));
        tasks.run(() -> picture.write(open, progress), notes -> {
            line.end();
            document.saved(file, picture.steps());
            banner.note(Stream.concat(Stream.of(Texts.of("saved", file)), notes.stream())
                    .collect(Collectors.joining("\n")));
        }, sentence -> {
            line.end();
            banner.error(sentence);
        });
    }
}
