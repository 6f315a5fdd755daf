package studio.kintsugi.cluster;

import com.google.gson.GsonBuilder;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.apache.spark.api.java.JavaSparkContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import studio.kintsugi.cli.common.Console;
import studio.kintsugi.cli.common.NamedRecipe;
import studio.kintsugi.cli.common.SavingOptions;
import studio.kintsugi.cli.common.TileOption;
import studio.kintsugi.cli.common.UsageException;
import studio.kintsugi.cluster.records.Outcome;
import studio.kintsugi.cluster.records.RunSpec;
import studio.kintsugi.cluster.storage.OutputFolder;
import studio.kintsugi.cluster.storage.Storage;
import studio.kintsugi.compute.DeviceChoice;
import studio.kintsugi.store.Directories;
import studio.kintsugi.store.ModelStore;
import studio.kintsugi.store.Sha256;

/** {@code apply --on}: does to any number of pictures what was done to another, on a cluster. */
@Command(name = "apply", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Does to pictures what a recipe says, on a cluster. A second run does what is missing or has"
                + " changed.")
final class ApplyOnCluster implements Callable<Integer> {
    private static final DateTimeFormatter RUN =
            DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss-SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    @Parameters(paramLabel = "RECIPE|PRESET", description = NamedRecipe.DESCRIPTION)
    private Path recipe;

    @Option(names = {"-i", "--input"}, required = true, arity = "1..*", paramLabel = "URI",
            description = "pictures, or folders that are searched with all folders in them: file:, hdfs:, s3a:")
    private List<String> inputs;

    @Option(names = {"-o", "--output"}, required = true, paramLabel = "URI",
            description = "folder of the results, which keep their places")
    private String output;

    @Mixin
    private SavingOptions saving;

    @Mixin
    private ExecutorOptions executors;

    @Mixin
    private TileOption tile;

    @Option(names = "--device", paramLabel = "DEVICE", defaultValue = "auto",
            description = "auto, cpu or gpu; auto takes a GPU where PyTorch finds one (default: ${DEFAULT-VALUE})")
    private String device;

    @Option(names = "--json", description = "print one JSON object on standard output and nothing else there")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        long began = System.nanoTime();
        if (DeviceChoice.named(device).isEmpty()) {
            throw new UsageException("--device takes auto, cpu or gpu.");
        }
        ModelStore store = new ModelStore(Directories.data().resolve("models"));
        RecipeModels models = RecipeModels.of(NamedRecipe.find(recipe), store, saving.saving(), tile.side(),
                new Console(System.out, System.err));
        saving.names();
        saving.format();
        try (JavaSparkContext spark = new JavaSparkContext(executors.conf())) {
            String run = RUN.format(Instant.now()) + "-" + UUID.randomUUID().toString().substring(0, 8);
            OutputFolder folder = new OutputFolder(Storage.qualified(output), run);
            RunSpec spec = new RunSpec(models.name(), models.recipe().toJson(), saving,
                    ZoneId.systemDefault().getId(), Sha256.of(models.work().toString()), folder.root().toString(), run,
                    executors.threads(), device, tile.side(), models.travelling());
            models.send(folder);
            Outcome outcome = new ClusterRun(spark, spec, folder)
                    .run(inputs.stream().map(Storage::qualified).toList());
            report(outcome, folder, (System.nanoTime() - began) / 1e9);
            return outcome.failed() == 0 ? 0 : 1;
        }
    }

    private void report(Outcome outcome, OutputFolder folder, double seconds) {
        outcome.failures().forEach(failure -> System.err.println("kintsugi: " + failure));
        if (json) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("command", "apply");
            object.put("done", outcome.done());
            object.put("before", outcome.before());
            object.put("failed", outcome.failed());
            object.put("seconds", seconds);
            object.put("manifest", folder.manifest().toString());
            System.out.println(new GsonBuilder().disableHtmlEscaping().create().toJson(object));
        } else {
            System.out.println(String.format(Locale.ROOT,
                    "%d done, %d were done before, %d failed, %.1f s: see %s", outcome.done(), outcome.before(),
                    outcome.failed(), seconds, folder.manifest()));
        }
    }
}
