package studio.kintsugi.service.dream;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.Sentence;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.compute.MatrixSpeed;
import studio.kintsugi.field.FieldFile;
import studio.kintsugi.field.VoxelField;
import studio.kintsugi.field.render.ContactSheet;
import studio.kintsugi.field.render.Still;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.service.job.FailureSentences;
import studio.kintsugi.service.job.Job;
import studio.kintsugi.service.job.JobControl;
import studio.kintsugi.service.job.JobListener;
import studio.kintsugi.service.job.JobRunner;
import studio.kintsugi.service.job.Lane;
import studio.kintsugi.service.job.LatestWins;
import studio.kintsugi.store.ModelCard;
import studio.kintsugi.store.ModelStore;
import studio.kintsugi.store.StoredModel;

/**
 * Makes fields, one at a time, on a lane of its own, and keeps those that were finished. Each method that begins one
 * first discards the one under way; what that had made by then is kept, but nobody hears of it.
 */
public final class DreamService implements AutoCloseable {
    private static final FailureSentences SENTENCES = new FailureSentences(
            Sentence.of("There is not enough memory for this dream: close pictures, or try a shorter one."),
            Sentence.of("The dream could not go on: try another guidance, or a shorter one."));
    private static final Sentence STOPPED = Sentence.of("The dream was stopped before its first step.");

    private final ModelStore store;
    private final Path folder;
    private final List<String> guidance;
    private final int threads;
    private final ComputeDevice device;
    private final Lane lane;
    private final LatestWins latest;
    private final Lane finishingLane;
    private final LatestWins finishing;
    /** Multiplications a second; 0 until it is asked for. */
    private double speed;

    /**
     * @param folder where dreams are kept
     * @param guidance used where a request names none; empty for the one that ships
     * @param threads for rendering
     * @param device where networks run
     * @param runner gives the lane
     */
    public DreamService(ModelStore store, Path folder, List<String> guidance, int threads, ComputeDevice device,
            JobRunner runner) {
        this.store = store;
        this.folder = folder;
        this.guidance = List.copyOf(guidance);
        this.threads = threads;
        this.device = device;
        this.lane = runner.lane("dream");
        this.latest = new LatestWins(lane);
        this.finishingLane = runner.lane("finish");
        this.finishing = new LatestWins(finishingLane);
    }

    /**
     * Begins a dream. Where the job is cancelled, the dream as it stands is kept and is the result, unless it leaves
     * checkpoints: then the job fails and says how to resume.
     */
    public Job<DreamRun.Progress, KeptDream> start(DreamOrder order,
            JobListener<DreamRun.Progress, KeptDream> listener) {
        return begin(control -> dream(order, control), listener);
    }

    private KeptDream dream(DreamOrder order, JobControl<DreamRun.Progress> control) throws KintsugiException {
        DreamRequest request = order.request();
        Path kept = order.folder().orElseGet(() -> DreamGallery.place(folder, request));
        DreamRun.Result result;
        try (GuidanceModels guides = open(request)) {
            control.beginPhase(order.doneBefore());
            result = new DreamRun(request, guides, threads)
                    .withCheckpointsIn(order.checkpoints() ? kept : null)
                    .resuming(order.from().orElse(null))
                    .run(order.part(), control::isCancelled, p -> control.report(p.fraction(), p));
        }
        if (order.checkpoints() && control.isCancelled()) {
            throw new KintsugiException(Sentence.of("The dream was interrupted after %s steps: --resume continues"
                    + " it.", result.reports().size()));
        }
        if (result.reports().isEmpty() && control.isCancelled()) {
            throw new KintsugiException(STOPPED);
        }
        DreamFolder.write(result, kept);
        return new KeptDream(result, kept);
    }

    /**
     * Begins several seeds of a prompt, each dreamt roughly. Where the job is cancelled, what was done of them is the
     * result.
     *
     * @param request of the first seed
     */
    public Job<VariationProgress, List<DreamRun.Result>> vary(DreamRequest request, int count,
            JobListener<VariationProgress, List<DreamRun.Result>> listener) {
        return begin(control -> {
            List<DreamRun.Result> results;
            try (GuidanceModels guides = open(request)) {
                results = new DreamVariations(request, count, guides, threads).run(control);
            }
            if (results.isEmpty()) {
                throw new KintsugiException(STOPPED);
            }
            return results;
        }, listener);
    }

    /**
     * Begins to fit a field to views. Where the job is cancelled, the field as it stands is kept and is the result.
     *
     * @param views folder of pictures with their cameras, {@link ViewFolder}
     * @param file where the field is written
     */
    public Job<ViewFittingRun.Progress, ViewFittingRun.Result> fit(Path views, ViewFittingRun.Settings settings,
            Path file, JobListener<ViewFittingRun.Progress, ViewFittingRun.Result> listener) {
        return begin(control -> {
            ViewFolder.Views read = ViewFolder.read(views);
            control.beginPhase();
            ViewFittingRun.Result result = ViewFittingRun.run(read, settings, device, threads, control::isCancelled,
                    p -> control.report(p.fraction(), p));
            FieldFile.write(result.field(), result.facts(), file);
            return result;
        }, listener);
    }

    /**
     * Begins the finishing pass for a dream that is to be kept: its field anew on a finer grid, {@link
     * DreamFolder#refined}. It runs beside a dream; one that is still under way is discarded.
     *
     * @param request that the field was dreamt from; empty where that is not known
     * @param side corners of the finer grid along a side
     */
    public Job<Void, VoxelField> finish(VoxelField field, Optional<DreamRequest> request, int side,
            JobListener<Void, VoxelField> listener) {
        return finishing.submit(control -> DreamFolder.refined(field, request, side, done -> {
            control.checkpoint();
            control.report(done, null);
        }), SENTENCES, listener);
    }

    private interface Dreaming<P, R> {
        R run(JobControl<P> control) throws KintsugiException;
    }

    private <P, R> Job<P, R> begin(Dreaming<P, R> work, JobListener<P, R> listener) {
        return latest.submit(control -> {
            device.prepare(fraction -> {});
            return device.run(() -> work.run(control));
        }, SENTENCES, listener);
    }

    private GuidanceModels open(DreamRequest request) throws KintsugiException {
        request.check();
        return GuidanceModels.open(store, request.guidance().isEmpty() ? guidance : request.guidance(), device);
    }

    /** What can be said to the installed models that can guide; those come first that are used where none is named. */
    public List<GuidanceVocabulary> guides() {
        return store.list().stream().map(StoredModel::card).filter(c -> c.task().equals(GuidanceModels.TASK))
                .sorted(Comparator.comparing(c -> !guidance.contains(c.id()))).map(GuidanceVocabulary::of).toList();
    }

    /** What can be said of a dream before it begins: in what way its prompt lies outside of what it can show. */
    public List<Sentence> remarks(DreamRequest request) {
        List<GuidanceVocabulary> all = guides();
        List<GuidanceVocabulary> chosen = request.guidance().isEmpty() ? all.stream().limit(1).toList()
                : all.stream().filter(g -> request.guidance().contains(g.id())).toList();
        return PromptForecast.remarks(request.prompt(), chosen);
    }

    /**
     * What a dream will take on this computer, where its guides are large; empty where it is done in the usual minute.
     * The first time this loads PyTorch and multiplies matrices for a moment, so it is slow.
     *
     * @throws KintsugiException where a guide is not installed, or PyTorch can't be loaded
     */
    public Optional<Sentence> cost(DreamRequest request) throws KintsugiException {
        List<ModelCard> cards = cards(store, request.guidance().isEmpty() ? guidance : request.guidance());
        if (!DreamCost.anyIsLarge(cards)) {
            return Optional.empty();
        }
        return DreamCost.of(request, cards, speed()).map(DreamCost::sentence);
    }

    /**
     * Minutes that a dream has where nothing is said; more with large guides.
     *
     * @param guidance as in {@link DreamRequest#guidance()}
     * @throws KintsugiException where a guide is not installed
     */
    public static double usualMinutes(ModelStore store, List<String> guidance) throws KintsugiException {
        return DreamCost.anyIsLarge(cards(store, guidance)) ? DreamRequest.LARGE_MINUTES : DreamRequest.USUAL_MINUTES;
    }

    private static List<ModelCard> cards(ModelStore store, List<String> ids) throws KintsugiException {
        return GuidanceModels.stored(store, ids).stream().map(StoredModel::card).toList();
    }

    private synchronized double speed() throws KintsugiException {
        if (speed == 0) {
            device.prepare(fraction -> {});
            speed = device.run(() -> MatrixSpeed.measure(device));
        }
        return speed;
    }

    /** Square pictures of a field as sheets show it, with alpha where there is nothing. */
    public static Picture still(VoxelField field, int side) {
        return Still.transparent(field, ContactSheet.CAMERA, side);
    }

    /** The folder that dreams are kept in. */
    public Path gallery() {
        return folder;
    }

    /** Dreams that were kept, the latest first. */
    public List<DreamGallery.Entry> kept() {
        return DreamGallery.list(folder);
    }

    /**
     * A field that was kept.
     *
     * @param fieldOrDream a {@code .kfield} file or the folder of a dream
     * @throws KintsugiException where it can't be read
     */
    public VoxelField open(Path fieldOrDream) throws KintsugiException {
        return FieldFile.read(fieldOrDream);
    }

    @Override
    public void close() {
        lane.close();
        finishingLane.close();
    }
}
