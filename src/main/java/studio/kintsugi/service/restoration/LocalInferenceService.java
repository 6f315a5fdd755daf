package studio.kintsugi.service.restoration;

import ai.djl.Device;
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
import java.util.function.DoubleConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.edit.Step;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.models.registry.ImageNetwork;
import studio.kintsugi.models.registry.NetworkFamily;
import studio.kintsugi.service.engine.NativeRuntime;
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
    private final LoadedNetwork loaded;
    private final ConcurrentLinkedQueue<LocalJob> queue = new ConcurrentLinkedQueue<>();
    private final ExpectedTime expected;
    private final ToolDefaults defaults;
    private final AtomicLong sequence = new AtomicLong();
    private final ExecutorService worker =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().name("inference").daemon().factory());
    private NDManager manager;

    /** A service that remembers nothing: built-in models first, times measured from now on. */
    public LocalInferenceService(ModelStore store, Map<String, NetworkFamily> families) {
        this(store, families, ToolDefaults.unsaved(), MeasuredSpeeds.unsaved());
    }

    /**
     * @param families by their ids
     * @param defaults which model each tool begins with
     * @param speeds how fast models ran here; added to
     */
    public LocalInferenceService(ModelStore store, Map<String, NetworkFamily> families, ToolDefaults defaults,
            MeasuredSpeeds speeds) {
        this.store = store;
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
                network(model, fraction -> {});
            } catch (KintsugiException | RuntimeException e) {
                LOG.debug("the model {} could not be loaded ahead", model, e);
            }
        });
    }

    @Override
    public StreamedPicture stream(Picture input, Step step, int tile, Consumer<Progress> progress)
            throws KintsugiException {
        return await(() -> {
            ImageNetwork network = network(step.model(),
                    fraction -> progress.accept(new Progress(fraction, Stage.UNPACKING, Double.NaN)));
            TiledRun run = new TiledRun(network, manager, TILE_MEMORY);
            int side = run.bandHeight(tile);
            NDManager keeper = manager.newSubManager();
            progress.accept(new Progress(0, Stage.LOOKING, Double.NaN));
            ImageNetwork calibrated = run.calibrate(input, side, keeper, () -> false);
            long began = System.nanoTime();
            return new StreamedPicture(input, network.scale(), side, rows -> await(() -> {
                Picture band = run.band(input, calibrated, rows, side);
                double fraction = (double) (rows.y() + rows.height()) / input.height();
                double seconds = (System.nanoTime() - began) / 1e9;
                progress.accept(new Progress(fraction, Stage.MENDING, seconds * (1 - fraction) / fraction));
                return band;
            }), () -> worker.execute(keeper::close));
        });
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

    private ImageNetwork network(String model, DoubleConsumer unpacking) throws KintsugiException {
        NativeRuntime.prepare(unpacking);
        if (manager == null) {
            manager = NDManager.newBaseManager(Device.cpu());
        }
        return loaded.get(model, manager);
    }

    private Picture mend(LocalJob job) throws KintsugiException {
        job.stage(Stage.LOADING, 0);
        try {
            ImageNetwork network = network(model(job), fraction -> job.stage(Stage.UNPACKING, fraction));
            job.stage(Stage.LOOKING, 0);
            long began = System.nanoTime();
            Picture out = new TiledRun(network, manager, TILE_MEMORY)
                    .run(job.input(), job.options(), job::isCancelled, job);
            if (!job.options().previewOnly()) {
                double seconds = (System.nanoTime() - began) / 1e9;
                note(job, seconds);
            }
            return out;
        } catch (OutOfMemoryError e) {
            LOG.error("out of memory", e);
            throw new KintsugiException("There is not enough memory for this picture: close others, or cut it.", e);
        } catch (ai.djl.engine.EngineException | IllegalArgumentException e) {
            LOG.error("the network failed", e);
            throw new KintsugiException("The model \"" + job.step().model()
                    + "\" could not be run: check it with \"kintsugi models verify\".", e);
        }
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
