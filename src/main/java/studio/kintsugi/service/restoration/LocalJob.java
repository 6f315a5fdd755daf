package studio.kintsugi.service.restoration;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import studio.kintsugi.edit.Step;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.Region;
import studio.kintsugi.service.restoration.Progress.Stage;
import studio.kintsugi.store.ModelCard;

/** A job of {@link LocalInferenceService}. */
final class LocalJob implements Job, TiledRun.TileListener {
    private final long sequence;
    private final Step step;
    private final Picture input;
    private final RunOptions options;
    private final JobListener listener;
    private final CompletableFuture<Picture> result = new CompletableFuture<>();
    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
    private volatile Progress progress = Progress.NONE;
    private volatile boolean cancelled;
    private volatile ModelCard standIn;
    private long began;

    LocalJob(long sequence, Step step, Picture input, RunOptions options, JobListener listener) {
        this.sequence = sequence;
        this.step = step;
        this.input = input;
        this.options = options;
        this.listener = listener;
    }

    /** What a job does once it is its turn. */
    interface Work {
        Picture run(LocalJob job) throws Exception;
    }

    /** On the worker: does the work and settles the result. */
    void run(Work work) {
        if (!state.compareAndSet(State.WAITING, State.RUNNING)) {
            return;
        }
        try {
            Picture picture = work.run(this);
            settle(State.DONE, picture, null);
        } catch (CancellationException e) {
            settle(State.CANCELLED, null, e);
        } catch (Throwable e) {
            settle(State.FAILED, null, e);
        }
    }

    private void settle(State last, Picture picture, Throwable error) {
        state.set(last);
        if (error == null) {
            progress = new Progress(1, Stage.DONE, 0);
            result.complete(picture);
        } else {
            result.completeExceptionally(error);
        }
        listener.progressed(this, progress);
    }

    /** Says what is done before there are tiles. */
    void stage(Stage stage, double fraction) {
        progress = new Progress(fraction, stage, Double.NaN);
        listener.progressed(this, progress);
    }

    @Override
    public void tilesBegin() {
        began = System.nanoTime();
        stage(Stage.MENDING, 0);
    }

    @Override
    public void finished(Region region, Supplier<Picture> pixels, double fraction) {
        double seconds = (System.nanoTime() - began) / 1e9;
        progress = new Progress(fraction, Stage.MENDING, seconds * (1 - fraction) / fraction);
        if (listener != JobListener.NONE) {
            listener.finished(this, region, pixels.get());
        }
        listener.progressed(this, progress);
    }

    void standIn(ModelCard variant) {
        standIn = variant;
    }

    Picture input() {
        return input;
    }

    RunOptions options() {
        return options;
    }

    boolean isCancelled() {
        return cancelled;
    }

    @Override
    public long sequence() {
        return sequence;
    }

    @Override
    public Step step() {
        return step;
    }

    @Override
    public Optional<ModelCard> standIn() {
        return Optional.ofNullable(standIn);
    }

    @Override
    public State state() {
        return state.get();
    }

    @Override
    public Progress progress() {
        return progress;
    }

    @Override
    public void cancel() {
        cancelled = true;
        if (state.compareAndSet(State.WAITING, State.CANCELLED)) {
            settle(State.CANCELLED, null, new CancellationException());
        }
    }

    @Override
    public CompletableFuture<Picture> result() {
        return result;
    }
}
