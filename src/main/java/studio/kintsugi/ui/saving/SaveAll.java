package studio.kintsugi.ui.saving;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import studio.kintsugi.imaging.WriteOptions;
import studio.kintsugi.ui.common.BackgroundTasks;
import studio.kintsugi.ui.common.Texts;
import studio.kintsugi.ui.picture.Document;
import studio.kintsugi.ui.picture.PictureMemory;

/** Writes pictures one after another; what fails is told at the end, and the rest goes on. For the JavaFX thread. */
final class SaveAll {
    private final BackgroundTasks tasks;
    private final PictureMemory memory;
    private final List<Path> originals;
    private final WriteOptions options;
    private final SavingLine line;
    private final List<String> failures = new ArrayList<>();
    private final Set<String> leftOut = new LinkedHashSet<>();
    private int saved;

    /**
     * What became of the pictures.
     *
     * @param saved how many were
     * @param failures a sentence for each of the others
     * @param leftOut sentences about what files have no place for
     */
    record Report(int saved, List<String> failures, List<String> leftOut) {
        private static final int MOST_SHOWN = 6;

        /** All in words; of many failures the first. */
        String text(Path folder) {
            Stream<String> shown = Stream.of(failures, leftOut).flatMap(List::stream).limit(MOST_SHOWN);
            int more = failures.size() + leftOut.size() - MOST_SHOWN;
            return Stream.of(Stream.of(Texts.of("saved.all", saved, folder)), shown,
                    more > 0 ? Stream.of(Texts.of("banner.more", more)) : Stream.<String>empty())
                    .flatMap(s -> s).collect(Collectors.joining("\n"));
        }
    }

    /**
     * @param originals files that are open, none of which is written to
     * @param line shows how far it is
     */
    SaveAll(BackgroundTasks tasks, PictureMemory memory, List<Path> originals, WriteOptions options,
            SavingLine line) {
        this.tasks = tasks;
        this.memory = memory;
        this.originals = List.copyOf(originals);
        this.options = options;
        this.line = line;
    }

    /**
     * Begins.
     *
     * @param files where each document goes, in the same order
     * @param done receives what became of them, at the end
     */
    void write(List<Document> documents, List<Path> files, Consumer<Report> done) {
        write(0, List.copyOf(documents), List.copyOf(files), done);
    }

    private void write(int place, List<Document> documents, List<Path> files, Consumer<Report> done) {
        if (place == documents.size()) {
            line.end();
            done.accept(new Report(saved, List.copyOf(failures), List.copyOf(leftOut)));
            return;
        }
        Document document = documents.get(place);
        Path file = files.get(place);
        DoubleConsumer progress = line.begin(Texts.of("saving.all", place + 1, documents.size(), file.getFileName()));
        Runnable next = () -> write(place + 1, documents, files, done);
        memory.use(document, () -> write(document, file, progress, next), sentence -> failed(document, sentence, next));
    }

    private void write(Document document, Path file, DoubleConsumer progress, Runnable next) {
        if (document.pending().isPresent()) {
            failed(document, Texts.of("save.pending"), next);
            return;
        }
        PictureFile picture = new PictureFile(document.shown(), document.steps(), file, options);
        tasks.run(() -> picture.write(originals, progress), notes -> {
            saved++;
            leftOut.addAll(notes);
            document.saved(file, picture.steps());
            next.run();
        }, sentence -> failed(document, sentence, next));
    }

    private void failed(Document document, String sentence, Runnable next) {
        failures.add(Texts.of("job.failed", document.name(), sentence));
        next.run();
    }
}
