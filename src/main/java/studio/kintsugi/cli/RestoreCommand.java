package studio.kintsugi.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.cli.common.BatchFiles;
import studio.kintsugi.cli.common.CommonOptions;
import studio.kintsugi.cli.common.Console;
import studio.kintsugi.cli.common.PictureBatch;
import studio.kintsugi.cli.common.UsageException;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.edit.EmbeddedRecipe;
import studio.kintsugi.edit.Step;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.WriteOptions;
import studio.kintsugi.imaging.io.PictureReader;
import studio.kintsugi.imaging.io.PictureWriter;
import studio.kintsugi.service.restoration.Blend;
import studio.kintsugi.service.restoration.InferenceService;
import studio.kintsugi.service.restoration.RunOptions;
import studio.kintsugi.store.ModelCard;

/** {@code restore}: mends files. */
@Command(name = "restore", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Denoises pictures, deblurs them, or takes reflections away.")
final class RestoreCommand implements Callable<Integer> {
    /** What this version can mend. */
    enum Task { denoise, deblur, dereflect }

    @Mixin
    private CommonOptions common;

    @Option(names = "--task", required = true, description = "${COMPLETION-CANDIDATES}")
    private Task task;

    @Option(names = {"-i", "--input"}, required = true, arity = "1..*", paramLabel = "FILE|DIR",
            description = "pictures, or folders of pictures")
    private List<Path> inputs;

    @Option(names = {"-o", "--output"}, required = true, paramLabel = "FILE|DIR",
            description = "where results go; a folder for more than one")
    private Path output;

    @Option(names = {"-m", "--model"}, paramLabel = "ID|PATH",
            description = "model to use (default: the tool's, as chosen in the window)")
    private String model;

    @Option(names = "--strength", paramLabel = "0..1", defaultValue = "1",
            description = "how much of the change to keep (default: ${DEFAULT-VALUE})")
    private double strength;

    @Option(names = {"-t", "--tile"}, paramLabel = "N", defaultValue = "0",
            description = "side of a tile in pixels, 0 to let the memory decide")
    private int tile;

    private final Function<ComputeDevice, InferenceService> services;
    private final Console console;

    RestoreCommand(Function<ComputeDevice, InferenceService> services, Console console) {
        this.services = services;
        this.console = console;
    }

    @Override
    public Integer call() throws KintsugiException {
        common.apply();
        if (!(strength >= 0 && strength <= 1)) {
            throw new UsageException("--strength takes a number from 0 to 1.");
        }
        if (tile < 0) {
            throw new UsageException("--tile takes a number of pixels, or 0.");
        }
        Map<Path, Path> pairs = BatchFiles.pair(inputs, output);
        PictureBatch batch = new PictureBatch(console, common.json());
        try (InferenceService service = services.apply(common.device(console))) {
            Step step = step(service);
            return batch.run(task.name(), pairs, (from, to) -> restore(service, step, from, to, batch));
        }
    }

    private Step step(InferenceService service) throws KintsugiException {
        String id = model != null ? model : service.models(task.name()).stream().findFirst().map(ModelCard::id).orElseThrow(
                () -> new KintsugiException("No model for " + task + " is installed: see \"kintsugi models list\"."));
        String hash = service.model(id).map(ModelCard::sha256).orElse("");
        return new Step(task.name(), id, hash, Map.of("strength", strength));
    }

    private Map<String, Object> restore(InferenceService service, Step step, Path from, Path to, PictureBatch batch)
            throws KintsugiException {
        Picture before = PictureReader.read(from);
        Picture restored = service.run(before, step, new RunOptions(null, false, tile), batch.progressOf(from))
                .await().picture();
        Picture after = Blend.of(before, restored, strength);
        PictureWriter.write(EmbeddedRecipe.add(after, List.of(step)), to, WriteOptions.DEFAULT);
        return Map.of("model", step.model(), "width", after.width(), "height", after.height());
    }
}
