package studio.kintsugi.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.cli.common.CommonOptions;
import studio.kintsugi.cli.common.Console;
import studio.kintsugi.cli.common.PictureBatch;
import studio.kintsugi.cli.common.PictureFilesOptions;
import studio.kintsugi.cli.common.TileOption;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.edit.EmbeddedRecipe;
import studio.kintsugi.edit.Preset;
import studio.kintsugi.edit.Recipe;
import studio.kintsugi.edit.RecipeReader;
import studio.kintsugi.edit.Step;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.WriteOptions;
import studio.kintsugi.imaging.io.PictureFolder;
import studio.kintsugi.imaging.io.PictureReader;
import studio.kintsugi.imaging.io.PictureWriter;
import studio.kintsugi.service.restoration.InferenceService;
import studio.kintsugi.service.restoration.PresetStore;
import studio.kintsugi.service.restoration.Replay;
import studio.kintsugi.service.restoration.RunOptions;
import studio.kintsugi.service.restoration.StepCheck;
import studio.kintsugi.store.Directories;

/** {@code apply}: does to pictures what was done to another. */
@Command(name = "apply", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Does to pictures what a recipe says. Results go into a folder, under their own names.")
final class ApplyCommand implements Callable<Integer> {
    private static final long LARGEST_RECIPE = 1 << 20;

    @Mixin
    private CommonOptions common;

    @Parameters(paramLabel = "RECIPE|PRESET",
            description = "a recipe or a preset as JSON, a picture that Kintsugi saved, which carries its recipe, or"
                    + " the name of a preset, as \"Old scan\"")
    private Path recipe;

    @Mixin
    private PictureFilesOptions files;

    @Mixin
    private TileOption tile;

    private final Function<ComputeDevice, InferenceService> services;
    private final Console console;

    ApplyCommand(Function<ComputeDevice, InferenceService> services, Console console) {
        this.services = services;
        this.console = console;
    }

    @Override
    public Integer call() throws KintsugiException {
        common.apply();
        RunOptions options = new RunOptions(null, false, tile.side());
        Optional<Preset> preset = Files.exists(recipe) ? Optional.empty()
                : new PresetStore(Directories.config()).find(recipe.toString());
        Recipe read = preset.isPresent() ? preset.get().recipe() : read(recipe);
        try (InferenceService service = services.apply(common.device(console))) {
            StepCheck.check(service, read);
            List<Step> steps = new ArrayList<>();
            for (Step step : read.steps()) {
                steps.add(withModelHere(service, step, preset.isEmpty()));
            }
            Map<Path, Path> pairs = files.pairsIntoFolder();
            PictureBatch batch = new PictureBatch(console, common.json());
            return batch.run("apply", pairs, (from, to) -> apply(service, steps, options, from, to, batch));
        }
    }

    private static Recipe read(Path file) throws KintsugiException {
        if (PictureFolder.isPicture(file)) {
            return RecipeReader.read(EmbeddedRecipe.text(PictureReader.read(file)).orElseThrow(
                    () -> new KintsugiException(file + " carries no recipe: pictures that Kintsugi saved do.")),
                    "the recipe in " + file);
        }
        try {
            if (Files.size(file) > LARGEST_RECIPE) {
                throw new KintsugiException(file + " is no recipe: it is too large for one.");
            }
            return RecipeReader.read(Files.readString(file), file.toString());
        } catch (CharacterCodingException e) {
            throw new KintsugiException(file + " is no recipe: it is no text.", e);
        } catch (IOException e) {
            throw new KintsugiException("The recipe " + file + " can't be read: check its name and its rights.", e);
        }
    }

    /** The step with the model that is installed here; other weights are told where the recipe names some. */
    private Step withModelHere(InferenceService service, Step step, boolean told) throws KintsugiException {
        Step here = Replay.withModelHere(service, step);
        if (told && !here.modelHash().equals(step.modelHash())) {
            console.note("The model \"" + here.model() + "\" has other weights than when the recipe was written: the"
                    + " result may differ.");
        }
        return here;
    }

    private Map<String, Object> apply(InferenceService service, List<Step> steps, RunOptions options, Path from,
            Path to, PictureBatch batch) throws KintsugiException {
        Picture picture = Replay.run(service, PictureReader.read(from), steps, options, batch.progressOf(from));
        List<String> notes = PictureWriter.write(EmbeddedRecipe.add(picture, steps), to, WriteOptions.DEFAULT);
        return Map.of("steps", steps.size(), "width", picture.width(), "height", picture.height(),
                PictureBatch.NOTES, notes);
    }
}
