package studio.kintsugi.service.dream;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.Sentence;
import studio.kintsugi.field.VoxelField;
import studio.kintsugi.models.dreamfields.Dream;
import studio.kintsugi.models.dreamfields.DreamSettings;
import studio.kintsugi.models.dreamfields.Dreamer;
import studio.kintsugi.models.dreamfields.network.NetworkDream;
import studio.kintsugi.models.dreamfields.network.PaperSettings;

/** Spends steps and time on a {@link DreamRequest}. Slow: for a thread of its own. */
public final class DreamRun {
    private static final double PATIENT_MINUTES = 4;
    private static final double LONG_MINUTES = 15;
    private static final int QUICK_GRID = 56;
    private static final int QUICK_VIEWS = 6;
    private static final int SAMPLES = 60;
    /** Corners along a side of the grid that a shape to begin with is put on. */
    private static final int SHAPE_GRID = 80;
    private static final double SLACK = 0.1;
    private static final double SECONDS_BETWEEN_CHECKPOINTS = 15;
    /** Steps that means are taken over. */
    private static final int LAST = 10;

    private final DreamRequest request;
    private final GuidanceModels guides;
    private final int threads;
    private Path checkpoints;
    private DreamCheckpoint from;

    /**
     * @param guides closed by their owner, after this
     * @param threads for rendering
     */
    public DreamRun(DreamRequest request, GuidanceModels guides, int threads) {
        this.request = request;
        this.guides = guides;
        this.threads = threads;
    }

    /** Saves a checkpoint of a grid in a folder now and then, and when the dream is stopped; null for none. */
    DreamRun withCheckpointsIn(Path folder) {
        checkpoints = folder;
        return this;
    }

    /** Resumes a whole dream of a grid from a checkpoint; null for none. */
    DreamRun resuming(DreamCheckpoint checkpoint) {
        from = checkpoint;
        return this;
    }

    /**
     * How far a dream is.
     *
     * @param fraction 0–1 of the part that is run, by steps or time, whichever is used up faster
     * @param field as it stands; to be asked before the next step begins, and slow for the paper's network
     */
    public record Progress(double fraction, double stepsPerSecond, Dream.Report report, Supplier<VoxelField> field) {}

    /**
     * What came of it.
     *
     * @param remarks for the user
     * @param reports of all steps
     * @param times in seconds from the beginning to the end of each step
     * @param reached what is done of the dream, 0–1
     * @param start what it made its object of
     */
    public record Result(DreamRequest request, List<String> guidance, List<Sentence> remarks, VoxelField field,
            List<Dream.Report> reports, List<Double> times, double seconds, double reached,
            DreamSettings.Start start) {
        public double stepsPerSecond() {
            return reports.size() / seconds;
        }

        /** Mean cosine of the last steps. */
        public double score() {
            return last().stream().mapToDouble(Dream.Report::cosine).average().orElse(0);
        }

        /** The last steps, over which means are taken. */
        public List<Dream.Report> last() {
            return reports.subList(Math.max(0, reports.size() - LAST), reports.size());
        }
    }

    /**
     * Dreams from fog to the end.
     *
     * @param stop asked before each step; what is there by then is the result
     * @throws KintsugiException where the prompt can't be followed
     */
    public Result run(BooleanSupplier stop, Consumer<Progress> progress) throws KintsugiException {
        return run(DreamPart.WHOLE, stop, progress);
    }

    /**
     * Dreams a part, which takes its share of the request's steps, and of its time if it begins with fog.
     *
     * @param stop asked before each step; what is there by then is the result
     * @throws KintsugiException where the prompt can't be followed
     */
    public Result run(DreamPart part, BooleanSupplier stop, Consumer<Progress> progress) throws KintsugiException {
        request.check();
        if (part.field().isPresent() && request.method() != DreamRequest.Method.GRID) {
            throw new KintsugiException(Sentence.of("Only grid dreams can be continued: the paper's network begins"
                    + " anew."));
        }
        double before = from == null ? 0 : from.seconds();
        long began = System.nanoTime() - (long) (before * 1e9);
        Optional<VoxelField> shape = shape();
        List<Sentence> remarks = new ArrayList<>(guides.listenTo(request.prompt(), request.negative(),
                shape.isPresent()));
        List<Dream.Report> reports = new ArrayList<>(from == null ? List.of() : from.reports());
        List<Double> times = new ArrayList<>();
        for (int i = 1; i <= reports.size(); i++) {
            times.add(before * i / reports.size());
        }
        double share = part.to() - part.from();
        long steps = Math.max(1, Math.round(request.steps() * share));
        double minutes = part.field().isPresent() ? request.minutes() : request.minutes() * share;
        double done = 0;
        double kept = before;
        if (guides.guidance().isEmpty()) {
            double seconds = (System.nanoTime() - began) / 1e9;
            VoxelField drawn = part.field().or(() -> shape).orElseThrow();
            return new Result(request, List.of(), remarks, part.to() == 1 ? drawn.solid() : drawn, reports, times,
                    seconds, part.to(), DreamSettings.Start.SHAPE);
        }
        try (Dreamer dream = dreamer(part, shape)) {
            while (true) {
                boolean stopped = stop.getAsBoolean();
                double seconds = (System.nanoTime() - began) / 1e9;
                if (checkpoints != null && dream instanceof Dream grid
                        && (stopped || seconds > kept + SECONDS_BETWEEN_CHECKPOINTS)) {
                    new DreamCheckpoint(request.prompt(), request.seed(), request.steps(), seconds, reports,
                            grid.state()).write(checkpoints);
                    kept = seconds;
                }
                if (stopped) {
                    break;
                }
                double bySteps = (double) dream.steps() / steps;
                double byTime = seconds / 60 / minutes;
                // steps alone give the same dream each time, so time only counts where it runs short
                done = byTime > bySteps + SLACK ? byTime : bySteps;
                if (done >= 1) {
                    break;
                }
                Dream.Report report = dream.step(part.from() + share * done);
                reports.add(report);
                double now = (System.nanoTime() - began) / 1e9;
                times.add(now);
                progress.accept(new Progress(done, reports.size() / now, report, dream::field));
            }
            VoxelField field = dream.field();
            double seconds = (System.nanoTime() - began) / 1e9;
            if (done >= 1 && part.to() == 1) {
                remarks.addAll(guides.doubts(field, request.prompt()));
                // fog would become a crust
                field = shape.isPresent() ? field.solid() : field;
            }
            return new Result(request, guides.ids(), remarks, field, reports, times, seconds,
                    part.from() + share * Math.min(1, done), start(shape));
        }
    }

    /** What it begins with, unless that is fog; so did dreams of earlier versions, whose checkpoints are coarser. */
    private Optional<VoxelField> shape() {
        boolean fog = request.method() != DreamRequest.Method.GRID || request.ablation() != DreamRequest.Ablation.NONE
                || from != null && VoxelField.of(from.state().raw()).side() < SHAPE_GRID;
        return fog ? Optional.empty() : guides.shape(request.prompt(), SHAPE_GRID, request.seed());
    }

    private static DreamSettings.Start start(Optional<VoxelField> shape) {
        return shape.isPresent() ? DreamSettings.Start.SHAPE : DreamSettings.Start.FOG;
    }

    private Dreamer dreamer(DreamPart part, Optional<VoxelField> shape) {
        if (request.method() == DreamRequest.Method.GRID) {
            DreamSettings settings = settings(start(shape));
            Dream dream = part.field().or(() -> shape).map(f -> new Dream(settings, f, guides.guidance(), threads))
                    .orElseGet(() -> new Dream(settings, guides.guidance(), threads));
            if (from != null) {
                dream.restore(from.state());
            }
            return dream;
        }
        PaperSettings paper = request.method() == DreamRequest.Method.PAPER
                ? PaperSettings.official(request.seed(), request.steps())
                : PaperSettings.small(request.seed(), request.steps());
        return new NetworkDream(paper.with(request.ablation() != DreamRequest.Ablation.BACKGROUNDS,
                request.ablation() != DreamRequest.Ablation.TRANSMITTANCE), guides.guidance(), guides.device());
    }

    /** Views of a step. */
    static int views(DreamRequest request) {
        // 8 on a grid of 64, 12 on 80, 16 on 96
        return request.steps() > DreamRequest.USUAL_STEPS ? finest(request) / 4 - 8 : QUICK_VIEWS;
    }

    /** More time goes into more views and finer grids: steps alone grow odd limbs. */
    private static int finest(DreamRequest request) {
        if (request.steps() <= DreamRequest.USUAL_STEPS) {
            return QUICK_GRID;
        }
        boolean limited = request.minutes() < Double.POSITIVE_INFINITY;
        return limited && request.minutes() >= LONG_MINUTES ? 96 : limited && request.minutes() >= PATIENT_MINUTES
                ? 80 : 64;
    }

    private DreamSettings settings(DreamSettings.Start start) {
        int finest = finest(request);
        List<Integer> sides = start == DreamSettings.Start.FOG ? List.of(20, 40, finest)
                : List.of(Math.max(SHAPE_GRID, finest));
        return new DreamSettings(request.seed(), sides, views(request), Math.max(SAMPLES, finest),
                request.symmetric(), request.ablation() != DreamRequest.Ablation.BACKGROUNDS,
                request.ablation() == DreamRequest.Ablation.TRANSMITTANCE ? 0 : 0.5, DreamSettings.SOLID,
                start);
    }
}
