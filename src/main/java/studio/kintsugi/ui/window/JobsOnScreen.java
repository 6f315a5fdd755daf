package studio.kintsugi.ui.window;

import java.util.concurrent.CancellationException;
import java.util.function.Predicate;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.Region;
import studio.kintsugi.service.restoration.Progress;
import studio.kintsugi.ui.common.BackgroundTasks;
import studio.kintsugi.ui.common.Texts;
import studio.kintsugi.ui.picture.Document;
import studio.kintsugi.ui.picture.FinishedPart;
import studio.kintsugi.ui.picture.RunningStep;
import studio.kintsugi.ui.picture.StepRunner;

/** Shows how jobs go: their lines in the list, and the parts of the picture that is in front. */
final class JobsOnScreen implements StepRunner.Audience {
    private final WindowLayout layout;
    private final Predicate<Document> isShown;
    private final Runnable refresh;

    JobsOnScreen(WindowLayout layout, Predicate<Document> isShown, Runnable refresh) {
        this.layout = layout;
        this.isShown = isShown;
        this.refresh = refresh;
    }

    @Override
    public void queued(RunningStep mending) {
        layout.jobs().add(mending);
        refresh.run();
    }

    @Override
    public void begun(RunningStep mending) {
        if (isShown.test(mending.document())) {
            refresh.run();
        }
    }

    @Override
    public void progressed(RunningStep mending, Progress progress) {
        layout.jobs().progress(mending, progress);
    }

    @Override
    public FinishedPart finished(RunningStep mending, Region region, Picture pixels) {
        FinishedPart part = layout.compare().part(region, pixels);
        if (isShown.test(mending.document())) {
            layout.compare().paint(part);
        }
        return part;
    }

    @Override
    public void ended(RunningStep mending, Throwable error) {
        layout.jobs().remove(mending);
        if (error instanceof CancellationException) {
            layout.banner().note(Texts.of("job.stopped", mending.document().name()));
        } else if (error != null) {
            layout.banner().error(BackgroundTasks.sentence(error));
        } else if (mending.isPreview() && isShown.test(mending.document())) {
            // the mended part stays on the screen until something else is shown; the picture is as it was
            layout.panel().setBusy(false);
            layout.status(mending.standIn().map(c -> Texts.of("status.preview.fast", c.title()))
                    .orElseGet(() -> Texts.of("status.preview")));
            return;
        }
        refresh.run();
    }
}
