package studio.kintsugi.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.cli.common.CommonOptions;
import studio.kintsugi.cli.common.Console;
import studio.kintsugi.cli.common.ModelOption;
import studio.kintsugi.cli.common.PictureBatch;
import studio.kintsugi.cli.common.PictureFilesOptions;
import studio.kintsugi.cli.common.TileOption;
import studio.kintsugi.cli.common.UsageException;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.edit.Step;
import studio.kintsugi.service.batch.RecipeTool;
import studio.kintsugi.service.batch.plan.OutputRules;
import studio.kintsugi.service.restoration.InferenceService;
import studio.kintsugi.service.restoration.ModelChoice;
import studio.kintsugi.store.ModelCard;

/** {@code restore}: denoises pictures, deblurs them or takes reflections away. */
@Command(name = "restore", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Denoises pictures, deblurs them, or takes reflections away.")
final class RestoreCommand implements Callable<Integer> {
    /** What can be restored. */
    enum Task { denoise, deblur, dereflect }

    @Mixin
    private CommonOptions common;

    @Option(names = "--task", required = true, description = "${COMPLETION-CANDIDATES}")
    private Task task;

    @Mixin
    private PictureFilesOptions files;

    @Mixin
    private ModelOption model;

    @Option(names = "--strength", paramLabel = "0..1", defaultValue = "1",
            description = "how much of the change to keep (default: ${DEFAULT-VALUE})")
    private double strength;

    @Mixin
    private TileOption tile;

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
        PictureBatch batch = new PictureBatch(console, common.json(), files, task.name());
        try (InferenceService service = services.apply(common.device(console))) {
            Step step = step(service);
            RecipeTool tool = new RecipeTool(service, task.name(), List.of(step), tile.side());
            return batch.run(tool, () -> ModelOption.used(service, step.model()), OutputRules.SideFiles.NONE);
        }
    }

    private Step step(InferenceService service) throws KintsugiException {
        String asked = model.idOrFolder();
        String id = asked != null ? asked : ModelChoice.first(service, task.name()).id();
        String hash = service.model(id).map(ModelCard::sha256).orElse("");
        return new Step(task.name(), id, hash, Map.of("strength", strength));
    }
}
