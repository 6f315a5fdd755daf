package studio.kintsugi.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.cluster.storage.OutputFolder;
import studio.kintsugi.cluster.storage.Storage;
import studio.kintsugi.edit.EmbeddedRecipe;
import studio.kintsugi.edit.Recipe;
import studio.kintsugi.edit.Step;
import studio.kintsugi.imaging.io.PictureFolder;
import studio.kintsugi.imaging.io.PictureReader;
import studio.kintsugi.store.ModelFolder;
import studio.kintsugi.store.ModelStore;
import studio.kintsugi.store.StoredModel;

/**
 * A recipe with the models that are installed here. Built-in ones are part of the program; others travel to the
 * executors by way of the output's file system.
 *
 * @param recipe with the hashes of the weights that are used
 * @param folders of the models that travel, by the hash of their weights
 */
record RecipeModels(Recipe recipe, Map<String, ModelFolder> folders) {
    private static final long LARGEST_RECIPE = 1 << 20;

    /** Reads a recipe, or that of a picture. */
    static Recipe read(Path file) throws KintsugiException {
        Optional<Recipe> found;
        if (PictureFolder.isPicture(file)) {
            found = EmbeddedRecipe.of(PictureReader.read(file));
        } else {
            try {
                found = Files.size(file) > LARGEST_RECIPE ? Optional.empty() : Recipe.parse(Files.readString(file));
            } catch (IOException e) {
                throw new KintsugiException("The recipe " + file + " can't be read: check its name and its rights.", e);
            }
        }
        return found.filter(r -> !r.steps().isEmpty()).orElseThrow(() -> new KintsugiException(file
                + " holds no recipe that this version understands: give the JSON of one, or a picture that Kintsugi"
                + " saved."));
    }

    /**
     * Finds each step's model, preferably the very weights it was done with.
     *
     * @param notes hears where other weights are taken
     */
    static RecipeModels of(Recipe recipe, ModelStore store, Consumer<String> notes) throws KintsugiException {
        List<Step> steps = new ArrayList<>();
        Map<String, ModelFolder> folders = new LinkedHashMap<>();
        for (Step step : recipe.steps()) {
            List<StoredModel> models = store.list().stream().filter(m -> m.card().task().equals(step.tool())).toList();
            StoredModel model = models.stream().filter(m -> m.card().sha256().equals(step.modelHash())).findFirst()
                    .or(() -> models.stream().filter(m -> m.card().id().equals(step.model())).findFirst())
                    .orElseThrow(() -> new KintsugiException("The recipe needs the model \"" + step.model() + "\" to "
                            + step.tool() + ", which is not installed: see \"kintsugi models list\"."));
            String id = model.card().id();
            if (!store.verify(id)) {
                throw new KintsugiException("The weights of the model \"" + id
                        + "\" have changed since it was stored: import it again.");
            }
            if (!model.card().sha256().equals(step.modelHash())) {
                notes.accept("The model \"" + id + "\" has other weights than when the recipe was written: the result"
                        + " may differ.");
            }
            if (model instanceof ModelFolder folder) {
                folders.put(model.card().sha256(), folder);
            }
            steps.add(new Step(step.tool(), id, model.card().sha256(), step.parameters()));
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
