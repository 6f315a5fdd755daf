package studio.kintsugi.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.evaluation.Evaluation;
import studio.kintsugi.evaluation.PerceptualDistance;
import studio.kintsugi.evaluation.Scores;
import studio.kintsugi.models.BuiltInArchitectures;
import studio.kintsugi.service.restoration.InferenceService;
import studio.kintsugi.service.restoration.ModelChoice;
import studio.kintsugi.store.Directories;
import studio.kintsugi.store.ModelCard;
import studio.kintsugi.store.ModelStore;
import studio.kintsugi.store.StoredModel;
import studio.kintsugi.training.features.FeatureModel;

/** {@code evaluate}: how good a model is on pictures whose truth is known. */
@Command(name = "evaluate", mixinStandardHelpOptions = true, sortOptions = false,
        description = {"Measures a model. The folder holds either the folders input and target, with pictures of the"
                + " same names, or clean pictures: for denoising they are made noisy here, for upscaling they are"
                + " reduced"
                + " bicubically, and luma is compared without a border as wide as the scale."})
final class EvaluateCommand implements Callable<Integer> {
    /** What can be measured. */
    enum Task { denoise, deblur, dereflect, upscale }

    @Mixin
    private CommonOptions common;

    @Option(names = "--task", required = true, description = "${COMPLETION-CANDIDATES}")
    private Task task;

    @Mixin
    private ModelOption model;

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "folder of pictures")
    private Path data;

    @Option(names = "--sigma", split = ",", paramLabel = "S", defaultValue = "15,25,50",
            description = "noise to add to clean pictures, in levels of 255 (default: ${DEFAULT-VALUE})")
    private List<Double> sigmas;

    @Option(names = {"-s", "--scale"}, paramLabel = "N", description = "for upscaling: 2, 3 or 4")
    private Integer scale;

    @Option(names = "--perceptual", description = "also how differently pictures look to VGG-19 where it is installed,"
            + " else to the built-in network of features (0: the same)")
    private boolean perceptual;

    private final Function<ComputeDevice, InferenceService> services;
    private final Console console;

    EvaluateCommand(Function<ComputeDevice, InferenceService> services, Console console) {
        this.services = services;
        this.console = console;
    }

    @Override
    public Integer call() throws KintsugiException {
        common.apply();
        Map<String, Scores> report;
        StoredModel features = perceptual ? FeatureModel.in(
                new ModelStore(Directories.data().resolve("models")), BuiltInArchitectures.all()) : null;
        try (InferenceService service = services.apply(common.device(console));
                PerceptualDistance distance = perceptual ? new PerceptualDistance(features.weights()) : null) {
            String asked = model.idOrFolder();
            ModelCard card = task == Task.upscale ? ModelChoice.enlarging(service, asked, scale)
                    : ModelChoice.of(service, task.name(), asked);
            report = new Evaluation(service, task.name(), card, asked == null ? card.id() : asked,
                    distance, pictures -> console.progress("evaluated " + pictures, 0, Double.NaN)).run(data, sigmas);
        }
        if (common.json()) {
            Map<String, Object> json = new LinkedHashMap<>();
            report.forEach((name, scores) -> json.put(name, figures(scores)));
            if (perceptual) {
                json.put("distance_by", features.card().id());
            }
            console.json(json);
        } else {
            report.forEach((name, s) -> console.line(String.format(Locale.ROOT,
                    "%s: %.2f dB (input %.2f), SSIM %.4f (input %.4f), %.2f MP/s, %d pictures", name, s.psnr(),
                    s.psnrOfInput(), s.ssim(), s.ssimOfInput(), s.megapixelsPerSecond(), s.pictures())
                    + (perceptual ? String.format(Locale.ROOT, ", distance %.4f (input %.4f) by %s", s.distance(),
                    s.distanceOfInput(), features.card().title()) : "")));
        }
        return 0;
    }

    private Map<String, Object> figures(Scores s) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("pictures", s.pictures());
        out.put("psnr_input", s.psnrOfInput());
        out.put("psnr", s.psnr());
        out.put("ssim_input", s.ssimOfInput());
        out.put("ssim", s.ssim());
        if (perceptual) {
            out.put("distance_input", s.distanceOfInput());
            out.put("distance", s.distance());
        }
        out.put("megapixels_per_second", s.megapixelsPerSecond());
        return out;
    }
}
