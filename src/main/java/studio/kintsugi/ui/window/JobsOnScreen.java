package studio.kintsugi.ui.window;

import java.util.function.ObjDoubleConsumer;
import java.util.function.Predicate;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.Region;
import studio.kintsugi.service.job.Progress;
import studio.kintsugi.service.restoration.RestorationProgress;
import studio.kintsugi.ui.command.Commands;
import studio.kintsugi.ui.common.Texts;
import studio.kintsugi.ui.compare.FinishedPart;
import studio.kintsugi.ui.library.ModelText;
import studio.kintsugi.ui.picture.Document;
import studio.kintsugi.ui.picture.RunningStep;
import studio.kintsugi.ui.picture.StepRunner;

/** Shows how jobs go: their lines in the list, and the parts of the picture that is in front. */
final class JobsOnScreen implements StepRunner.Audience {
    private final WindowLayout layout;
    private final Commands commands;
    private final Predicate<Document> isShown;
    private final Runnable refresh;
    private final ObjDoubleConsumer<RunningStep> ended;

    /**
     * @param isShown tells the picture in front
     * @param ended receives each step that is done and the seconds it took
     */
    JobsOnScreen(WindowLayout layout, Commands commands, Predicate<Document> isShown, Runnable refresh,
            ObjDoubleConsumer<RunningStep> ended) {
        this.layout = layout;
        this.commands = commands;
        this.isShown = isShown;
        this.refresh = refresh;
        this.ended = ended;
    }

    @Override
    public void queued(RunningStep step) {
        layout.jobs().add(step);
        layout.queue().add(step);
        refresh.run();
    }

    @Override
    public void begun(RunningStep step) {
        if (isShown.test(step.document())) {
            refresh.run();
        }
    }

    @Override
    public void progressed(RunningStep step, Progress<RestorationProgress> progress) {
        layout.jobs().progress(step, progress);
        layout.queue().progressed(step, progress);
    }

    @Override
    public FinishedPart partFinished(RunningStep step, Region region, Picture pixels) {
        FinishedPart part = layout.compare().part(region, pixels);
        if (isShown.test(step.document())) {
            layout.compare().paint(part);
        }
        return part;
    }

    @Override
    public void finished(RunningStep step) {
        layout.jobs().remove(step);
        ended.accept(step, layout.queue().finished(step));
        if (step.isPreview() && isShown.test(step.document())) {
            // the finished part stays on the screen until something else is shown; the picture is as it was
            layout.panel().setBusy(false);
            commands.get("undo").enabledProperty().set(true);
            commands.get("save").enabledProperty().set(true);
            layout.status(() -> step.standIn().map(c -> Texts.of("status.preview.fast", ModelText.title(c)))
                    .orElseGet(() -> Texts.of("status.preview")));
            return;
        }
        refresh.run();
    }

    @Override
    public void cancelled(RunningStep step) {
        layout.jobs().remove(step);
        layout.queue().cancelled(step);
        if (!step.isSuperseded()) {
            layout.banner().note(Texts.of("job.stopped", step.document().name()));
        }
        refresh.run();
    }

    @Override
    public void failed(RunningStep step, String sentence) {
        layout.jobs().remove(step);
        layout.queue().failed(step, sentence);
        layout.banner().error(Texts.of("job.failed", step.document().name(), sentence));
        refresh.run();
    }
}
