package studio.kintsugi.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.cli.common.Console;
import studio.kintsugi.cli.common.NamedRecipe;
import studio.kintsugi.cluster.storage.OutputFolder;
import studio.kintsugi.cluster.storage.Storage;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.edit.Geometry;
import studio.kintsugi.edit.Recipe;
import studio.kintsugi.edit.Step;
import studio.kintsugi.imaging.WriteOptions;
import studio.kintsugi.models.BuiltInArchitectures;
import studio.kintsugi.service.batch.PictureWork;
import studio.kintsugi.service.batch.RecipeTool;
import studio.kintsugi.service.batch.journal.WorkId;
import studio.kintsugi.service.restoration.InferenceService;
import studio.kintsugi.service.restoration.LocalInferenceService;
import studio.kintsugi.store.ModelFolder;
import studio.kintsugi.store.ModelStore;

/**
 * A recipe with the models that are installed here. Built-in ones are part of the program; others travel to the
 * executors by way of the output's file system.
 *
 * @param name of the recipe or preset, as it is found in names of results
 * @param recipe with the hashes of the weights that are used
 * @param work what is done to each picture, to tell results of the same work from others
 * @param folders of the models that travel, by the hash of their weights
 */
record RecipeModels(String name, Recipe recipe, WorkId work, Map<String, ModelFolder> folders) {
    /**
     * Finds each step's model, preferably the very weights it was done with.
     *
     * @param saving how results are saved
     * @param tile side of a tile in pixels, 0 to let the memory decide
     * @param console hears where other weights are taken
     */
    static RecipeModels of(NamedRecipe named, ModelStore store, WriteOptions saving, int tile, Console console)
            throws KintsugiException {
        try (InferenceService service =
                new LocalInferenceService(store, BuiltInArchitectures.all(), ComputeDevice.processor())) {
            List<Step> steps = named.steps(service, console);
            Map<String, ModelFolder> folders = new LinkedHashMap<>();
            for (Step step : steps.stream().filter(s -> !Geometry.is(s)).toList()) {
                if (!store.verify(step.model())) {
                    throw new KintsugiException("The weights of the model \"" + step.model()
                            + "\" have changed since it was stored: import it again.");
                }
                if (store.get(step.model()) instanceof ModelFolder folder) {
                    folders.put(step.modelHash(), folder);
                }
            }
            PictureWork work = new PictureWork(new RecipeTool(service, named.name(), steps, tile), saving);
            return new RecipeModels(named.name(), Recipe.of(steps), work.id(), folders);
        }
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
