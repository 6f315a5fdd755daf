package studio.kintsugi.cluster.stages;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.cluster.records.RunSpec;
import studio.kintsugi.cluster.storage.OutputFolder;
import studio.kintsugi.cluster.storage.Storage;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.compute.DeviceChoice;
import studio.kintsugi.compute.Precision;
import studio.kintsugi.compute.ProcessorThreads;
import studio.kintsugi.edit.Geometry;
import studio.kintsugi.edit.Recipe;
import studio.kintsugi.edit.Step;
import studio.kintsugi.models.BuiltInArchitectures;
import studio.kintsugi.service.batch.PictureTool;
import studio.kintsugi.service.batch.PictureWork;
import studio.kintsugi.service.batch.RecipeTool;
import studio.kintsugi.service.restoration.InferenceService;
import studio.kintsugi.service.restoration.LocalInferenceService;
import studio.kintsugi.store.Directories;
import studio.kintsugi.store.ModelStore;
import studio.kintsugi.store.StoredModel;

/**
 * PyTorch and the models of a run, opened once an executor and kept between tasks. Thread-safe: tasks of one executor
 * decode and encode beside one another while the network works on one picture after the other.
 */
final class ExecutorRuntime {
    private static final String DJL_CACHE = "DJL_CACHE_DIR";
    private static ExecutorRuntime open;

    private final RunSpec spec;
    private final InferenceService service;
    private final PictureWork work;

    private ExecutorRuntime(RunSpec spec, InferenceService service, PictureWork work) {
        this.spec = spec;
        this.service = service;
        this.work = work;
    }

    /**
     * The runtime of a run; opened where this executor has none yet.
     *
     * @throws HostFault where that can't be done here
     */
    static synchronized ExecutorRuntime of(RunSpec spec) {
        if (open == null || !open.spec.run().equals(spec.run())) {
            if (open != null) {
                open.service.close();
                open = null;
            }
            try {
                open = create(spec);
            } catch (KintsugiException e) {
                throw new HostFault(e.getMessage(), e);
            } catch (IOException e) {
                throw new HostFault("What the recipe needs can't be fetched: " + e.getMessage(), e);
            }
        }
        return open;
    }

    private static ExecutorRuntime create(RunSpec spec) throws KintsugiException, IOException {
        ProcessorThreads.limit(spec.threads());
        // float32, so that all hosts' results are alike
        ComputeDevice device = ComputeDevice.of(DeviceChoice.named(spec.device()).orElseThrow(), Precision.FLOAT32,
                remark -> {});
        prepare(device);
        List<Step> steps = Recipe.parse(spec.recipe()).orElseThrow().steps();
        Path folder = Files.createDirectories(Scratch.root().resolve("models-" + spec.run()));
        ModelStore store = new ModelStore(folder);
        for (Step step : steps.stream().filter(s -> !Geometry.is(s)).toList()) {
            if (spec.models().contains(step.model())) {
                fetch(spec, step, folder.resolve(step.model()));
            }
            StoredModel model = store.get(step.model());
            if (!model.sha256().equals(step.modelHash())) {
                throw new KintsugiException("The weights of the model \"" + step.model()
                        + "\" are not those that the run was started with.");
            }
        }
        InferenceService service = new LocalInferenceService(store, BuiltInArchitectures.all(), device);
        PictureTool tool = new RecipeTool(service, spec.tool(), steps, spec.tile());
        return new ExecutorRuntime(spec, service, new PictureWork(tool, spec.saving().saving(), Scratch.root()));
    }

    /** PyTorch's libraries are unpacked once a host, whoever comes first. */
    private static void prepare(ComputeDevice device) throws KintsugiException, IOException {
        if (System.getenv(DJL_CACHE) == null && System.getProperty(DJL_CACHE) == null) {
            System.setProperty(DJL_CACHE, Directories.cache().toString());
        }
        Path cache = Path.of(System.getProperty(DJL_CACHE, String.valueOf(System.getenv(DJL_CACHE))));
        Files.createDirectories(cache);
        try (FileChannel channel = FileChannel.open(cache.resolve("unpacking.lock"), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE); FileLock lock = channel.lock()) {
            if (lock.isValid()) {
                device.prepare(fraction -> {});
            }
        }
    }

    private static void fetch(RunSpec spec, Step step, Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        var from = new OutputFolder(spec.output(), spec.run()).model(step.modelHash());
        FileSystem system = Storage.of(from);
        Path part = Files.createTempDirectory(Scratch.root(), "model-");
        for (FileStatus file : system.listStatus(from)) {
            Path to = part.resolve(file.getPath().getName());
            try (var in = system.open(file.getPath())) {
                Files.copy(in, to);
            }
        }
        Files.move(part, folder);
    }

    /** What is done to each picture: the very same as on a desktop. */
    PictureWork work() {
        return work;
    }
}
