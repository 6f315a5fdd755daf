package studio.kintsugi.service.restoration;

import ai.djl.ndarray.NDManager;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.Sentence;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.compute.JavaHeap;
import studio.kintsugi.compute.NativeMemory;
import studio.kintsugi.compute.Precision;
import studio.kintsugi.edit.Step;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.Region;
import studio.kintsugi.models.network.ImageNetwork;
import studio.kintsugi.models.registry.Architectures;
import studio.kintsugi.service.job.FailureSentences;
import studio.kintsugi.service.job.Job;
import studio.kintsugi.service.job.JobControl;
import studio.kintsugi.service.job.JobListener;
import studio.kintsugi.service.job.JobRunner;
import studio.kintsugi.service.job.Lane;
import studio.kintsugi.service.restoration.RestorationProgress.Stage;
import studio.kintsugi.settings.MeasuredPrecisions;
import studio.kintsugi.settings.MeasuredSpeeds;
import studio.kintsugi.settings.ToolDefaults;
import studio.kintsugi.store.ModelCard;
import studio.kintsugi.store.ModelStore;
import studio.kintsugi.store.StoredModel;

/** Runs steps in this process on one lane. PyTorch is loaded when the first job needs it. */
public final class LocalInferenceService implements InferenceService {
    private static final Logger LOG = LoggerFactory.getLogger(LocalInferenceService.class);
    private static final Duration TIME_TO_END = Duration.ofSeconds(10);
    /** Pixels above which a picture, and what is left of decoding it, take more memory than all of the tiles. */
    private static final long HUGE = 50_000_000;
    /** Longest side of tiles beside such a picture, pixels. */
    private static final int TILE_BESIDE_HUGE = 288;

    private final ModelStore store;
    private final ComputeDevice device;
    private final LoadedNetwork loaded;
    private final ExpectedTime expected;
    private final ToolDefaults defaults;
    private final Lane lane;
    private final Map<String, Precision> precisions = new ConcurrentHashMap<>();
    private NDManager manager;
    private volatile long tileMemory = 1L << 30;
    /** The network that has done a whole run since it was loaded. */
    private ImageNetwork warm;

    /** A service that remembers nothing: built-in models first, times measured from now on. */
    public LocalInferenceService(ModelStore store, Architectures architectures, ComputeDevice device) {
        this(store, architectures, ToolDefaults.unsaved(), MeasuredSpeeds.unsaved(), MeasuredPrecisions.unsaved(),
                device, new JobRunner());
    }

    /**
     * @param architectures by their ids
     * @param defaults which model each tool begins with
     * @param speeds how fast models ran here; added to
     * @param precisions which models run in reduced precision here; added to
     * @param device where networks run
     * @param runner gives the lane
     */
    public LocalInferenceService(ModelStore store, Architectures architectures, ToolDefaults defaults,
            MeasuredSpeeds speeds, MeasuredPrecisions precisions, ComputeDevice device, JobRunner runner) {
        this.store = store;
        this.device = device;
        this.defaults = defaults;
        this.expected = new ExpectedTime(architectures, speeds);
        this.loaded = new LoadedNetwork(store, architectures, precisions);
        this.lane = runner.lane("inference", this::free);
    }

    /**
     * Limits what a network may take for the tiles that it makes at a time, from the next run on.
     *
     * @param mebibytes at least 1
     */
    public void limitMemory(int mebibytes) {
        tileMemory = (long) mebibytes << 20;
    }

    @Override
    public Optional<ModelCard> model(String idOrFolder) throws KintsugiException {
        return store.find(idOrFolder).map(StoredModel::card);
    }

    @Override
    public List<ModelCard> models(String tool) {
        String chosen = defaults.of(tool).orElse(tool);
        return store.list().stream()
                .map(StoredModel::card)
                .filter(c -> c.task().equals(tool))
                .sorted(Comparator.comparing((ModelCard c) -> !c.id().equals(chosen))
                        .thenComparing(c -> !c.id().equals(tool)))
                .toList();
    }

    @Override
    public Job<RestorationProgress, RestoredPicture> run(Picture input, Step step, RunOptions options,
            JobListener<RestorationProgress, RestoredPicture> listener) {
        return lane.submit(control -> restore(input, step, options, control), sentences(step.model()), listener);
    }

    @Override
    public void warmUp(String model) {
        lane.execute(() -> {
            try {
                device.prepare(fraction -> {});
                network(model);
            } catch (KintsugiException | RuntimeException e) {
                LOG.debug("the model {} could not be loaded ahead", model, e);
            }
        });
    }

    private static FailureSentences sentences(String model) {
        return new FailureSentences(
                Sentence.of("There is not enough memory for this picture: close others, cut it, or choose smaller"
                        + " tiles."),
                Sentence.of("The model \"%s\" could not be run: check it with \"kintsugi models verify\".", model));
    }

    @Override
    public <R> Job<RestorationProgress, R> stream(Picture input, Step step, int tile, RowReader<R> reader,
            JobListener<RestorationProgress, R> listener) {
        FailureSentences sentences = sentences(step.model());
        return lane.submit(control -> {
            prepare(control);
            try (Bands bands = device.run(() -> new Bands(input, step.model(), tile, control))) {
                control.beginPhase();
                R made = StreamedPicture.read(input, bands.network.scale(), bands.height,
                        rows -> bands.explained(rows, sentences), reader);
                control.report(1, RestorationProgress.of(Stage.DONE));
                return made;
            }
        }, sentences, listener);
    }

    /** A picture's bands, one after another, by a network that is calibrated once; for the lane's thread. */
    private final class Bands implements AutoCloseable {
        private final Picture input;
        private final String model;
        private final JobControl<RestorationProgress> control;
        /** Of a tile as the user chose it or as a huge picture needs it, or 0. */
        private final int tile;
        private final int height;
        private ImageNetwork network;
        private TiledRun run;
        private NDManager keeper;
        private ImageNetwork calibrated;

        Bands(Picture input, String model, int tile, JobControl<RestorationProgress> control)
                throws KintsugiException {
            this.input = input;
            this.model = model;
            this.control = control;
            load();
            this.tile = tile > 0 || !isHuge(input) ? tile : Math.min(TILE_BESIDE_HUGE, run.bandHeight(0));
            height = run.bandHeight(this.tile);
            calibrate();
        }

        private void load() throws KintsugiException {
            network = network(model);
            run = new TiledRun(network, manager, tileMemory);
        }

        private void calibrate() {
            control.report(0, RestorationProgress.of(Stage.ANALYZING));
            keeper = manager.newSubManager();
            calibrated = run.calibrate(input, height, keeper, control::isCancelled);
            if (isHuge(input)) {
                NativeMemory.trim();
                JavaHeap.trim();
            }
        }

        private static boolean isHuge(Picture input) {
            return input.bounds().area() > HUGE;
        }

        /**
         * One band; what fails here is not the fault of whoever writes the rows, so it is explained before it gets
         * there.
         */
        Picture explained(Region rows, FailureSentences sentences) throws KintsugiException {
            control.checkpoint();
            try {
                Picture band = device.run(() -> at(rows));
                control.report((double) (rows.y() + rows.height()) / input.height(),
                        RestorationProgress.of(Stage.RESTORING));
                return band;
            } catch (RuntimeException | OutOfMemoryError e) {
                throw sentences.explain(e);
            }
        }

        private Picture at(Region rows) throws KintsugiException {
            if (!device.holds(keeper)) {
                load();
                calibrate();
            }
            return run.band(input, calibrated, rows, tile);
        }

        @Override
        public void close() {
            keeper.close();
        }
    }

    private void prepare(JobControl<RestorationProgress> control) throws KintsugiException {
        control.report(0, RestorationProgress.of(Stage.LOADING));
        device.prepare(fraction -> control.report(fraction, RestorationProgress.of(Stage.UNPACKING)));
    }

    /** The network of a model on the device as it is now. */
    private ImageNetwork network(String model) throws KintsugiException {
        if (manager != null && !device.holds(manager)) {
            loaded.close();
            manager.close();
            manager = null;
        }
        if (manager == null) {
            manager = device.newManager();
        }
        ImageNetwork network = loaded.get(model, device.precision(), manager);
        precisions.put(model, loaded.precision());
        return network;
    }

    private RestoredPicture restore(Picture input, Step step, RunOptions options,
            JobControl<RestorationProgress> control) throws KintsugiException {
        Optional<ModelCard> standIn =
                options.previewOnly() ? model(step.model()).flatMap(this::fasterVariant) : Optional.empty();
        prepare(control);
        String model = standIn.map(ModelCard::id).orElse(step.model());
        Picture out = device.run(() -> run(model, step, input, options, control));
        control.report(1, RestorationProgress.of(Stage.DONE));
        return new RestoredPicture(out, standIn);
    }

    private Picture run(String model, Step step, Picture input, RunOptions options,
            JobControl<RestorationProgress> control) throws KintsugiException {
        ImageNetwork network = network(model);
        control.report(0, RestorationProgress.of(Stage.ANALYZING));
        long began = System.nanoTime();
        TiledRun tiles = new TiledRun(network, manager, tileMemory);
        Picture out = new Enlargement(tiles, network.scale(),
                Enlargement.target(step, input.bounds(), network.scale()))
                .run(input, options, control::isCancelled, new TileReports(control));
        if (!options.previewOnly()) {
            double seconds = (System.nanoTime() - began) / 1e9;
            boolean cold = network != warm;
            store.find(model).ifPresent(m -> expected.ran(m.card(), input.bounds().area(), seconds, cold));
            warm = network;
        }
        return out;
    }

    /** Reports tiles as progress. */
    private record TileReports(JobControl<RestorationProgress> control) implements TiledRun.TileListener {
        @Override
        public void tilesBegin() {
            control.beginPhase();
            control.report(0, RestorationProgress.of(Stage.RESTORING));
        }

        @Override
        public void finished(Region region, Supplier<Picture> pixels, double fraction) {
            control.report(fraction, new RestorationProgress(Stage.RESTORING,
                    Optional.of(new RestorationProgress.Part(region, pixels))));
        }
    }

    /** The fastest of the installed variants of a model that take noticeably less time. */
    Optional<ModelCard> fasterVariant(ModelCard model) {
        return store.list().stream().map(StoredModel::card)
                .filter(c -> c.isVariantOf(model) && expected.isFaster(c, model))
                .min(Comparator.comparingDouble(c -> expected.seconds(c, 1)));
    }

    @Override
    public List<Job<?, ?>> jobs() {
        return lane.jobs();
    }

    @Override
    public Optional<Precision> precision(String model) {
        return Optional.ofNullable(precisions.get(model));
    }

    @Override
    public double expectedSeconds(ModelCard model, long pixels) {
        return expected.seconds(model, pixels);
    }

    @Override
    public boolean isMeasured(ModelCard model) {
        return expected.isMeasured(model);
    }

    @Override
    public void close() {
        lane.close();
        lane.awaitEnd(TIME_TO_END);
    }

    private void free() {
        loaded.close();
        if (manager != null) {
            manager.close();
        }
    }
}
