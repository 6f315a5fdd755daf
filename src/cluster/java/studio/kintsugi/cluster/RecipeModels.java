package studio.kintsugi.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.cluster.storage.OutputFolder;
import studio.kintsugi.cluster.storage.Storage;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.edit.Geometry;
import studio.kintsugi.edit.Recipe;
import studio.kintsugi.edit.Step;
import studio.kintsugi.models.BuiltInArchitectures;
import studio.kintsugi.service.restoration.InferenceService;
import studio.kintsugi.service.restoration.LocalInferenceService;
import studio.kintsugi.service.restoration.Replay;
import studio.kintsugi.service.restoration.StepCheck;
import studio.kintsugi.store.ModelFolder;
import studio.kintsugi.store.ModelStore;

/**
 * A recipe with the models that are installed here. Built-in ones are part of the program; others travel to the
 * executors by way of the output's file system.
 *
 * @param recipe with the hashes of the weights that are used
 * @param folders of the models that travel, by the hash of their weights
 */
record RecipeModels(Recipe recipe, Map<String, ModelFolder> folders) {
    /**
     * Finds each step's model, preferably the very weights it was done with.
     *
     * @param notes hears where other weights are taken
     */
    static RecipeModels of(Recipe recipe, ModelStore store, Consumer<String> notes) throws KintsugiException {
        List<Step> steps = new ArrayList<>();
        Map<String, ModelFolder> folders = new LinkedHashMap<>();
        try (InferenceService service =
                new LocalInferenceService(store, BuiltInArchitectures.all(), ComputeDevice.processor())) {
            StepCheck.check(service, recipe);
            for (Step step : recipe.steps()) {
                Step here = Replay.withModelHere(service, step);
                steps.add(here);
                if (Geometry.is(here)) {
                    continue;
                }
                if (!store.verify(here.model())) {
                    throw new KintsugiException("The weights of the model \"" + here.model()
                            + "\" have changed since it was stored: import it again.");
                }
                if (!here.modelHash().equals(step.modelHash())) {
                    notes.accept("The model \"" + here.model() + "\" has other weights than when the recipe was"
                            + " written: the result may differ.");
                }
                if (store.get(here.model()) instanceof ModelFolder folder) {
                    folders.put(here.modelHash(), folder);
                }
            }
        }
        return new RecipeModels(Recipe.of(steps), folders);
    }

    /** Ids of the models that travel. */
    List<String> travelling() {
        return folders.values().stream().map(m -> m.card().id()).toList();
    }

    /** Puts the models where executors find them. */
    void send(OutputFolder output) throws IOException {
        for (Map.Entry<String, ModelFolder> model : folders.entrySet()) {
            var to = output.model(model.getKey());
            try (Stream<Path> files = Files.list(model.getValue().folder())) {
                for (Path file : files.toList()) {
                    try (var out = Storage.create(
                            new org.apache.hadoop.fs.Path(to, file.getFileName().toString()))) {
                        Files.copy(file, out);
                    }
                }
            }
        }
    }
}
