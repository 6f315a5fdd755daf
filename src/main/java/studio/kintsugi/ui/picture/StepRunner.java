package studio.kintsugi.ui.picture;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import javafx.application.Platform;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.edit.Step;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.Region;
import studio.kintsugi.imaging.processing.Resample;
import studio.kintsugi.service.restoration.InferenceService;
import studio.kintsugi.service.restoration.Job;
import studio.kintsugi.service.restoration.JobListener;
import studio.kintsugi.service.restoration.Progress;
import studio.kintsugi.service.restoration.RunOptions;
import studio.kintsugi.ui.common.BackgroundTasks;
import studio.kintsugi.ui.common.Texts;

/** Has steps done to open pictures, and tells whoever shows them. For the JavaFX thread. */
public final class StepRunner {
    private final InferenceService service;
    private final BackgroundTasks tasks;
    private final Audience audience;
    private final Map<Document, RunningStep> underWay = new LinkedHashMap<>();

    /** Hears how it goes; called on the JavaFX thread. */
    public interface Audience {
        /** A step waits for its turn. */
        void queued(RunningStep mending);

        /** The picture the step is done to is there. */
        void begun(RunningStep mending);

        void progressed(RunningStep mending, Progress progress);

        /** Makes an image of a part that is mended, as fine as the screen needs it, and shows it where it belongs. */
        FinishedPart finished(RunningStep mending, Region region, Picture pixels);

        /** It is over, and the edit made where there is no error. */
        void ended(RunningStep mending, Throwable error);
    }

    /**
     * @param tasks blends the steps before
     */
    public StepRunner(InferenceService service, BackgroundTasks tasks, Audience audience) {
        this.service = service;
        this.tasks = tasks;
        this.audience = audience;
    }

    /** What is being done to a picture. */
    public Optional<RunningStep> of(Document document) {
        return Optional.ofNullable(underWay.get(document));
    }

    /** Queues a step; nothing where one is under way for this picture. */
    public void run(Document document, Step step, RunOptions options) {
        if (underWay.containsKey(document)) {
            return;
        }
        RunningStep mending = new RunningStep(document, step, options);
        underWay.put(document, mending);
        audience.queued(mending);
        Optional<Edit> last = document.edit();
        // blending the last step into the picture takes a moment on a large one
        tasks.runOrFail(() -> Input.of(last.map(Edit::result).orElse(document.opened()), step),
                input -> start(mending, input),
                error -> ended(mending, null, error));
    }

    /**
     * What a step is done to.
     *
     * @param picture as the network gets it
     * @param shown what the result is compared with: the same, enlarged bicubically where the step enlarges
     */
    private record Input(Picture picture, Picture shown) {
        /** The largest result the window holds; the command line makes larger ones without holding them. */
        private static final long MOST_PIXELS = 120_000_000;

        static Input of(Picture picture, Step step) throws KintsugiException {
            int scale = (int) step.number("scale", 1);
            if (scale == 1) {
                return new Input(picture, picture);
            }
            if (picture.bounds().area() * scale * scale > MOST_PIXELS) {
                throw new KintsugiException(
                        Texts.of("job.too.large", picture.bounds().area() * scale * scale / 1_000_000));
            }
            return new Input(picture, Resample.bicubic(picture, picture.width() * scale, picture.height() * scale));
        }
    }

    private void start(RunningStep mending, Input input) {
        if (mending.isCancelled()) {
            ended(mending, null, new CancellationException());
            return;
        }
        mending.begin(input.picture(), input.shown());
        audience.begun(mending);
        Job job = service.run(input.picture(), mending.step(), mending.options(), new JobListener() {
            @Override
            public void progressed(Job from, Progress progress) {
                Platform.runLater(() -> ifUnderWay(mending, () -> audience.progressed(mending, progress)));
            }

            @Override
            public void finished(Job from, Region region, Picture pixels) {
                Platform.runLater(() -> ifUnderWay(mending,
                        () -> mending.add(audience.finished(mending, region, pixels))));
            }
        });
        mending.running(job);
        job.result().whenComplete((picture, error) -> Platform.runLater(() -> ended(mending, picture, error)));
    }

    private void ifUnderWay(RunningStep mending, Runnable action) {
        if (underWay.get(mending.document()) == mending) {
            action.run();
        }
    }

    private void ended(RunningStep mending, Picture result, Throwable error) {
        underWay.remove(mending.document());
        if (error == null && !mending.isPreview()) {
            mending.document().add(new Edit(mending.source(), mending.input(), result, mending.step(), mending.strength()));
        }
        audience.ended(mending, error);
    }
}
