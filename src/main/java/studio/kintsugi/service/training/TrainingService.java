package studio.kintsugi.service.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.Sentence;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.models.BuiltInArchitectures;
import studio.kintsugi.models.registry.ImageArchitecture;
import studio.kintsugi.service.job.Job;
import studio.kintsugi.service.job.JobListener;
import studio.kintsugi.service.job.JobRunner;
import studio.kintsugi.service.library.ModelLibrary;
import studio.kintsugi.store.ModelCard;
import studio.kintsugi.store.ModelFolder;
import studio.kintsugi.store.ModelStore;
import studio.kintsugi.store.StoredModel;
import studio.kintsugi.training.pruning.PruningReport;
import studio.kintsugi.training.pruning.PruningRun;
import studio.kintsugi.training.restoration.TeachingRun;

/** Makes models out of models by {@link TrainingJobs}, and puts them into the library. */
public final class TrainingService implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TrainingService.class);

    private final ModelStore store;
    private final ModelLibrary library;
    private final Path folder;
    private final ComputeDevice device;
    private final TrainingJobs jobs;

    /**
     * @param library gets the new models
     * @param folder for what is not finished
     * @param device where networks run
     * @param runner gives the lane
     */
    public TrainingService(ModelStore store, ModelLibrary library, Path folder, ComputeDevice device,
            JobRunner runner) {
        this.store = store;
        this.library = library;
        this.folder = folder;
        this.device = device;
        this.jobs = new TrainingJobs(runner);
    }

    /** What makes a model in a folder. */
    private interface Training {
        /** Gives the figures and an example; the model lies in {@code output}. */
        Result run(StoredModel from, Path output) throws KintsugiException;
    }

    private record Result(List<TrainedModel.Figure> figures, Picture example) {}

    /** Whether a model is of a kind that can be trained further here. */
    public static boolean canTeach(ModelCard card) {
        return TeachingRun.canTeach(card, BuiltInArchitectures.all());
    }

    /**
     * Whether it is known what may be removed from a model from picture to picture, and how it was trained. Models that
     * colour sketches are made faster on the command line, since their results cannot be compared side by side here.
     */
    public static boolean canBeFaster(ModelCard card) {
        return BuiltInArchitectures.all().find(card.architecture(), ImageArchitecture.class).isPresent()
                && PruningRun.canPrune(card, BuiltInArchitectures.all());
    }

    /**
     * Has a model learn from pairs of pictures, {@link TeachingRun}.
     *
     * @param pairs folder with the folders {@code input} and {@code target}
     */
    public Job<TrainingProgress, TrainedModel> teach(String model, Path pairs, double minutes,
            JobListener<TrainingProgress, TrainedModel> listener) {
        return jobs.teach(device, (stop, log) -> make(model, (from, output) -> {
            TeachingRun.Result r = new TeachingRun(from, store, pairs, output, null, false, minutes, device)
                    .run(stop, log);
            return new Result(List.of(new TrainedModel.Figure(TrainedModel.Kind.PSNR, "", r.before(), r.after())),
                    r.example());
        }), listener);
    }

    /**
     * Makes a faster variant of a model, {@link PruningRun}.
     *
     * @param photos folder of photos to learn from
     * @param share of the operations to be left, 0–1, exclusive
     */
    public Job<TrainingProgress, TrainedModel> faster(String model, Path photos, double share, double minutes,
            JobListener<TrainingProgress, TrainedModel> listener) {
        PruningRun.Target target = new PruningRun.Target(share, 0);
        return jobs.prune(device, (stop, log) -> make(model, (from, output) -> {
            PruningReport r =
                    new PruningRun(from, null, photos, output, target, false, minutes, device).run(stop, log);
            return new Result(figures(r.before(), r.after()), r.example());
        }), listener);
    }

    private static List<TrainedModel.Figure> figures(PruningReport.Figures a, PruningReport.Figures b) {
        List<TrainedModel.Figure> out = new ArrayList<>();
        out.add(new TrainedModel.Figure(TrainedModel.Kind.MACS, "", a.macs(), b.macs()));
        out.add(new TrainedModel.Figure(TrainedModel.Kind.PARAMETERS, "", a.parameters(), b.parameters()));
        out.add(new TrainedModel.Figure(TrainedModel.Kind.MEMORY, "", a.bytes(), b.bytes()));
        out.add(new TrainedModel.Figure(TrainedModel.Kind.TIME, "", 1000 * a.secondsPerMegapixel(),
                1000 * b.secondsPerMegapixel()));
        a.psnr().forEach((name, psnr) ->
                out.add(new TrainedModel.Figure(TrainedModel.Kind.PSNR, name, psnr, b.psnr().get(name))));
        return out;
    }

    private TrainedModel make(String model, Training training) throws KintsugiException {
        Path output = folder.resolve(UUID.randomUUID().toString());
        try {
            StoredModel from = store.find(model).orElseThrow(() -> new KintsugiException(Sentence.of(
                    "There is no model \"%s\" any more.", model)));
            Result result = training.run(from, output);
            ModelFolder made = ModelFolder.read(output);
            StoredModel kept = library.keep(made, free(made.card().id()));
            return new TrainedModel(from.card(), kept.card(), result.figures(), result.example());
        } finally {
            clear(output);
        }
    }

    /** The id, or the first with a number behind it that no model has. */
    private String free(String id) {
        String out = id;
        for (int i = 2; store.isTaken(out); i++) {
            out = id + "-" + i;
        }
        return out;
    }

    private static void clear(Path output) {
        if (!Files.exists(output)) {
            return;
        }
        try (Stream<Path> files = Files.walk(output)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("{} could not be cleared away", output, e);
        }
    }

    /** Cancels what is being made; what it learnt is kept where it is of use already. */
    @Override
    public void close() {
        jobs.close();
    }
}
