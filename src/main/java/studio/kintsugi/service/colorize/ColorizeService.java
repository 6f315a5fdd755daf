package studio.kintsugi.service.colorize;

import studio.kintsugi.KintsugiException;
import studio.kintsugi.Sentence;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.service.job.FailureSentences;
import studio.kintsugi.service.job.Job;
import studio.kintsugi.service.job.JobControl;
import studio.kintsugi.service.job.JobListener;
import studio.kintsugi.service.job.JobRunner;
import studio.kintsugi.service.job.Lane;
import studio.kintsugi.service.job.LatestWins;
import studio.kintsugi.store.ModelStore;

/** Colours sketches on a lane of its own, one at a time; a newer request takes the place of an older one. */
public final class ColorizeService implements AutoCloseable {
    private static final FailureSentences SENTENCES = new FailureSentences(
            Sentence.of("There is not enough memory for this sketch: close others, or make it smaller."),
            Sentence.of("The sketch could not be coloured: try another reference, or check the model with \"kintsugi"
                    + " models verify\"."));

    private final ModelStore store;
    private final ComputeDevice device;
    private final Lane lane;
    private final LatestWins latest;
    private Colorizer colorizer;

    /**
     * @param device where networks run
     * @param runner gives the lane
     */
    public ColorizeService(ModelStore store, ComputeDevice device, JobRunner runner) {
        this.store = store;
        this.device = device;
        this.lane = runner.lane("colorize", this::free);
        this.latest = new LatestWins(lane);
    }

    /** Colours a sketch; the request before, if it is under way, is discarded. */
    public Job<Void, ColorizedDrawing> start(ColorizeRequest request, JobListener<Void, ColorizedDrawing> listener) {
        return latest.submit(control -> color(request, control), SENTENCES, listener);
    }

    /** Discards what is under way. */
    public void cancel() {
        latest.discard();
    }

    private ColorizedDrawing color(ColorizeRequest request, JobControl<Void> control) throws KintsugiException {
        if (colorizer == null) {
            colorizer = new Colorizer(store, device);
        }
        return colorizer.color(request, control::isCancelled, fraction -> control.report(fraction, null));
    }

    @Override
    public void close() {
        lane.close();
    }

    private void free() {
        if (colorizer != null) {
            colorizer.close();
        }
    }
}
