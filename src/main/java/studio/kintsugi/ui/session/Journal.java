package studio.kintsugi.ui.session;

import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Consumer;
import studio.kintsugi.edit.History;
import studio.kintsugi.edit.Step;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.service.session.KeptWork;
import studio.kintsugi.service.session.Session;
import studio.kintsugi.service.session.WorkState;
import studio.kintsugi.ui.common.BackgroundTasks;
import studio.kintsugi.ui.picture.Document;
import studio.kintsugi.ui.picture.StepRunner;

/**
 * Keeps the work on open pictures on the disk: a result before it is shown as done, and each change of a history as
 * soon as it was made. For the JavaFX thread.
 */
public final class Journal implements StepRunner.Keeper {
    private final Session session;
    private final BackgroundTasks tasks;
    private final Consumer<String> failed;
    private final Map<Document, WorkState> written = new WeakHashMap<>();

    /**
     * @param tasks write files, one after another
     * @param failed receives a sentence where the disk does not take them
     */
    public Journal(Session session, BackgroundTasks tasks, Consumer<String> failed) {
        this.session = session;
        this.tasks = tasks;
        this.failed = failed;
    }

    /** Keeps the work on a document from now on. */
    public void begin(Document document) {
        if (document.kept().isEmpty()) {
            KeptWork kept = session.keep();
            document.keepIn(kept);
            if (document.isMade()) {
                Picture picture = document.opened();
                tasks.run(() -> {
                    kept.putOpened(picture);
                    return kept;
                }, done -> changed(document), failed);
            }
        }
        document.revisionProperty().addListener(o -> changed(document));
    }

    private void changed(Document document) {
        WorkState state = document.state(document.history());
        WorkState before = written.get(document);
        boolean untouched = before == null && !state.isUnsaved();
        if (!untouched && !state.equals(before)) {
            write(document, state);
        }
    }

    private void write(Document document, WorkState state) {
        written.put(document, state);
        KeptWork kept = document.kept().orElseThrow();
        tasks.run(() -> {
            kept.write(state);
            return kept;
        }, done -> { }, failed);
    }

    @Override
    public void keep(Document document, History next, List<Step> steps, Picture result, Runnable then) {
        WorkState state = document.state(next);
        KeptWork kept = document.kept().orElseThrow();
        written.put(document, state);
        tasks.run(() -> {
            kept.putResult(steps, result);
            kept.write(state);
            return kept;
        }, done -> then.run(), sentence -> {
            failed.accept(sentence);
            then.run();
        });
    }

    /** The document is closed: its work is in a file, or not wanted. */
    public void forget(Document document) {
        document.kept().ifPresent(kept -> tasks.executor().execute(kept::delete));
    }

    /** All documents are closed with the window. */
    public void end(List<Document> documents) {
        documents.forEach(this::forget);
        tasks.executor().execute(session::end);
    }
}
