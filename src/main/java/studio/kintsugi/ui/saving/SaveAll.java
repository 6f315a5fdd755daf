package studio.kintsugi.ui.saving;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.edit.EmbeddedRecipe;
import studio.kintsugi.edit.Step;
import studio.kintsugi.files.SameFile;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.WriteOptions;
import studio.kintsugi.imaging.io.PictureWriter;
import studio.kintsugi.ui.common.BackgroundTasks;
import studio.kintsugi.ui.common.Texts;
import studio.kintsugi.ui.picture.Document;
import studio.kintsugi.ui.picture.PictureMemory;

/** Writes pictures one after another; what fails is told, and the rest goes on. For the JavaFX thread. */
final class SaveAll {
    private final BackgroundTasks tasks;
    private final PictureMemory memory;
    private final List<Path> originals;
    private final WriteOptions options;
    private final Consumer<String> failed;
    private final BiConsumer<Integer, Set<String>> done;
    private final Set<String> notes = new LinkedHashSet<>();
    private int saved;

    /**
     * @param originals files that are open, none of which is written to
     * @param failed receives a sentence for each picture that was not saved
     * @param done receives how many were saved, and what of them was left out, at the end
     */
    SaveAll(BackgroundTasks tasks, PictureMemory memory, List<Path> originals, WriteOptions options,
            Consumer<String> failed, BiConsumer<Integer, Set<String>> done) {
        this.tasks = tasks;
        this.memory = memory;
        this.originals = List.copyOf(originals);
        this.options = options;
        this.failed = failed;
        this.done = done;
    }

    /**
     * Begins.
     *
     * @param files where each document goes, in the same order
     */
    void write(List<Document> documents, List<Path> files) {
        if (documents.isEmpty()) {
            done.accept(saved, notes);
            return;
        }
        Document document = documents.getFirst();
        Path file = files.getFirst();
        Runnable rest = () -> write(documents.subList(1, documents.size()), files.subList(1, files.size()));
        memory.use(document, () -> write(document, file, rest), sentence -> {
            failed.accept(Texts.of("job.failed", document.name(), sentence));
            rest.run();
        });
    }

    private void write(Document document, Path file, Runnable rest) {
        if (document.pending().isPresent()) {
            failed.accept(Texts.of("job.failed", document.name(), Texts.of("save.pending")));
            rest.run();
            return;
        }
        Supplier<Picture> picture = document.shown();
        List<Step> steps = document.steps();
        tasks.run(() -> {
            if (originals.stream().anyMatch(original -> SameFile.are(original, file))) {
                throw new KintsugiException(Texts.of("save.original"));
            }
            return PictureWriter.write(EmbeddedRecipe.add(picture.get(), steps), file, options);
        }, said -> {
            saved++;
            notes.addAll(said);
            document.saved(file, steps);
            rest.run();
        }, sentence -> {
            failed.accept(Texts.of("job.failed", document.name(), sentence));
            rest.run();
        });
    }
}
