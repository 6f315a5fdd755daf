package studio.kintsugi.ui.window;

import java.util.List;
import java.util.function.Consumer;
import studio.kintsugi.service.job.JobRunner;
import studio.kintsugi.service.restoration.InferenceService;
import studio.kintsugi.service.session.Session;
import studio.kintsugi.ui.common.BackgroundTasks;
import studio.kintsugi.ui.picture.Document;
import studio.kintsugi.ui.picture.PictureMemory;
import studio.kintsugi.ui.picture.StepRunner;
import studio.kintsugi.ui.session.Journal;
import studio.kintsugi.ui.session.Recovery;
import studio.kintsugi.ui.strip.OpenPictures;

/**
 * The life of documents: once opened they are kept on the disk, their steps run, and they hold their pixels while they
 * are used; until they are closed. For the JavaFX thread.
 */
final class Documents implements AutoCloseable {
    /** Pictures may hold this part of the memory, and not more than so many bytes, beside those in use. */
    private static final int SHARE = 8;
    private static final long MOST_BYTES = 640L << 20;

    private final OpenPictures pictures;
    private final Session session;
    private final BackgroundTasks pixels;
    private final BackgroundTasks keeping;
    private final PictureMemory memory;
    private final Journal journal;
    private final StepRunner steps;

    /**
     * @param session keeps unsaved work
     * @param audience is told how steps go
     * @param failed receives sentences for the user
     */
    Documents(JobRunner runner, InferenceService service, Session session, OpenPictures pictures,
            StepRunner.Audience audience, Consumer<String> failed) {
        this.pictures = pictures;
        this.session = session;
        pixels = new BackgroundTasks(runner.lane("pixels", 2));
        keeping = new BackgroundTasks(runner.lane("session"));
        memory = new PictureMemory(pixels, this::isInUse, Math.min(Runtime.getRuntime().maxMemory() / SHARE,
                MOST_BYTES));
        journal = new Journal(session, keeping, failed);
        steps = new StepRunner(service, pixels, memory, journal, audience);
        pictures.whenInFront(front -> memory.show(front, failed));
    }

    private boolean isInUse(Document document) {
        return pictures.isInFront(document) || steps.isActive(document);
    }

    /** Makes pixels: those that rest, and those that are blended. */
    BackgroundTasks pixels() {
        return pixels;
    }

    /** Has the work offered that an earlier program left. */
    void offerLeft(Recovery recovery) {
        recovery.look(session, keeping);
    }

    PictureMemory memory() {
        return memory;
    }

    StepRunner steps() {
        return steps;
    }

    /** Opens a document, in front. */
    void open(Document document) {
        journal.begin(document);
        document.revisionProperty().addListener(o -> steps.update(document));
        pictures.add(document);
        steps.update(document);
    }

    /** Closes documents and forgets their work. */
    void close(List<Document> documents) {
        documents.forEach(steps::close);
        pictures.remove(documents);
        documents.forEach(memory::forget);
        documents.forEach(journal::forget);
    }

    /** Forgets all work, as the window was closed by somebody who was asked. */
    void end() {
        journal.end(pictures.all());
    }

    /** Lets go of what is kept, which the next program offers unless {@link #end} was called. */
    @Override
    public void close() {
        pixels.close();
        keeping.executor().execute(session::close);
        keeping.close();
    }
}
