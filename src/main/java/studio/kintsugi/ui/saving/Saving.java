package studio.kintsugi.ui.saving;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.stage.Window;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.edit.EmbeddedRecipe;
import studio.kintsugi.edit.Step;
import studio.kintsugi.files.SameFile;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.WriteOptions;
import studio.kintsugi.imaging.io.PictureWriter;
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
    private final BackgroundTasks tasks;
    private final PictureMemory memory;
    private final Banner banner;
    private final Supplier<List<Path>> originals;

    /**
     * @param owner of the dialog for several pictures
     * @param banner says what was saved, and what was not
     * @param originals files that are open, none of which is written to
     */
    public Saving(Window owner, FileDialogs dialogs, BackgroundTasks tasks, PictureMemory memory, Banner banner,
            Supplier<List<Path>> originals) {
        this.owner = owner;
        this.dialogs = dialogs;
        this.tasks = tasks;
        this.memory = memory;
        this.banner = banner;
        this.originals = originals;
    }

    /** Saves a picture where it was saved last, or asks. */
    public void save(Document document) {
        document.savedTo().ifPresentOrElse(file -> write(document, file), () -> saveAs(document));
    }

    /** Asks where a picture is to be saved. */
    public void saveAs(Document document) {
        dialogs.save(suggestion(document)).ifPresent(file -> write(document, file));
    }

    /**
     * Asks where and how several pictures are to be saved.
     *
     * @param documents at least one
     * @param saved called once all are saved
     */
    public void saveAll(List<Document> documents, Runnable saved) {
        new SaveAllDialog(owner, documents, dialogs::folder).ask(tasks, memory, originals.get(), banner::error,
                sentence -> {
                    banner.note(sentence);
                    saved.run();
                });
    }

    private static Path suggestion(Document document) {
        Path original = document.original().toAbsolutePath();
        String name = document.name();
        int dot = name.lastIndexOf('.');
        String stem = dot < 0 ? name : name.substring(0, dot);
        String ending = dot < 0 ? ".png" : name.substring(dot);
        boolean writable = ending.matches("(?i)\\.(jpe?g|png|tiff?|webp)");
        return original.resolveSibling(stem + Texts.of("save.suffix") + (writable ? ending : ".png"));
    }

    private void write(Document document, Path file) {
        memory.use(document, () -> writeNow(document, file), banner::error);
    }

    private void writeNow(Document document, Path file) {
        if (document.pending().isPresent()) {
            banner.note(Texts.of("save.pending"));
            return;
        }
        Supplier<Picture> picture = document.shown();
        List<Step> steps = document.steps();
        List<Path> open = originals.get();
        tasks.run(() -> {
            if (open.stream().anyMatch(original -> SameFile.are(original, file))) {
                throw new KintsugiException(Texts.of("save.original"));
            }
            return PictureWriter.write(EmbeddedRecipe.add(picture.get(), steps), file, WriteOptions.DEFAULT);
        }, notes -> {
            document.saved(file, steps);
            banner.note(Stream.concat(Stream.of(Texts.of("saved", file)), notes.stream())
                    .collect(Collectors.joining("\n")));
        }, banner::error);
    }
}
