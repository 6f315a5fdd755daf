package studio.kintsugi.cli;

import java.io.IOException;
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
import studio.kintsugi.edit.Recipe;
import studio.kintsugi.edit.Step;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.WriteOptions;
import studio.kintsugi.imaging.io.PictureFolder;
import studio.kintsugi.imaging.io.PictureReader;
import studio.kintsugi.imaging.io.PictureWriter;
import studio.kintsugi.imaging.processing.Resample;
import studio.kintsugi.service.restoration.Blend;
import studio.kintsugi.service.restoration.InferenceService;
import studio.kintsugi.service.restoration.RunOptions;
import studio.kintsugi.store.ModelCard;

/** {@code apply}: does to pictures what was done to another. */
@Command(name = "apply", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Does to pictures what a recipe says. Results go into a folder, under their own names.")
final class ApplyCommand implements Callable<Integer> {
    private static final long LARGEST_RECIPE = 1 << 20;

    @Mixin
    private CommonOptions common;

    @Parameters(paramLabel = "RECIPE",
            description = "a recipe as JSON, or a picture that Kintsugi saved, which carries its recipe")
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
        Recipe read = read(recipe);
        try (InferenceService service = services.apply(common.device(console))) {
            List<Step> steps = new ArrayList<>();
            for (Step step : read.steps()) {
                steps.add(withModelHere(service, step));
            }
            Map<Path, Path> pairs = files.pairsIntoFolder();
            PictureBatch batch = new PictureBatch(console, common.json());
            return batch.run("apply", pairs, (from, to) -> apply(service, steps, options, from, to, batch));
        }
    }

    private static Recipe read(Path file) throws KintsugiException {
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

    /** The step with the model that is installed here, preferably the very weights it was done with. */
    private Step withModelHere(InferenceService service, Step step) throws KintsugiException {
        List<ModelCard> models = service.models(step.tool());
        ModelCard card = models.stream().filter(c -> c.sha256().equals(step.modelHash())).findFirst()
                .or(() -> models.stream().filter(c -> c.id().equals(step.model())).findFirst())
                .orElseThrow(() -> new KintsugiException("The recipe needs the model \"" + step.model() + "\" to "
                        + step.tool() + ", which is not installed: see \"kintsugi models list\"."));
        if (!card.sha256().equals(step.modelHash())) {
            console.note("The model \"" + card.id() + "\" has other weights than when the recipe was written: the"
                    + " result"
                    + " may differ.");
        }
        return new Step(step.tool(), card.id(), card.sha256(), step.parameters());
    }

    private Map<String, Object> apply(InferenceService service, List<Step> steps, RunOptions options, Path from,
            Path to, PictureBatch batch) throws KintsugiException {
        Picture picture = PictureReader.read(from);
        for (Step step : steps) {
            Picture after = service.run(picture, step, options, batch.progressOf(from)).await().picture();
            picture = blend(picture, after, step.number("strength", 1));
        }
        List<String> notes = PictureWriter.write(EmbeddedRecipe.add(picture, steps), to, WriteOptions.DEFAULT);
        return Map.of("steps", steps.size(), "width", picture.width(), "height", picture.height(),
                PictureBatch.NOTES, notes);
    }

    /** As the window shows it: what enlarges is mixed with the picture enlarged bicubically. */
    private static Picture blend(Picture before, Picture after, double strength) {
        boolean enlarged = strength < 1 && !before.bounds().equals(after.bounds());
        return Blend.of(enlarged ? Resample.bicubic(before, after.width(), after.height()) : before, after, strength);
    }
}
