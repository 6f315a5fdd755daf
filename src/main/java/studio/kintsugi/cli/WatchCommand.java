package studio.kintsugi.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.cli.common.CommonOptions;
import studio.kintsugi.cli.common.Console;
import studio.kintsugi.cli.common.NamedRecipe;
import studio.kintsugi.cli.common.PictureBatch;
import studio.kintsugi.cli.common.ResultOptions;
import studio.kintsugi.cli.common.TileOption;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.files.SameFile;
import studio.kintsugi.service.batch.FolderWatch;
import studio.kintsugi.service.batch.RecipeTool;
import studio.kintsugi.service.batch.plan.BatchInput;
import studio.kintsugi.service.batch.plan.PictureInputs;
import studio.kintsugi.service.restoration.InferenceService;

/** {@code watch}: does to pictures that arrive in a folder what a recipe says, until it is told to end. */
@Command(name = "watch", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Does to each picture that arrives in a folder what a recipe says, until Ctrl-C. What was done"
                + " before is not done again.")
final class WatchCommand implements Callable<Integer> {
    private static final long MILLISECONDS_BETWEEN_LOOKS = 1000;

    @Mixin
    private CommonOptions common;

    @Parameters(paramLabel = "FOLDER", description = "where pictures arrive")
    private Path folder;

    @Option(names = "--recipe", required = true, paramLabel = "RECIPE|PRESET", description = NamedRecipe.DESCRIPTION)
    private Path recipe;

    @Option(names = "--recursive", description = "also pictures in folders within it; results keep the structure")
    private boolean recursive;

    @Mixin
    private ResultOptions results;

    @Mixin
    private TileOption tile;

    private final Function<ComputeDevice, InferenceService> services;
    private final Console console;

    WatchCommand(Function<ComputeDevice, InferenceService> services, Console console) {
        this.services = services;
        this.console = console;
    }

    @Override
    public Integer call() throws KintsugiException {
        common.apply();
        int side = tile.side();
        NamedRecipe named = NamedRecipe.find(recipe);
        if (!Files.isDirectory(folder)) {
            throw new KintsugiException("The folder " + folder + " can't be watched: check that it exists.");
        }
        if (SameFile.are(folder, results.outputPath())) {
            throw new KintsugiException("Results in the folder that is watched would be taken for pictures: name"
                    + " another with -o.");
        }
        try (InferenceService service = services.apply(common.device(console))) {
            RecipeTool tool = new RecipeTool(service, named.name(), named.steps(service, console), side);
            FolderWatch watch = new FolderWatch(folder, new PictureInputs(recursive, results.outputPath()));
            console.note("Watching " + folder + "; Ctrl-C ends it.");
            while (!Thread.currentThread().isInterrupted()) {
                List<BatchInput> arrived = watch.look();
                if (!arrived.isEmpty()) {
                    PictureBatch.arrived(console, common.json(), results, tool, arrived);
                }
                Thread.sleep(MILLISECONDS_BETWEEN_LOOKS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }
}
