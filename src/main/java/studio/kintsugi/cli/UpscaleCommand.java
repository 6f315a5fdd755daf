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
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.edit.Step;
import studio.kintsugi.service.batch.RecipeTool;
import studio.kintsugi.service.batch.plan.OutputRules;
import studio.kintsugi.service.restoration.InferenceService;
import studio.kintsugi.service.restoration.ModelChoice;
import studio.kintsugi.store.ModelCard;

/** {@code upscale}: enlarges files. A large result is written as it is made, so it may be larger than memory. */
@Command(name = "upscale", mixinStandardHelpOptions = true, sortOptions = false, description = "Enlarges pictures.")
final class UpscaleCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common;

    @Mixin
    private PictureFilesOptions files;

    @Option(names = {"-s", "--scale"}, paramLabel = "N",
            description = "2, 3 or 4, or what the chosen model has (default: the model's, else 2)")
    private Integer scale;

    @Mixin
    private ModelOption model;

    @Mixin
    private TileOption tile;

    private final Function<ComputeDevice, InferenceService> services;
    private final Console console;

    UpscaleCommand(Function<ComputeDevice, InferenceService> services, Console console) {
        this.services = services;
        this.console = console;
    }

    @Override
    public Integer call() throws KintsugiException {
        common.apply();
        int side = tile.side();
        PictureBatch batch = new PictureBatch(console, common.json(), files, ModelChoice.UPSCALE);
        try (InferenceService service = services.apply(common.device(console))) {
            String asked = model.idOrFolder();
            ModelCard card = ModelChoice.enlarging(service, asked, scale);
            Step step = new Step(ModelChoice.UPSCALE, asked == null ? card.id() : asked, card.sha256(),
                    Map.of("scale", card.scale()));
            RecipeTool tool = new RecipeTool(service, ModelChoice.UPSCALE, List.of(step), side);
            return batch.run(tool, () -> ModelOption.used(service, step.model()), OutputRules.SideFiles.NONE);
        }
    }
}
