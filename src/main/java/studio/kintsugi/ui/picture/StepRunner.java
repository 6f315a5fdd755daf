package studio.kintsugi.ui.picture;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import javafx.application.Platform;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.edit.Geometry;
import studio.kintsugi.edit.History;
import studio.kintsugi.edit.Step;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.Region;
import studio.kintsugi.service.job.Job;
import studio.kintsugi.service.job.JobListener;
import studio.kintsugi.service.job.Progress;
import studio.kintsugi.service.restoration.Enlargement;
import studio.kintsugi.service.restoration.InferenceService;
import studio.kintsugi.service.restoration.Replay;
import studio.kintsugi.service.restoration.RestorationProgress;
import studio.kintsugi.service.restoration.RestoredPicture;
import studio.kintsugi.service.restoration.RunOptions;
import studio.kintsugi.ui.common.BackgroundTasks;
import studio.kintsugi.ui.common.Sentences;
import studio.kintsugi.ui.common.Texts;
import studio.kintsugi.ui.compare.FinishedPart;

/**
 * Runs steps on open pictures, one picture after another, and reports to an {@link Audience}. The input of a step is
 * made when its turn comes, so that a long queue needs no memory. For the JavaFX thread.
 */
public final class StepRunner {
    private final InferenceService service;
    private final BackgroundTasks tasks;
    private final Keeper keeper;
    private final Audience audience;
    private final PictureMemory memory;
    private final Map<Document, RunningStep> running = new LinkedHashMap<>();
    private final Deque<RunningStep> waiting = new ArrayDeque<>();
    private RunningStep active;
    private Document held;
    private boolean paused;
    private final Set<Document> closed = Collections.newSetFromMap(new WeakHashMap<>());

    /**
     * Receives the progress of steps, on the JavaFX thread. Each step ends with exactly one of the last three calls.
     */
    public interface Audience {
        /** A step waits for its turn. */
        void queued(RunningStep step);

        /** The input is ready: the steps before it are blended. */
        void begun(RunningStep step);

        void progressed(RunningStep step, Progress<RestorationProgress> progress);

        /** Makes an image of a finished part at the resolution of the screen, and shows it in its place. */
        FinishedPart partFinished(RunningStep step, Region region, Picture pixels);

        /** The step is done; unless it was a preview, its edit is made. */
        void finished(RunningStep step);

        void cancelled(RunningStep step);

        /**
         * The step failed.
         *
         * @param sentence for the user
         */
        void failed(RunningStep step, String sentence);
    }

    /** Keeps results where they survive the end of the program. */
    @FunctionalInterface
    public interface Keeper {
        /**
         * Keeps a result and the history that it is part of.
         *
         * @param next what the history will be
         * @param steps all up to and with the one whose result it is
         * @param result at full strength
         * @param then done once it is kept, or can't be
         */
        void keep(Document document, History next, List<Step> steps, Picture result, Runnable then);
    }

    /**
     * @param tasks blend the previous steps into the input
     * @param memory gives documents their pixels
     */
    public StepRunner(InferenceService service, BackgroundTasks tasks, PictureMemory memory, Keeper keeper,
            Audience audience) {
        this.service = service;
        this.tasks = tasks;
        this.memory = memory;
        this.keeper = keeper;
        this.audience = audience;
    }

    /** Whether a picture's step is the one that runs. */
    public boolean isActive(Document document) {
        return active != null && active.document() == document;
    }

    /** The running or waiting step of a picture. */
    public Optional<RunningStep> of(Document document) {
        return Optional.ofNullable(running.get(document));
    }

    /** Queues a step that is added to the history once it is done; ignored where the picture has one already. */
    public void run(Document document, Step step, RunOptions options) {
        run(document, List.of(step), options);
    }

    /**
     * Queues steps that follow one another; ignored where the picture has some already. A preview goes before all that
     * wait.
     *
     * @param steps at least one
     */
    public void run(Document document, List<Step> steps, RunOptions options) {
        if (!running.containsKey(document) && document.pending().isEmpty()) {
            queue(new RunningStep(document, steps, options, Optional.empty()), options.previewOnly());
        }
    }

    /**
     * Computes what the history of a picture says and is not at hand, one step after the other. What runs for a history
     * that is no longer wanted is cancelled.
     */
    public void update(Document document) {
        if (document == held) {
            return;
        }
        Optional<Document.Pending> pending = document.pending();
        RunningStep now = running.get(document);
        if (now != null) {
            if (now.isUpdate() && !now.steps().equals(pending.map(Document.Pending::steps))) {
                now.supersede();
            }
        } else if (!closed.contains(document)) {
            pending.ifPresent(p -> queue(new RunningStep(document, List.of(p.step()), RunOptions.WHOLE,
                    Optional.of(p.steps())), false));
        }
    }

    /** Computes nothing for a picture, as its history is being changed stroke by stroke. */
    public void hold(Document document) {
        held = document;
    }

    /** Computes again what the picture's history says that was held. */
    public void release() {
        Document document = held;
        held = null;
        if (document != null) {
            update(document);
        }
    }

    /** Cancels what runs for a picture, and runs nothing more for it. */
    public void close(Document document) {
        closed.add(document);
        of(document).ifPresent(RunningStep::cancel);
    }

    /** Lets a waiting step be the next. */
    public void putFirst(RunningStep step) {
        if (waiting.remove(step)) {
            waiting.addFirst(step);
        }
    }

    /** The steps that wait, the next one first. */
    public List<RunningStep> waiting() {
        return List.copyOf(waiting);
    }

    /**
     * Moves a waiting step.
     *
     * @param by places further down, or up where negative
     * @return whether there are so many
     */
    public boolean move(RunningStep step, int by) {
        List<RunningStep> order = new ArrayList<>(waiting);
        int to = order.indexOf(step) + by;
        if (!order.contains(step) || to < 0 || to >= order.size()) {
            return false;
        }
        order.remove(step);
        order.add(to, step);
        waiting.clear();
        waiting.addAll(order);
        return true;
    }

    /** Makes the running step wait at its next tile, and all others for it; or lets them go on. */
    public void setPaused(boolean pause) {
        paused = pause;
        if (active != null) {
            active.setPaused(pause);
        }
        startNext();
    }

    private void queue(RunningStep step, boolean first) {
        running.put(step.document(), step);
        if (first) {
            waiting.addFirst(step);
        } else {
            waiting.addLast(step);
        }
        step.whenWithdrawn(() -> {
            if (waiting.remove(step)) {
                cancelled(step);
            }
        });
        audience.queued(step);
        startNext();
    }

    private void startNext() {
        if (active != null || paused || waiting.isEmpty()) {
            return;
        }
        RunningStep next = waiting.removeFirst();
        active = next;
        memory.use(next.document(), () -> prepare(next), sentence -> failed(next, sentence));
    }

    private void prepare(RunningStep next) {
        Document document = next.document();
        Optional<Document.Pending> pending = document.pending();
        if (!next.isUpdate() && pending.isPresent()) {
            failed(next, Texts.of("job.pending"));
            return;
        }
        Optional<Edit> base = next.isUpdate() ? pending.flatMap(Document.Pending::base) : document.edit();
        Picture opened = document.opened();
        // blending the last step into the picture takes a moment on a large one
        tasks.run(() -> {
            Input input = Input.of(base.map(Edit::result).orElse(opened), next.step());
            return new Prepared(input, next.steps().flatMap(steps ->
                    document.kept().flatMap(kept -> kept.result(steps, input.picture().info()))));
        }, prepared -> start(next, prepared), sentence -> failed(next, sentence));
    }

    /**
     * A step that can start.
     *
     * @param result of an earlier run, where it was kept
     */
    private record Prepared(Input input, Optional<Picture> result) {}

    private void ended(RunningStep step) {
        running.remove(step.document());
        if (active == step) {
            active = null;
        }
        memory.trim();
    }

    /**
     * What a step is applied to.
     *
     * @param picture as the network gets it
     * @param shown what the result is compared with: the same, enlarged bicubically where the step enlarges; the result
     *     itself where the step only moves pixels
     */
    private record Input(Picture picture, Picture shown) {
        static Input of(Picture picture, Step step) throws KintsugiException {
            Region size = Geometry.size(step, picture.bounds());
            if (size.area() > Math.max(Enlargement.MOST_PIXELS, picture.bounds().area())) {
                throw new KintsugiException(Texts.of("job.too.large", size.area() / 1_000_000));
            }
            return new Input(picture, Geometry.is(step) ? Geometry.apply(step, picture) : Replay.beside(picture, size));
        }
    }

    private void start(RunningStep step, Prepared prepared) {
        Input input = prepared.input();
        if (step.isCancelled()) {
            cancelled(step);
            return;
        }
        step.begin(input.picture(), input.shown());
        audience.begun(step);
        if (Geometry.is(step.step())) {
            complete(step, input.shown());
            return;
        }
        if (prepared.result().isPresent()) {
            complete(step, prepared.result().get());
            return;
        }
        step.running(service.run(input.picture(), step.step(), step.options(), new Reports(step)));
        step.setPaused(paused);
    }

    /** What the job reports, handed over to the JavaFX thread. */
    private final class Reports implements JobListener<RestorationProgress, RestoredPicture> {
        private final RunningStep step;
        private final JobListener<RestorationProgress, RestoredPicture> onScreen = new OnScreen()
                .on(Platform::runLater);

        Reports(RunningStep step) {
            this.step = step;
        }

        @Override
        public void progressed(Job<RestorationProgress, RestoredPicture> job, Progress<RestorationProgress> progress) {
            progress.detail().finished().ifPresent(part -> {
                Picture pixels = part.pixels().get();
                Platform.runLater(() -> job.ifWanted(
                        () -> step.add(audience.partFinished(step, part.region(), pixels))));
            });
            onScreen.progressed(job, progress);
        }

        @Override
        public void finished(Job<RestorationProgress, RestoredPicture> job, RestoredPicture result) {
            onScreen.finished(job, result);
        }

        @Override
        public void failed(Job<RestorationProgress, RestoredPicture> job, KintsugiException failure) {
            onScreen.failed(job, failure);
        }

        @Override
        public void cancelled(Job<RestorationProgress, RestoredPicture> job) {
            onScreen.cancelled(job);
        }

        /** The part that needs the JavaFX thread. */
        private final class OnScreen implements JobListener<RestorationProgress, RestoredPicture> {
            @Override
            public void progressed(Job<RestorationProgress, RestoredPicture> job,
                    Progress<RestorationProgress> progress) {
                audience.progressed(step, progress);
            }

            @Override
            public void finished(Job<RestorationProgress, RestoredPicture> job, RestoredPicture result) {
                StepRunner.this.finished(step, result);
            }

            @Override
            public void failed(Job<RestorationProgress, RestoredPicture> job, KintsugiException failure) {
                StepRunner.this.failed(step, Sentences.of(failure));
            }

            @Override
            public void cancelled(Job<RestorationProgress, RestoredPicture> job) {
                StepRunner.this.cancelled(step);
            }
        }
    }

    private void finished(RunningStep step, RestoredPicture result) {
        step.madeWith(result.standIn());
        Document document = step.document();
        if (step.isPreview() || closed.contains(document)) {
            complete(step, result.picture());
            return;
        }
        History next = step.isUpdate() ? document.history()
                : document.history().with(step.step().withStrength(step.strength()));
        keeper.keep(document, next, step.steps().orElseGet(next::steps), result.picture(),
                () -> complete(step, result.picture()));
    }

    private void complete(RunningStep step, Picture result) {
        ended(step);
        step.steps().ifPresentOrElse(
                steps -> step.document().computed(steps, step.source(), step.input(), result), () -> {
                    if (!step.isPreview()) {
                        step.document().add(step.step().withStrength(step.strength()), step.source(), step.input(),
                                result);
                    }
                });
        audience.finished(step);
        if (!step.further().isEmpty()) {
            queue(new RunningStep(step.document(), step.further(), step.options(), Optional.empty()), true);
        }
        startNext();
    }

    private void cancelled(RunningStep step) {
        ended(step);
        audience.cancelled(step);
        goOn(step);
        startNext();
    }

    private void failed(RunningStep step, String sentence) {
        ended(step);
        audience.failed(step, sentence);
        goOn(step);
        startNext();
    }

    /** A history whose step was not made goes back to what it was; one that has changed meanwhile is computed. */
    private void goOn(RunningStep step) {
        Document document = step.document();
        if (step.isUpdate() && !closed.contains(document)) {
            if (!step.isSuperseded()) {
                document.giveUp(step.steps().orElseThrow());
            }
            update(document);
        }
    }
}
