package studio.kintsugi.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.cli.common.CommonOptions;
import studio.kintsugi.cli.common.Console;
import studio.kintsugi.cli.common.ModelOption;
import studio.kintsugi.cli.common.PictureBatch;
import studio.kintsugi.cli.common.PictureFilesOptions;
import studio.kintsugi.cli.common.UsageException;
import studio.kintsugi.files.SameFile;
import studio.kintsugi.imaging.io.PictureReader;
import studio.kintsugi.service.batch.ColorizeTool;
import studio.kintsugi.service.colorize.ColorizeRequest;
import studio.kintsugi.service.colorize.ColorizeService;
import studio.kintsugi.service.colorize.Colorizer;
import studio.kintsugi.service.colorize.HintFile;
import studio.kintsugi.service.colorize.LayerFiles;
import studio.kintsugi.service.job.JobRunner;
import studio.kintsugi.store.ModelStore;

/** {@code colorize}: sketches get the colours of reference pictures. */
@Command(name = "colorize", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Colours line drawings with the colours of reference pictures.")
final class ColorizeCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common;

    @Mixin
    private PictureFilesOptions files;

    @Option(names = {"-r", "--reference"}, required = true, arity = "1..*", paramLabel = "PICTURE",
            description = "reference pictures to take colours from")
    private List<Path> references;

    @Option(names = {"-w", "--weight"}, arity = "1..*", paramLabel = "W",
            description = "how much each reference counts, in their order (default: 1 each)")
    private List<Double> weights = List.of();

    @Option(names = "--hints", paramLabel = "FILE",
            description = "colours given at single points: JSON such as [{\"x\": 120, \"y\": 80, \"color\":"
                    + " \"#d04020\"}]")
    private Path hints;

    @Option(names = "--line-art", description = "the inputs are photos or paintings: extract their lines first")
    private boolean lineArt;

    @Option(names = "--finish", defaultValue = "flat", paramLabel = "FINISH",
            description = "flat: one colour of the references in each closed region; shaded: with light and shade in"
                    + " it; network: the network's own picture (default: ${DEFAULT-VALUE})")
    private ColorizeRequest.Finish finish;

    @Option(names = "--layers",
            description = "also write lines and colours as separate layers: NAME.ora and NAME-colours.png beside"
                    + " the result")
    private boolean layers;

    @Mixin
    private ModelOption model;

    private final ModelStore store;
    private final Console console;

    ColorizeCommand(ModelStore store, Console console) {
        this.store = store;
        this.console = console;
    }

    @Override
    public Integer call() throws KintsugiException {
        common.apply();
        List<ColorizeRequest.Reference> pictures = references();
        List<ColorizeRequest.Hint> given = hints == null ? List.of() : HintFile.read(hints);
        String id = model.idOrFolder() != null ? model.idOrFolder() : Colorizer.usualModel(store).id();
        PictureBatch batch = new PictureBatch(console, common.json(), files, ColorizeTool.NAME);
        try (JobRunner runner = new JobRunner();
                ColorizeService service = new ColorizeService(store, common.device(console), runner)) {
            ColorizeTool tool = new ColorizeTool(service, pictures, given, lineArt, finish, id, hash(id),
                    layers);
            return batch.run(tool, () -> Map.of("model", id), this::beside);
        }
    }

    private String hash(String id) throws KintsugiException {
        return store.find(id).map(m -> m.card().sha256()).orElse("");
    }

    /** The layers beside a result; references and hints stay as they are. */
    private List<Path> beside(Path result) throws KintsugiException {
        List<Path> sides = layers ? LayerFiles.Names.beside(result).all() : List.of();
        List<Path> kept = new ArrayList<>(references);
        if (hints != null) {
            kept.add(hints);
        }
        List<Path> written = new ArrayList<>(sides);
        written.add(result);
        for (Path file : written) {
            if (kept.stream().anyMatch(k -> SameFile.are(k, file))) {
                throw new KintsugiException("Originals are never overwritten: give another name than " + file
                        + " with -o.");
            }
        }
        return sides;
    }

    private List<ColorizeRequest.Reference> references() throws KintsugiException {
        if (!weights.isEmpty() && weights.size() != references.size()) {
            throw new KintsugiException("There are " + references.size() + " references and " + weights.size()
                    + " weights: give one --weight for each --reference, or none.");
        }
        if (weights.stream().anyMatch(w -> !(w >= 0 && w < Double.POSITIVE_INFINITY))
                || !weights.isEmpty() && weights.stream().allMatch(w -> w == 0)) {
            throw new UsageException("--weight takes numbers of at least 0, not all of them 0.");
        }
        List<ColorizeRequest.Reference> out = new ArrayList<>();
        for (int i = 0; i < references.size(); i++) {
            out.add(new ColorizeRequest.Reference(PictureReader.read(references.get(i)),
                    weights.isEmpty() ? 1 : weights.get(i)));
        }
        return out;
    }
}
