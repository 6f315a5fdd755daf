package studio.kintsugi.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.Sentence;
import studio.kintsugi.checkpoint.HyperParameters;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.models.BuiltInArchitectures;
import studio.kintsugi.models.registry.Architectures;
import studio.kintsugi.store.ModelCard;
import studio.kintsugi.store.ModelFolder;
import studio.kintsugi.store.StoredModel;
import studio.kintsugi.training.engine.RecipeFile;
import studio.kintsugi.training.engine.Trainer;
import studio.kintsugi.training.engine.TrainingCsv;
import studio.kintsugi.training.engine.TrainingLog;
import studio.kintsugi.training.engine.TrainingRecipe;
import studio.kintsugi.training.engine.TrainingState;
import studio.kintsugi.training.engine.TrainingTask;

/**
 * A training run from recipe to model.
 *
 * @param recipe name of a built-in recipe, or path of a file
 * @param data folder of photos
 * @param output folder for state, log and model
 * @param resume whether to resume the state in {@code output}
 * @param minutes of training in all, or infinite
 * @param begin the model whose weights to start from, or null for fresh ones; its learning rate is lower
 * @param device that trains
 * @param architectures that the model's is one of
 */
public record TrainingRun(String recipe, Path data, Path output, boolean resume, double minutes, StoredModel begin,
        ComputeDevice device, Architectures architectures) {
    /** The learning rate of a model that is trained already, as a share of the recipe's. */
    private static final double TRAINED_RATE = 0.3;

    /** The same with the built-in networks. */
    public TrainingRun(String recipe, Path data, Path output, boolean resume, double minutes, StoredModel begin,
            ComputeDevice device) {
        this(recipe, data, output, resume, minutes, begin, device, BuiltInArchitectures.all());
    }

    /**
     * Trains, and writes the model to {@link #output()}.
     *
     * @param stop asked before each step
     * @return the model's card
     * @throws KintsugiException where recipe, data or output can't be used
     */
    public ModelCard run(BooleanSupplier stop, TrainingLog log) throws KintsugiException {
        TrainingRecipe written = RecipeFile.read(recipe);
        TrainingRecipe r = begin == null ? written : written.withOptimization(
                written.optimization().withLearningRate(TRAINED_RATE * written.optimization().learningRate()));
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
        return device.run(() -> train(r, stop, log));
    }

    /** Resumes the state in {@link #output()}, where there is one: the last that was saved before a GPU failed. */
    private ModelCard train(TrainingRecipe r, BooleanSupplier stop, TrainingLog log) throws KintsugiException {
        TrainingState state = TrainingState.existsIn(output) ? TrainingState.read(output) : null;
        try (TrainingCsv csv = new TrainingCsv(output.resolve("log.csv"), log);
                TrainingTask task = started(task(r));
                Trainer trainer = new Trainer(r, task, state, device)) {
            TrainingState end = trainer.run(minutes, output, stop, csv);
            return ModelFolder.write(output, card(r, end, task, trainer.validate()), trainer.result());
        }
    }

    private TrainingTask task(TrainingRecipe r) throws KintsugiException {
        TaskFactory factory = TaskFactory.byName().get(r.objective());
        if (factory == null) {
            throw new KintsugiException(Sentence.of("The recipe asks for an unknown objective: %s.", r.objective()));
        }
        try {
            return factory.task(r, data, architectures, device);
        } catch (IllegalArgumentException e) {
            throw new KintsugiException(Sentence.of("The recipe %s can't be used: %s.", recipe, e.getMessage()), e);
        }
    }

    private TrainingTask started(TrainingTask task) throws KintsugiException {
        if (begin == null) {
            return task;
        }
        try {
            task.startFrom(begin.weights(), begin.card().hyperParameters());
            return task;
        } catch (IllegalArgumentException e) {
            task.close();
            throw new KintsugiException(Sentence.of("The model \"%s\" is not of the shape that the recipe %s trains:"
                    + " %s.", begin.card().id(), recipe, e.getMessage()), e);
        }
    }

    private ModelCard card(TrainingRecipe r, TrainingState end, TrainingTask task, Map<String, Double> figures) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        figures.forEach((name, value) -> metrics.put(name, Math.round(value * 100) / 100.0));
        HyperParameters hyperParameters = r.hyperParameters().with(task.extraHyperParameters());
        return new ModelCard(r.model().id(), r.model().title(), r.model().task(), r.model().architecture(),
                hyperParameters, task.scale(),
                task.sizeMultiple(), 512, task.context(), "Apache-2.0",
                "Trained by Kintsugi's own trainer: " + end.step() + " steps of batches of "
                        + r.optimization().batch() + " in "
                        + Math.round(end.seconds() / 60) + " minutes"
                        + (begin == null ? "" : ", begun with: " + begin.card().provenance()),
                List.of(task.trainedOn() + " from " + data.toAbsolutePath().normalize().getFileName()),
                metrics, "");
    }
}
