package studio.kintsugi.training.pruning;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.Sentence;
import studio.kintsugi.checkpoint.HyperParameters;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.checkpoint.TensorData;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.models.BuiltInArchitectures;
import studio.kintsugi.models.registry.Architectures;
import studio.kintsugi.models.registry.ColorizationArchitecture;
import studio.kintsugi.models.registry.ImageArchitecture;
import studio.kintsugi.nn.Parameters;
import studio.kintsugi.store.Directories;
import studio.kintsugi.store.ModelCard;
import studio.kintsugi.store.ModelFolder;
import studio.kintsugi.store.StoredModel;
import studio.kintsugi.training.data.PhotoFolder;
import studio.kintsugi.training.engine.Optimization;
import studio.kintsugi.training.engine.RecipeFile;
import studio.kintsugi.training.engine.Trainer;
import studio.kintsugi.training.engine.TrainingCsv;
import studio.kintsugi.training.engine.TrainingLog;
import studio.kintsugi.training.engine.TrainingRecipe;
import studio.kintsugi.training.engine.TrainingState;
import studio.kintsugi.training.engine.TrainingTask;

/**
 * Makes a faster variant of a model: {@link GalTask} finds what it can do without, that is cut out, and the rest is
 * trained on as the recipe of the model says.
 *
 * @param model what to prune
 * @param recipe that the model was trained with: a name or a file; null for the built-in one of its id or task
 * @param data folder of photos, or of drawings where the model colours sketches
 * @param output folder for states, logs and the finished model
 * @param target what to aim for
 * @param resume whether to resume the states in {@code output}
 * @param minutes for all of it, earlier runs included
 * @param device where networks learn and are timed
 * @param architectures that the model's is one of
 */
public record PruningRun(StoredModel model, String recipe, Path data, Path output, Target target, boolean resume,
        double minutes, ComputeDevice device, Architectures architectures) {
    /** Share of the time that goes into finding what to remove. */
    private static final double SEARCH = 0.25;
    private static final double SEARCH_RATE = 0.2;
    private static final double TUNING_RATE = 0.7;
    private static final double MASK_RATE = 50;
    private static final double FIRST_LAMBDA = 1e-6;
    private static final double LAST_LAMBDA = 3e-4;
    private static final double ADVERSARIAL = 1e-3;
    private static final int ENDLESS = 10_000_000;
    private static final String FOUND = "found";

    /**
     * How small or fast the result is to be.
     *
     * @param macs share of the multiply–accumulate operations to be left, 0–1, exclusive
     * @param millisecondsPerMegapixel on this machine, instead of {@code macs}; 0 for none
     */
    public record Target(double macs, double millisecondsPerMegapixel) {}

    /** The same with the built-in networks. */
    public PruningRun(StoredModel model, String recipe, Path data, Path output, Target target, boolean resume,
            double minutes, ComputeDevice device) {
        this(model, recipe, data, output, target, resume, minutes, device, BuiltInArchitectures.all());
    }

    /**
     * Prunes, and leaves the model in {@link #output()}.
     *
     * @param stop asked before each step
     * @throws KintsugiException where model, recipe, data or output can't be used, or the run was stopped before it
     *     was known what to remove
     */
    public PruningReport run(BooleanSupplier stop, TrainingLog log) throws KintsugiException {
        if (!resume && (TrainingState.existsIn(output) || TrainingState.existsIn(search()))) {
            throw new KintsugiException(Sentence.of("There is a pruning run in %s already: resume it with --resume,"
                    + " or choose another folder.", output));
        }
        Prunable whole = new Prunable(model.card(), model.weights(), architectures);
        TrainingRecipe r = RecipeFile.read(recipeName());
        if (target.millisecondsPerMegapixel() <= 0) {
            whole.check(target.macs());
        }
        Optimization o = r.optimization();
        TrainingRecipe searching = variant(r, whole.card().hyperParameters(),
                o.withLearningRate(o.learningRate() * SEARCH_RATE).withAverage(0).withClip(0));
        // what was done before a GPU failed is resumed from its last saved state
        return device.run(() -> {
            try (PruningSubject subject = subject(whole, searching)) {
                Prunable.Pruned found = Files.exists(search().resolve(FOUND)) ? found(whole)
                        : find(whole, searching, subject, stop, log);
                return tune(whole, found, r, subject, stop, log);
            }
        });
    }

    private PruningSubject subject(Prunable whole, TrainingRecipe searching) throws KintsugiException {
        return switch (whole.architecture()) {
            case ColorizationArchitecture a -> DrawingPruning.of(searching, data,
                    Directories.cache().resolve("drawings"), architectures, device);
            case ImageArchitecture a ->
                    new PicturePruning(a, searching, PhotoFolder.read(data, searching.patches().scales()), device);
            default -> throw new KintsugiException(Sentence.of("The model \"%s\" is a %s network, for which there is"
                    + " no way to prune it.", whole.card().id(), whole.card().architecture()));
        };
    }

    private Path search() {
        return output.resolve("search");
    }

    /** Whether it is known what may be removed from a model, and how models of its name, task or scale are trained. */
    public static boolean canPrune(ModelCard card, Architectures architectures) {
        return builtInRecipe(card).isPresent() && architectures.find(card.architecture())
                .filter(a -> !a.channelGroups(card.hyperParameters()).isEmpty()).isPresent();
    }

    private static Optional<String> builtInRecipe(ModelCard card) {
        return Stream.of(card.id(), card.task(), card.task() + "-x" + card.scale()).filter(RecipeFile::isBuiltIn)
                .findFirst();
    }

    private String recipeName() throws KintsugiException {
        return recipe != null ? recipe : builtInRecipe(model.card())
                .orElseThrow(() -> new KintsugiException(Sentence.of(
                "There is no recipe for \"%s\": name one with --recipe.", model.card().id())));
    }

    /** Learns masks and cuts. */
    private Prunable.Pruned find(Prunable whole, TrainingRecipe searching, PruningSubject subject,
            BooleanSupplier stop, TrainingLog log) throws KintsugiException {
        makeFolders();
        double share = target.millisecondsPerMegapixel() > 0 ? shareInTime(whole, subject) : target.macs();
        GalTask.Settings settings =
                new GalTask.Settings(share, MASK_RATE, FIRST_LAMBDA, LAST_LAMBDA, ADVERSARIAL);
        TrainingState before = TrainingState.existsIn(search()) ? TrainingState.read(search()) : null;
        try (TrainingCsv csv = new TrainingCsv(search().resolve("log.csv"), log);
                GalTask task = new GalTask(searching, whole, settings, subject, device);
                Trainer trainer = new Trainer(searching, task, before, device)) {
            trainer.run(minutes * SEARCH, search(), stop, csv);
            if (stop.getAsBoolean()) {
                throw new KintsugiException(Sentence.of("Stopped: resume with --resume."));
            }
            StateDict trained = trainer.result();
            float[] masks = trained.get(GalTask.MASKS).toFloats();
            Map<String, TensorData> tensors = new LinkedHashMap<>(trained.tensors());
            tensors.remove(GalTask.MASKS);
            Prunable.Pruned out = whole.removed(new StateDict(tensors), masks, whole.kept(masks, share));
            ModelFolder.writeExactly(search(), card(out.hyperParameters(), 0, List.of(), Map.of()), out.weights());
            Files.writeString(search().resolve(FOUND), "");
            return out;
        } catch (IOException e) {
            throw new KintsugiException(Sentence.of("The folder %s can't be written.", search()), e);
        }
    }

    private Prunable.Pruned found(Prunable whole) throws KintsugiException {
        ModelFolder folder = ModelFolder.read(search());
        return new Prunable.Pruned(folder.weights(), whole.with(folder.card().hyperParameters()));
    }

    private PruningReport tune(Prunable whole, Prunable.Pruned found, TrainingRecipe r, PruningSubject subject,
            BooleanSupplier stop, TrainingLog log) throws KintsugiException {
        Optimization o = r.optimization();
        TrainingRecipe tuning =
                variant(r, found.hyperParameters(), o.withLearningRate(o.learningRate() * TUNING_RATE));
        TrainingState before = TrainingState.existsIn(output) ? TrainingState.read(output) : null;
        try (TrainingCsv csv = new TrainingCsv(output.resolve("log.csv"), log);
                TrainingTask task = subject.tuning(tuning, found.weights());
                Trainer trainer = new Trainer(tuning, task, before, device)) {
            TrainingState end = trainer.run(minutes * (1 - SEARCH), output, stop, csv);
            Prunable.Pruned tuned = new Prunable.Pruned(trainer.result(), found.hyperParameters());
            Map<String, Double> psnr = trainer.validate();
            ModelCard made = ModelFolder.write(output, card(tuned.hyperParameters(), end.step(),
                    List.of(task.trainedOn() + " from " + data.toAbsolutePath().normalize().getFileName()), psnr),
                    tuned.weights());
            return report(made, whole, tuned, subject, psnr);
        }
    }

    private PruningReport report(ModelCard made, Prunable whole, Prunable.Pruned tuned, PruningSubject subject,
            Map<String, Double> psnr) {
        Prunable.Pruned original = new Prunable.Pruned(whole.weights(), whole.card().hyperParameters());
        try (NDManager manager = device.newManager();
                PruningSubject.Network network =
                        subject.network(original.hyperParameters(), new Parameters(manager, original.weights()));
                PruningSubject.Network small =
                        subject.network(tuned.hyperParameters(), new Parameters(manager, tuned.weights()));
                NetworkTimer timer = new NetworkTimer(device).add(subject, original).add(subject, tuned)) {
            double[] seconds = timer.secondsPerMegapixel();
            return new PruningReport(made,
                    new PruningReport.Figures(whole.macs(), whole.weights().parameters(), network.bytesPerPixel(),
                            seconds[0], subject.psnr(network, manager)),
                    new PruningReport.Figures(whole.macs(tuned), tuned.weights().parameters(), small.bytesPerPixel(),
                            seconds[1], psnr),
                    subject.example(), sideBySide(subject.resultOnExample(network, manager),
                            subject.resultOnExample(small, manager)));
        }
    }

    private static Picture sideBySide(Picture left, Picture right) {
        int w = left.width();
        float[][] planes = new float[Picture.CHANNELS][2 * w * left.height()];
        for (int c = 0; c < planes.length; c++) {
            for (int y = 0; y < left.height(); y++) {
                System.arraycopy(left.plane(c), y * w, planes[c], 2 * y * w, w);
                System.arraycopy(right.plane(c), y * w, planes[c], (2 * y + 1) * w, w);
            }
        }
        return Picture.of(2 * w, left.height(), planes);
    }

    /** The share of MACs with which a network takes the wanted time, measured on uniformly thinner ones. */
    private double shareInTime(Prunable whole, PruningSubject subject) throws KintsugiException {
        double low = 0;
        double high = 1;
        for (int i = 0; i < 6; i++) {
            double middle = (low + high) / 2;
            Prunable.Pruned thin = whole.thinned(middle);
            try (NetworkTimer timer = new NetworkTimer(device).add(subject, thin)) {
                if (timer.secondsPerMegapixel()[0] * 1000 <= target.millisecondsPerMegapixel()) {
                    low = middle;
                } else {
                    high = middle;
                }
            }
        }
        if (low == 0) {
            throw new KintsugiException(Sentence.of("This network can't be made so fast here: allow more time."));
        }
        return whole.macs(whole.thinned(low)) / whole.macs();
    }

    /** The model's recipe for a network of other widths, without an end but the time that there is. */
    private TrainingRecipe variant(TrainingRecipe r, HyperParameters hyper, Optimization optimization) {
        return r.withSeed(r.seed() + 1).withOptimization(optimization.withSteps(ENDLESS))
                .withModel(new TrainingRecipe.Model(model.card().id(), model.card().title(), r.model().task(),
                        model.card().architecture(), hyper));
    }

    private ModelCard card(HyperParameters hyper, long steps, List<String> seen, Map<String, Double> psnr) {
        ModelCard c = model.card();
        Map<String, Double> metrics = new LinkedHashMap<>();
        psnr.forEach((name, value) -> metrics.put(name, Math.round(value * 100) / 100.0));
        List<String> sources = new ArrayList<>(c.trainingData());
        sources.addAll(seen);
        return c.change().id(c.id() + "-fast").title(c.title().replaceFirst(" \\(built in\\)$", "") + ", fast")
                .hyperParameters(hyper).prunedFrom(c.id())
                .provenance("Pruned from \"" + c.id() + "\" by Kintsugi (GAL), then trained for another " + steps
                        + " steps")
                .trainingData(sources).metrics(metrics).build();
    }

    private void makeFolders() throws KintsugiException {
        try {
            Files.createDirectories(search());
        } catch (IOException e) {
            throw new KintsugiException(Sentence.of("The folder %s can't be made.", output), e);
        }
    }
}
