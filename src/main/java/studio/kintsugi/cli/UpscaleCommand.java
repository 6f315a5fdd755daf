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
import studio.kintsugi.service.restoration.InferenceService;
import studio.kintsugi.store.ModelCard;

/** {@code upscale}: enlarges files. The result is written as it is made, so it may be larger than memory. */
@Command(name = "upscale", mixinStandardHelpOptions = true, sortOptions = false, description = "Enlarges pictures.")
final class UpscaleCommand implements Callable<Integer> {
    static final String TOOL = "upscale";

    @Mixin
    private CommonOptions common;

    @Option(names = {"-i", "--input"}, required = true, arity = "1..*", paramLabel = "FILE|DIR",
            description = "pictures, or folders of pictures")
    private List<Path> inputs;

    @Option(names = {"-o", "--output"}, required = true, paramLabel = "FILE|DIR",
            description = "where results go; a folder for more than one")
    private Path output;

    @Option(names = {"-s", "--scale"}, paramLabel = "N",
            description = "2 or 4, or what the chosen model has (default: the model's, else 2)")
    private Integer scale;

    @Option(names = {"-m", "--model"}, paramLabel = "ID|PATH",
            description = "model to use (default: the first of that scale)")
    private String model;

    @Option(names = {"-t", "--tile"}, paramLabel = "N", defaultValue = "0",
            description = "side of a tile in pixels, 0 to let the memory decide")
    private int tile;

    private final Function<ComputeDevice, InferenceService> services;
    private final Console console;

    UpscaleCommand(Function<ComputeDevice, InferenceService> services, Console console) {
        this.services = services;
        this.console = console;
    }

    @Override
    public Integer call() throws KintsugiException {
        common.apply();
        if (tile < 0) {
            throw new UsageException("--tile takes a number of pixels, or 0.");
        }
        Map<Path, Path> pairs = BatchFiles.pair(inputs, output);
        PictureBatch batch = new PictureBatch(console, common.json());
        try (InferenceService service = services.apply(common.device(console))) {
            ModelCard card = choose(service, model, scale);
            Step step = new Step(TOOL, model == null ? card.id() : model, card.sha256(), Map.of("scale", card.scale()));
            return batch.run(TOOL, pairs, (from, to) -> enlarge(service, step, from, to, batch));
        }
    }

    /**
     * The model that serves a scale.
     *
     * @param id of a model, or its folder, or null for any
     * @param scale or null for any
     */
    static ModelCard choose(InferenceService service, String id, Integer scale) throws KintsugiException {
        int wanted = scale == null ? 2 : scale;
        if (id == null) {
            return service.models(TOOL).stream().filter(c -> c.scale() == wanted).findFirst().orElseThrow(
                    () -> new KintsugiException("No model that enlarges " + wanted
                            + " times is installed: see \"kintsugi models list\"."));
        }
        ModelCard card = service.model(id).filter(c -> c.task().equals(TOOL)).orElseThrow(
                () -> new KintsugiException("There is no model \"" + id
                        + "\" for enlarging: see \"kintsugi models list\"."));
        if (scale != null && card.scale() != scale) {
            throw new KintsugiException("The model \"" + id + "\" enlarges " + card.scale() + " times, not " + scale
                    + ".");
        }
        return card;
    }

    private Map<String, Object> enlarge(InferenceService service, Step step, Path from, Path to, PictureBatch batch)
            throws KintsugiException {
        Picture before = EmbeddedRecipe.add(PictureReader.read(from), List.of(step));
        return service.stream(before, step, tile, after -> {
            PictureWriter.write(after, to, WriteOptions.DEFAULT);
            return Map.<String, Object>of("model", step.model(), "width", after.width(), "height", after.height());
        }, batch.progressOf(from)).await();
    }
}
