package studio.kintsugi.cli.common;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.edit.Preset;
import studio.kintsugi.edit.Recipe;
import studio.kintsugi.edit.Step;
import studio.kintsugi.service.restoration.InferenceService;
import studio.kintsugi.service.restoration.PresetStore;
import studio.kintsugi.service.restoration.RecipeFile;
import studio.kintsugi.service.restoration.Replay;
import studio.kintsugi.service.restoration.StepCheck;
import studio.kintsugi.store.Directories;

/** A recipe as a command names it: a file of JSON, a picture that carries one, or a preset's name. */
public final class NamedRecipe {
    /** What a command says that such a name may be. */
    public static final String DESCRIPTION = "a recipe or a preset as JSON, a picture that Kintsugi saved, which"
            + " carries its recipe, or the name of a preset, as \"Old scan\"";

    private final Path given;
    private final Recipe recipe;
    private final boolean isPreset;

    private NamedRecipe(Path given, Recipe recipe, boolean isPreset) {
        this.given = given;
        this.recipe = recipe;
        this.isPreset = isPreset;
    }

    /**
     * Finds it.
     *
     * @throws KintsugiException where there is none, or it can't be understood
     */
    public static NamedRecipe find(Path given) throws KintsugiException {
        boolean isFile = Files.exists(given);
        Optional<Preset> preset = isFile ? Optional.empty()
                : new PresetStore(Directories.config()).find(given.toString());
        if (!isFile && preset.isEmpty()) {
            throw new KintsugiException("“" + given + "” is neither a file nor the name of a preset: check how it is"
                    + " written.");
        }
        return new NamedRecipe(given, preset.isPresent() ? preset.get().recipe() : RecipeFile.read(given),
                preset.isPresent());
    }

    /** Its name without what the names of results can't have. */
    public String name() {
        return given.getFileName().toString().replaceFirst("\\.[^.]*$", "").replaceAll("[\\\\/:*?\"<>|]", "_");
    }

    /**
     * Its steps with the models that are installed here; other weights are told where the recipe names some.
     *
     * @throws KintsugiException where a step can't be followed, as for a model that is not installed
     */
    public List<Step> steps(InferenceService service, Console console) throws KintsugiException {
        StepCheck.check(service, recipe);
        List<Step> steps = new ArrayList<>();
        for (Step step : recipe.steps()) {
            Step here = Replay.withModelHere(service, step);
            if (!isPreset && !here.modelHash().equals(step.modelHash())) {
                console.note("The model \"" + here.model() + "\" has other weights than when the recipe was written:"
                        + " the result may differ.");
            }
            steps.add(here);
        }
        return steps;
    }
}
