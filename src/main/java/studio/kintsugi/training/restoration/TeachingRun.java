package studio.kintsugi.training.restoration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.Sentence;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.models.BuiltInArchitectures;
import studio.kintsugi.models.registry.Architectures;
import studio.kintsugi.models.registry.ImageArchitecture;
import studio.kintsugi.store.ModelCard;
import studio.kintsugi.store.ModelFolder;
import studio.kintsugi.store.ModelStore;
import studio.kintsugi.store.StoredModel;
import studio.kintsugi.training.data.Alignment;
import studio.kintsugi.training.data.PairFolder;
import studio.kintsugi.training.engine.Optimization;
import studio.kintsugi.training.engine.Patches;
import studio.kintsugi.training.engine.RestorationSettings;
import studio.kintsugi.training.engine.TaskSettings;
import studio.kintsugi.training.engine.Trainer;
import studio.kintsugi.training.engine.TrainingCsv;
import studio.kintsugi.training.engine.TrainingLog;
import studio.kintsugi.training.engine.TrainingRecipe;
import studio.kintsugi.training.engine.TrainingState;
import studio.kintsugi.training.features.FeatureModel;

/**
 * Teaching by example: a model is trained further on the user's own pairs of pictures. Where the pairs do not line up,
 * ERRNet's alignment-invariant loss takes the pixel loss's place.
 *
 * @param model to start from
 * @param store where a network for features is looked for
 * @param pairs folder with the folders {@code input} and {@code target}
 * @param output folder for state, log and model
 * @param loss how results are compared; null to let the pairs decide
 * @param resume whether to resume the state in {@code output}
 * @param minutes of training in all, or infinite
 * @param device where the network learns
 * @param architectures that the model's is one of
 */
public record TeachingRun(StoredModel model, ModelStore store, Path pairs, Path output, PairLoss loss, boolean resume,
        double minutes, ComputeDevice device, Architectures architectures) {
    private static final int PATCH = 128;
    private static final int BATCH = 4;
    private static final int STEPS = 20_000;
    private static final double RATE = 2e-4;
    private static final double AVERAGE = 0.99;
    private static final double SECOND_MOMENT = 0.99;
    private static final double CLIP = 0.5;

    /**
     * What came of it.
     *
     * @param card of the new model
     * @param loss that was used
     * @param before PSNR of the model on the held-out pairs as it was, dB
     * @param after as it is
     * @param example the input of a held-out pair
     */
    public record Result(ModelCard card, PairLoss loss, double before, double after, Picture example) {}

    /** The same with the built-in networks. */
    public TeachingRun(StoredModel model, ModelStore store, Path pairs, Path output, PairLoss loss, boolean resume,
            double minutes, ComputeDevice device) {
        this(model, store, pairs, output, loss, resume, minutes, device, BuiltInArchitectures.all());
    }

    /**
     * Teaches, and leaves the model in {@link #output()}.
     *
     * @param stop asked before each step
     * @throws KintsugiException where model, pairs or output can't be used
     */
    public Result run(BooleanSupplier stop, TrainingLog log) throws KintsugiException {
        ModelCard card = model.card();
        ImageArchitecture architecture = architecture(card, architectures)
                .orElseThrow(() -> new KintsugiException(Sentence.of(
                "The model \"%s\" is of a kind that can't be taught: choose a built-in model, or one that was"
                + " trained here.", card.id())));
        PairFolder folder = PairFolder.read(pairs, Math.max(1, card.scale()));
        PairLoss chosen = loss != null ? loss : fitting(folder, card.scale());
        int patch = patch(folder);
        if (resume) {
            TrainingState.read(output);
        } else if (TrainingState.existsIn(output)) {
            throw new KintsugiException(Sentence.of("There is a training state in %s already: resume it with"
                    + " --resume, or choose another folder.", output));
        }
        try {
            Files.createDirectories(output);
        } catch (IOException e) {
            throw new KintsugiException(Sentence.of("The folder %s can't be made.", output), e);
        }
        TrainingRecipe recipe = recipe(card, patch, RATE);
        StoredModel features = chosen.needsFeatures() ? FeatureModel.in(store, architectures) : null;
        return device.run(() -> teach(recipe, architecture, folder, chosen, features, stop, log));
    }

    /** Resumes the state in {@link #output()}, where there is one: the last that was saved before a GPU failed. */
    private Result teach(TrainingRecipe recipe, ImageArchitecture architecture, PairFolder folder, PairLoss chosen,
            StoredModel features, BooleanSupplier stop, TrainingLog log) throws KintsugiException {
        TrainingState state = TrainingState.existsIn(output) ? TrainingState.read(output) : null;
        try (TrainingCsv csv = new TrainingCsv(output.resolve("log.csv"), log);
                PairTask task = new PairTask(recipe, architecture, model.weights(), folder, chosen,
                        features == null ? null : features.weights(), device);
                Trainer trainer = new Trainer(recipe, task, state, device)) {
            double before = task.validate().get(PairTask.FIGURE);
            TrainingState end = trainer.run(minutes, output, stop, csv);
            double after = trainer.validate().get(PairTask.FIGURE);
            ModelCard taught = ModelFolder.write(output,
                    card(recipe, end, task.trainedOn(), lossInWords(chosen, features), after), trainer.result());
            return new Result(taught, chosen, before, after, task.example());
        }
    }

    /** Whether a model is from picture to picture and needs no other beside it. */
    public static boolean canTeach(ModelCard card, Architectures architectures) {
        return architecture(card, architectures).isPresent();
    }

    private static Optional<ImageArchitecture> architecture(ModelCard card, Architectures architectures) {
        return architectures.find(card.architecture(), ImageArchitecture.class)
                .filter(a -> a.requiredModel(card.hyperParameters()).isEmpty());
    }

    private static String lossInWords(PairLoss chosen, StoredModel features) {
        return features == null ? chosen.title()
                : chosen.title() + " on features of \"" + features.card().title() + "\"";
    }

    /** By whether the pairs line up; where sizes differ that is taken for granted. */
    private static PairLoss fitting(PairFolder folder, int scale) {
        double[] lengths = scale > 1 ? new double[] {0} : folder.training().stream()
                .mapToDouble(p -> Alignment.between(p.input(), p.target(), PairTask.MOST_SHIFT).length())
                .sorted().toArray();
        return lengths[lengths.length / 2] < 1 ? PairLoss.PIXEL : PairLoss.ALIGNMENT_INVARIANT;
    }

    private int patch(PairFolder folder) throws KintsugiException {
        int smallest = folder.training().stream()
                .mapToInt(p -> Math.min(p.input().width(), p.input().height())).min().orElseThrow();
        if (smallest < PATCH / 2) {
            throw new KintsugiException(Sentence.of("The smallest picture in %s is %s pixels wide or high: pairs"
                    + " need at least %s.", pairs, smallest, PATCH / 2));
        }
        return smallest < PATCH ? PATCH / 2 : PATCH;
    }

    public static TrainingRecipe recipe(ModelCard card, int patch, double rate) {
        return new TrainingRecipe(new TrainingRecipe.Model(card.id(), card.title(), card.task(), card.architecture(),
                card.hyperParameters()), null, 1,
                new Optimization(BATCH, STEPS, rate, 0, CLIP, AVERAGE, SECOND_MOMENT, false), Patches.of(patch),
                RestorationSettings.NONE, TaskSettings.NONE);
    }

    private ModelCard card(TrainingRecipe recipe, TrainingState end, String seen, String usedLoss, double figure) {
        ModelCard c = model.card();
        List<String> data = new ArrayList<>(c.trainingData());
        data.add(seen + " of the user's from " + pairs.toAbsolutePath().normalize().getFileName());
        return c.change().id(c.id() + "-taught")
                .title(c.title().replaceFirst(" \\(built in\\)$", "") + ", taught by example")
                .provenance("\"" + c.id() + "\", taught by " + end.step() + " steps of batches of "
                        + recipe.optimization().batch() + " with the " + usedLoss)
                .prunedFrom(null).trainingData(data)
                .metrics(Map.of(PairTask.FIGURE, Math.round(figure * 100) / 100.0)).build();
    }
}
