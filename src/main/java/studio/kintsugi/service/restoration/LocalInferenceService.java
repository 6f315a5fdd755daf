package studio.kintsugi.service.restoration;

import ai.djl.ndarray.NDManager;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.edit.Step;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.Region;
import studio.kintsugi.models.registry.ImageNetwork;
import studio.kintsugi.models.registry.NetworkFamily;
import studio.kintsugi.service.restoration.Progress.Stage;
import studio.kintsugi.settings.MeasuredSpeeds;
import studio.kintsugi.settings.ToolDefaults;
import studio.kintsugi.store.ModelCard;
import studio.kintsugi.store.ModelStore;
import studio.kintsugi.store.StoredModel;

/** Runs jobs in this process on one worker thread. PyTorch is loaded when the first job needs it. */
public final class LocalInferenceService implements InferenceService {
    private static final Logger LOG = LoggerFactory.getLogger(LocalInferenceService.class);
    private static final long TILE_MEMORY = 1L << 30;

    private final ModelStore store;
    private final ComputeDevice device;
    private final LoadedNetwork loaded;
    private final ConcurrentLinkedQueue<LocalJob> queue = new ConcurrentLinkedQueue<>();
    private final ExpectedTime expected;
    private final ToolDefaults defaults;
    private final AtomicLong sequence = new AtomicLong();
    private final ExecutorService worker =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().name("inference").daemon().factory());
    private NDManager manager;

    /** A service that remembers nothing: built-in models first, times measured from now on. */
    public LocalInferenceService(ModelStore store, Map<String, NetworkFamily> families, ComputeDevice device) {
        this(store, families, ToolDefaults.unsaved(), MeasuredSpeeds.unsaved(), device);
    }

    /**
     * @param families by their ids
     * @param defaults which model each tool begins with
     * @param speeds how fast models ran here; added to
     * @param device where networks run
     */
    public LocalInferenceService(ModelStore store, Map<String, NetworkFamily> families, ToolDefaults defaults,
            MeasuredSpeeds speeds, ComputeDevice device) {
        this.store = store;
        this.device = device;
        this.defaults = defaults;
        this.expected = new ExpectedTime(families, speeds);
        this.loaded = new LoadedNetwork(store, families);
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
    public Job run(Picture input, Step step, RunOptions options, JobListener listener) {
        LocalJob job = new LocalJob(sequence.incrementAndGet(), step, input, options, listener);
        queue.add(job);
        job.result().whenComplete((picture, error) -> queue.remove(job));
        worker.execute(() -> job.run(this::mend));
        return job;
    }

    @Override
    public void warmUp(String model) {
        worker.execute(() -> {
            try {
                device.prepare(fraction -> {});
                network(model);
            } catch (KintsugiException | RuntimeException e) {
                LOG.debug("the model {} could not be loaded ahead", model, e);
            }
        });
    }

    @Override
    public StreamedPicture stream(Picture input, Step step, int tile, Consumer<Progress> progress)
            throws KintsugiException {
        return await(() -> {
            device.prepare(fraction -> progress.accept(new Progress(fraction, Stage.UNPACKING, Double.NaN)));
            progress.accept(new Progress(0, Stage.LOOKING, Double.NaN));
            Bands bands = device.run(() -> new Bands(input, step.model(), tile));
            long began = System.nanoTime();
            return new StreamedPicture(input, bands.network.scale(), bands.side, rows -> await(() -> {
                Picture band = device.run(() -> bands.at(rows));
                double fraction = (double) (rows.y() + rows.height()) / input.height();
                double seconds = (System.nanoTime() - began) / 1e9;
                progress.accept(new Progress(fraction, Stage.MENDING, seconds * (1 - fraction) / fraction));
                return band;
            }), () -> worker.execute(bands::close));
        });
    }

    /** A picture's bands, one after another, by a network that is calibrated once; on the worker. */
    private final class Bands {
        private final Picture input;
        private final String model;
        private final int side;
        private ImageNetwork network;
        private TiledRun run;
        private NDManager keeper;
        private ImageNetwork calibrated;

        Bands(Picture input, String model, int tile) throws KintsugiException {
            this.input = input;
            this.model = model;
            network = network(model);
            run = new TiledRun(network, manager, TILE_MEMORY);
            side = run.bandHeight(tile);
            calibrate();
        }

        private void calibrate() {
            keeper = manager.newSubManager();
            calibrated = run.calibrate(input, side, keeper, () -> false);
        }

        Picture at(Region rows) throws KintsugiException {
            if (!device.holds(keeper)) {
                network = network(model);
                run = new TiledRun(network, manager, TILE_MEMORY);
                calibrate();
            }
            return run.band(input, calibrated, rows, side);
        }

        void close() {
            keeper.close();
        }
    }

    /** Does a piece of work in its turn on the worker. */
    private <T> T await(Callable<T> work) throws KintsugiException {
        try {
            return worker.submit(work).get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof KintsugiException told) {
                throw told;
            }
            LOG.error("the network failed", e.getCause());
            throw new KintsugiException(e.getCause() instanceof OutOfMemoryError
                    ? "There is not enough memory for this picture: close others, or choose smaller tiles."
                    : "The model could not be run: check it with \"kintsugi models verify\".", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KintsugiException("Stopped.", e);
        }
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
        return loaded.get(model, manager);
    }

    private Picture mend(LocalJob job) throws KintsugiException {
        job.stage(Stage.LOADING, 0);
        try {
            device.prepare(fraction -> job.stage(Stage.UNPACKING, fraction));
            return device.run(() -> run(job));
        } catch (OutOfMemoryError e) {
            LOG.error("out of memory", e);
            throw new KintsugiException("There is not enough memory for this picture: close others, or cut it.", e);
        } catch (ai.djl.engine.EngineException | IllegalArgumentException e) {
            LOG.error("the network failed", e);
            throw new KintsugiException("The model \"" + job.step().model()
                    + "\" could not be run: check it with \"kintsugi models verify\".", e);
        }
    }

    private Picture run(LocalJob job) throws KintsugiException {
        ImageNetwork network = network(model(job));
        job.stage(Stage.LOOKING, 0);
        long began = System.nanoTime();
        Picture out = new TiledRun(network, manager, TILE_MEMORY)
                .run(job.input(), job.options(), job::isCancelled, job);
        if (!job.options().previewOnly()) {
            double seconds = (System.nanoTime() - began) / 1e9;
            note(job, seconds);
        }
        return out;
    }

    private String model(LocalJob job) throws KintsugiException {
        if (job.options().previewOnly()) {
            model(job.step().model()).flatMap(this::fasterVariant).ifPresent(job::standIn);
        }
        return job.standIn().map(ModelCard::id).orElse(job.step().model());
    }

    /** The fastest of the installed variants of a model that take noticeably less time. */
    Optional<ModelCard> fasterVariant(ModelCard model) {
        return store.list().stream().map(StoredModel::card)
                .filter(c -> c.isVariantOf(model) && expected.isFaster(c, model))
                .min(Comparator.comparingDouble(c -> expected.seconds(c, 1)));
    }

    private void note(LocalJob job, double seconds) throws KintsugiException {
        store.find(job.step().model())
                .ifPresent(m -> expected.ran(m.card(), job.input().bounds().area(), seconds));
    }

    @Override
    public List<Job> jobs() {
        return List.copyOf(queue);
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
        queue.forEach(Job::cancel);
        worker.execute(() -> {
            loaded.close();
            if (manager != null) {
                manager.close();
            }
        });
        worker.shutdown();
        try {
            if (!worker.awaitTermination(10, TimeUnit.SECONDS)) {
                LOG.warn("the inference worker did not end in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
