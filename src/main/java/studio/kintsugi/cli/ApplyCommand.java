package studio.kintsugi.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
import studio.kintsugi.cli.common.PictureFilesOptions;
import studio.kintsugi.cli.common.TileOption;
import studio.kintsugi.cli.common.UsageException;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.edit.Step;
import studio.kintsugi.service.batch.RecipeTool;
import studio.kintsugi.service.batch.plan.OutputRules;
import studio.kintsugi.service.restoration.InferenceService;

/** {@code apply}: does to pictures what was done to another. */
@Command(name = "apply", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Does to pictures what a recipe says. Results go into a folder, under their own names.")
final class ApplyCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common;

    @Parameters(paramLabel = "RECIPE|PRESET", description = NamedRecipe.DESCRIPTION)
    private Path recipe;

    @Mixin
    private PictureFilesOptions files;

    @Mixin
    private TileOption tile;

    @Option(names = "--on", paramLabel = "MASTER",
            description = "do it on Apache Spark, local[N], spark://HOST:PORT, k8s://HOST:PORT or yarn, with inputs and"
                    + " output as URIs (file:, hdfs:, s3a:); \"kintsugi apply --on MASTER --help\" tells the options"
                    + " there, the guide all else")
    private String master;

    private final Function<ComputeDevice, InferenceService> services;
    private final Console console;

    ApplyCommand(Function<ComputeDevice, InferenceService> services, Console console) {
        this.services = services;
        this.console = console;
    }

    @Override
    public Integer call() throws KintsugiException {
        common.apply();
        if (master != null) {
            // the launcher starts another program where it finds this option
            throw new UsageException("--on is for Kintsugi's launcher, with the folder kintsugi-cluster beside it.");
        }
        int side = tile.side();
        NamedRecipe named = NamedRecipe.find(recipe);
        try (InferenceService service = services.apply(common.device(console))) {
            List<Step> steps = named.steps(service, console);
            return new PictureBatch(console, common.json(), files, "apply").run(
                    new RecipeTool(service, named.name(), steps, side), () -> Map.of("steps", steps.size()),
                    OutputRules.SideFiles.NONE);
        }
    }
}
