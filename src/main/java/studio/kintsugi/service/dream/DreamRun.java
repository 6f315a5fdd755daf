package studio.kintsugi.service.dream;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.models.dreamfields.Dream;
import studio.kintsugi.models.dreamfields.DreamSettings;
import studio.kintsugi.models.dreamfields.VoxelField;

/** Spends steps and time on a {@link DreamRequest}. Slow: for a thread of its own. */
public final class DreamRun {
    private static final double PATIENT_MINUTES = 4;
    private static final double SLACK = 0.1;
    private static final double SECONDS_BETWEEN_CHECKPOINTS = 15;

    private final DreamRequest request;
    private final Guides guides;
    private final int threads;
    private Path checkpoints;
    private DreamCheckpoint from;

    /**
     * @param guides closed by their owner, after this
     * @param threads for rendering
     */
    public DreamRun(DreamRequest request, Guides guides, int threads) {
        this.request = request;
        this.guides = guides;
        this.threads = threads;
    }

    /** Has it leave a checkpoint in a folder now and then, and when it is stopped. */
    public DreamRun keptIn(Path folder) {
        checkpoints = folder;
        return this;
    }

    /** Has it go on where another was broken off. */
    public DreamRun goingOnFrom(DreamCheckpoint checkpoint) {
        from = checkpoint;
        return this;
    }

    /**
     * How far a dream is.
     *
     * @param fraction 0–1, of steps or time, whichever is used up faster
     * @param field as it stands; read it before the next step begins
     */
    public record Progress(double fraction, double secondsLeft, Dream.Report report, VoxelField field) {}

    /**
     * What came of it.
     *
     * @param remarks for the user
     * @param reports of all steps
     */
    public record Result(DreamRequest request, List<String> guidance, List<String> remarks, VoxelField field,
            List<Dream.Report> reports, double seconds) {
        public double stepsPerSecond() {
            return reports.size() / seconds;
        }
    }

    /**
     * Dreams.
     *
     * @param stop asked before each step; what is there by then is the result
     * @throws KintsugiException where the prompt can't be followed
     */
    public Result run(BooleanSupplier stop, Consumer<Progress> progress) throws KintsugiException {
        request.check();
        List<String> remarks = guides.listenTo(request.prompt(), request.negative());
        long began = System.nanoTime() - (from == null ? 0 : (long) (from.seconds() * 1e9));
        List<Dream.Report> reports = new ArrayList<>(from == null ? List.of() : from.reports());
        try (Dream dream = new Dream(settings(), guides.guidance(), threads)) {
            if (from != null) {
                dream.restore(from.state());
            }
            double kept = (System.nanoTime() - began) / 1e9;
            while (true) {
                boolean stopped = stop.getAsBoolean();
                double seconds = (System.nanoTime() - began) / 1e9;
                if (checkpoints != null && (stopped || seconds > kept + SECONDS_BETWEEN_CHECKPOINTS)) {
                    new DreamCheckpoint(request.prompt(), request.seed(), request.steps(), seconds, reports,
                            dream.state()).write(checkpoints);
                    kept = seconds;
                }
                if (stopped) {
                    break;
                }
                double bySteps = (double) dream.steps() / request.steps();
                double byTime = seconds / 60 / request.minutes();
                // steps alone give the same dream each time, so time only counts where it runs short
                double fraction = byTime > bySteps + SLACK ? byTime : bySteps;
                if (fraction >= 1) {
                    break;
                }
                Dream.Report report = dream.step(fraction);
                reports.add(report);
                double left = fraction == 0 ? Double.NaN : seconds / fraction - seconds;
                progress.accept(new Progress(fraction, left, report, dream.field()));
            }
            return new Result(request, guides.ids(), remarks, dream.field(), reports,
                    (System.nanoTime() - began) / 1e9);
        }
    }

    private DreamSettings settings() {
        boolean patient = request.minutes() >= PATIENT_MINUTES && request.steps() > DreamRequest.USUAL_STEPS;
        return new DreamSettings(request.seed(), patient ? List.of(20, 40, 64) : List.of(20, 40, 56), patient ? 8 : 6,
                60, request.symmetric(), request.ablation() != DreamRequest.Ablation.BACKGROUNDS,
                request.ablation() == DreamRequest.Ablation.TRANSMITTANCE ? 0 : 0.5);
    }
}
