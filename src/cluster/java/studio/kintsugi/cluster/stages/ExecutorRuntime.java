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
import studio.kintsugi.compute.ProcessorThreads;
import studio.kintsugi.edit.EmbeddedRecipe;
import studio.kintsugi.edit.Geometry;
import studio.kintsugi.edit.Recipe;
import studio.kintsugi.edit.Step;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.PictureSize;
import studio.kintsugi.imaging.WriteOptions;
import studio.kintsugi.imaging.io.PictureReader;
import studio.kintsugi.imaging.io.PictureWriter;
import studio.kintsugi.models.BuiltInArchitectures;
import studio.kintsugi.service.job.JobListener;
import studio.kintsugi.service.restoration.InferenceService;
import studio.kintsugi.service.restoration.LocalInferenceService;
import studio.kintsugi.service.restoration.Replay;
import studio.kintsugi.service.restoration.RunOptions;
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
    private final List<Step> steps;
    private final RunOptions options;
    private final InferenceService service;

    private ExecutorRuntime(RunSpec spec, List<Step> steps, InferenceService service) {
        this.spec = spec;
        this.steps = steps;
        this.options = new RunOptions(null, false, spec.tile());
        this.service = service;
    }

    /**
     * The runtime of a run; opened where this executor has none yet.
     *
     * @throws HostFault where that can't be done here
     */
    static synchronized ExecutorRuntime of(RunSpec spec) {
        if (open == null || !open.spec.equals(spec)) {
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
        ComputeDevice device = ComputeDevice.of(DeviceChoice.named(spec.device()).orElseThrow(), remark -> {});
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
        return new ExecutorRuntime(spec, steps, new LocalInferenceService(store, BuiltInArchitectures.all(), device));
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

    /**
     * Does what the recipe says.
     *
     * @return the size of the result
     * @throws KintsugiException where that picture can't be read, worked on or written
     */
    PictureSize apply(Path from, Path to) throws KintsugiException {
        Picture picture =
                Replay.run(service, PictureReader.read(from), steps, options, new JobListener<>() {});
        PictureWriter.write(EmbeddedRecipe.add(picture, steps), to, WriteOptions.DEFAULT);
        return new PictureSize(picture.width(), picture.height());
    }
}
