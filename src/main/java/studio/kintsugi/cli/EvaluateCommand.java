package studio.kintsugi.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.cli.common.BatchFiles;
import studio.kintsugi.cli.common.CommonOptions;
import studio.kintsugi.cli.common.Console;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.edit.Step;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.Region;
import studio.kintsugi.imaging.io.PictureReader;
import studio.kintsugi.imaging.metrics.Metrics;
import studio.kintsugi.imaging.processing.Resample;
import studio.kintsugi.service.job.JobListener;
import studio.kintsugi.service.restoration.InferenceService;
import studio.kintsugi.service.restoration.RunOptions;
import studio.kintsugi.store.ModelCard;

/** {@code evaluate}: how good a model is on pictures whose truth is known. */
@Command(name = "evaluate", mixinStandardHelpOptions = true, sortOptions = false,
        description = {"Measures a model. The folder holds either the folders input and target, with pictures of the"
                + " same names, or clean pictures: for denoising they are made noisy here, for upscaling they are reduced"
                + " bicubically, and luma is compared without a border as wide as the scale."})
final class EvaluateCommand implements Callable<Integer> {
    /** What can be measured. */
    enum Task { denoise, deblur, dereflect, upscale }

    @Mixin
    private CommonOptions common;

    @Option(names = "--task", required = true, description = "${COMPLETION-CANDIDATES}")
    private Task task;

    @Option(names = {"-m", "--model"}, paramLabel = "ID|PATH", description = "model (default: the built-in one)")
    private String model;

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "folder of pictures")
    private Path data;

    @Option(names = "--sigma", split = ",", paramLabel = "S", defaultValue = "15,25,50",
            description = "noise to add to clean pictures, in levels of 255 (default: ${DEFAULT-VALUE})")
    private List<Double> sigmas;

    @Option(names = {"-s", "--scale"}, paramLabel = "N", description = "for upscaling: 2 or 4")
    private Integer scale;

    private final Function<ComputeDevice, InferenceService> services;
    private final Console console;

    EvaluateCommand(Function<ComputeDevice, InferenceService> services, Console console) {
        this.services = services;
        this.console = console;
    }

    /** How like its target a picture is; equal pictures count as 100 dB, so that means stay finite. */
    private record Likeness(double psnr, double ssim) {
        private static final double MOST_DECIBELS = 100;

        private Likeness {
            psnr = Math.min(psnr, MOST_DECIBELS);
        }

        static Likeness of(Picture picture, Picture target) {
            return new Likeness(Metrics.psnr(picture, target), Metrics.ssim(picture, target));
        }

        /** Of luma, without a border as wide as the scale. */
        static Likeness ofLuma(Picture picture, Picture target, int scale) {
            return new Likeness(Metrics.psnrY(picture, target, scale), Metrics.ssimY(picture, target, scale));
        }
    }

    /** Sums over the pictures of one set. */
    private static final class Sums {
        private int count;
        private double psnrIn;
        private double psnr;
        private double ssimIn;
        private double ssim;
        private double seconds;
        private double megapixels;

        void add(Picture picture, double took, Likeness before, Likeness after) {
            seconds += took;
            megapixels += picture.bounds().area() / 1e6;
            psnrIn += before.psnr();
            psnr += after.psnr();
            ssimIn += before.ssim();
            ssim += after.ssim();
            count++;
        }

        Map<String, Object> means() {
            Map<String, Object> out = new LinkedHashMap<>();
            out.put("pictures", count);
            out.put("psnr_input", psnrIn / count);
            out.put("psnr", psnr / count);
            out.put("ssim_input", ssimIn / count);
            out.put("ssim", ssim / count);
            out.put("megapixels_per_second", megapixels / seconds);
            return out;
        }
    }

    @Override
    public Integer call() throws KintsugiException {
        common.apply();
        Map<String, Map<String, Object>> report = new LinkedHashMap<>();
        try (InferenceService service = services.apply(common.device(console))) {
            ModelCard card = card(service);
            Step step = new Step(task.name(), model == null ? card.id() : model, card.sha256(), Map.of());
            if (Files.isDirectory(data.resolve("target"))) {
                report.put("pairs", pairs(service, step));
            } else if (task == Task.upscale) {
                report.put("×" + card.scale(), reduced(service, step, card.scale()));
            } else if (task == Task.denoise) {
                for (double sigma : sigmas) {
                    report.put("sigma " + sigma, noisy(service, step, sigma));
                }
            } else {
                throw new KintsugiException("The folder " + data + " needs the folders input and target.");
            }
        }
        if (common.json()) {
            console.json(report);
        } else {
            report.forEach((name, r) -> console.line(String.format(
                    "%s: %.2f dB (input %.2f), SSIM %.4f (input %.4f), %.2f MP/s, %d pictures", name, r.get("psnr"),
                    r.get("psnr_input"), r.get("ssim"), r.get("ssim_input"), r.get("megapixels_per_second"),
                    r.get("pictures"))));
        }
        return 0;
    }

    private ModelCard card(InferenceService service) throws KintsugiException {
        if (task == Task.upscale) {
            return UpscaleCommand.choose(service, model, scale);
        }
        Optional<ModelCard> card = model == null ? service.models(task.name()).stream().findFirst()
                : service.model(model);
        return card.orElseThrow(() -> new KintsugiException(model == null
                ? "No model for " + task + " is installed: see \"kintsugi models list\"."
                : "There is no model \"" + model + "\": see \"kintsugi models list\"."));
    }

    private Map<String, Object> reduced(InferenceService service, Step step, int factor) throws KintsugiException {
        Sums sums = new Sums();
        for (Path file : pictures(data)) {
            Picture whole = PictureReader.read(file);
            Picture target = whole.crop(new Region(0, 0, whole.width() / factor * factor,
                    whole.height() / factor * factor));
            Picture small = rounded(Resample.bicubic(target, target.width() / factor, target.height() / factor));
            Picture bicubic = rounded(Resample.bicubic(small, target.width(), target.height()));
            long began = System.nanoTime();
            Picture out = service.run(small, step, RunOptions.WHOLE, JobListener.none()).await().picture();
            double took = (System.nanoTime() - began) / 1e9;
            sums.add(target, took, Likeness.ofLuma(bicubic, target, factor),
                    Likeness.ofLuma(rounded(out), target, factor));
            console.progress("evaluated " + sums.count, 0, Double.NaN);
        }
        return sums.means();
    }

    /** As 8 bits have it. */
    private static Picture rounded(Picture picture) {
        float[][] planes = new float[Picture.CHANNELS][];
        for (int c = 0; c < Picture.CHANNELS; c++) {
            planes[c] = picture.plane(c).clone();
            for (int i = 0; i < planes[c].length; i++) {
                planes[c][i] = Math.round(planes[c][i] * 255) / 255f;
            }
        }
        return picture.withPlanes(planes);
    }

    private Map<String, Object> pairs(InferenceService service, Step step) throws KintsugiException {
        Sums sums = new Sums();
        for (Path target : pictures(data.resolve("target"))) {
            Path input = data.resolve("input").resolve(target.getFileName());
            Picture before = PictureReader.read(input);
            Picture after = PictureReader.read(target);
            if (!before.bounds().equals(after.bounds())) {
                throw new KintsugiException("The pictures " + input + " and " + target
                        + " are of different sizes: give pairs of the same size.");
            }
            measure(service, step, before, after, sums);
        }
        return sums.means();
    }

    private Map<String, Object> noisy(InferenceService service, Step step, double sigma) throws KintsugiException {
        Sums sums = new Sums();
        int seed = 0;
        for (Path file : pictures(data)) {
            Picture clean = PictureReader.read(file);
            measure(service, step, withNoise(clean, sigma / 255, new SplittableRandom(seed++)), clean, sums);
        }
        return sums.means();
    }

    private void measure(InferenceService service, Step step, Picture input, Picture target, Sums sums)
            throws KintsugiException {
        long began = System.nanoTime();
        Picture out = service.run(input, step, RunOptions.WHOLE, JobListener.none()).await().picture();
        double took = (System.nanoTime() - began) / 1e9;
        sums.add(input, took, Likeness.of(input, target), Likeness.of(out, target));
        console.progress("evaluated " + sums.count, 0, Double.NaN);
    }

    private static Picture withNoise(Picture clean, double sigma, SplittableRandom random) {
        float[][] planes = new float[Picture.CHANNELS][];
        for (int c = 0; c < Picture.CHANNELS; c++) {
            planes[c] = clean.plane(c).clone();
            for (int i = 0; i < planes[c].length; i++) {
                planes[c][i] = (float) Math.clamp(planes[c][i] + sigma * random.nextGaussian(), 0, 1);
            }
        }
        return clean.withPlanes(planes);
    }

    private static List<Path> pictures(Path folder) throws KintsugiException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> found = new ArrayList<>(files.filter(BatchFiles::isPicture).sorted().toList());
            if (found.isEmpty()) {
                throw new KintsugiException("There are no pictures in the folder " + folder + ".");
            }
            return found;
        } catch (IOException e) {
            throw new KintsugiException("The folder " + folder + " can't be read: check that it exists.", e);
        }
    }
}
