package studio.kintsugi.evaluation;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntConsumer;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.edit.Step;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.Region;
import studio.kintsugi.imaging.io.PictureFolder;
import studio.kintsugi.imaging.io.PictureReader;
import studio.kintsugi.imaging.processing.Resample;
import studio.kintsugi.service.job.JobListener;
import studio.kintsugi.service.restoration.InferenceService;
import studio.kintsugi.service.restoration.RunOptions;
import studio.kintsugi.store.ModelCard;

/**
 * Measures a model on pictures whose truth is known: pairs of input and target, or clean pictures that are made noisy
 * or reduced here, always in the same way.
 */
public final class Evaluation {
    private static final String TARGETS = "target";
    private static final String INPUTS = "input";
    private static final float LEVELS = 255;

    private final InferenceService service;
    private final ModelCard model;
    private final Step step;
    private final PerceptualDistance perceptual;
    private final IntConsumer measured;

    /**
     * @param tool that the model is used by
     * @param model to measure
     * @param idOrFolder by which the service finds it
     * @param perceptual measures how pictures look as well, or null
     * @param measured hears how many pictures of a set are done, after each
     */
    public Evaluation(InferenceService service, String tool, ModelCard model, String idOrFolder,
            PerceptualDistance perceptual, IntConsumer measured) {
        this.service = service;
        this.model = model;
        this.step = new Step(tool, idOrFolder, model.sha256(), Map.of());
        this.perceptual = perceptual;
        this.measured = measured;
    }

    /**
     * Measures on a folder: on pairs where it has the folders {@code input} and {@code target}, else on its clean
     * pictures, reduced where the model enlarges and made noisy where it denoises.
     *
     * @param sigmas standard deviations of the noise, in levels of 255
     * @return scores by the name of each set
     * @throws KintsugiException where the folder or the model can't be used
     */
    public Map<String, Scores> run(Path data, List<Double> sigmas) throws KintsugiException {
        Map<String, Scores> out = new LinkedHashMap<>();
        if (Files.isDirectory(data.resolve(TARGETS))) {
            out.put("pairs", pairs(data));
        } else if (model.scale() > 1) {
            out.put("×" + model.scale(), reduced(data));
        } else if (step.tool().equals("denoise")) {
            for (double sigma : sigmas) {
                out.put("sigma " + sigma, noisy(data, sigma));
            }
        } else {
            throw new KintsugiException("The folder " + data + " needs the folders input and target.");
        }
        return out;
    }

    private Scores pairs(Path data) throws KintsugiException {
        Scores.Sums sums = new Scores.Sums();
        for (Path target : PictureFolder.list(data.resolve(TARGETS))) {
            Path input = data.resolve(INPUTS).resolve(target.getFileName());
            Picture before = PictureReader.read(input);
            Picture after = PictureReader.read(target);
            if (!before.bounds().equals(after.bounds())) {
                throw new KintsugiException("The pictures " + input + " and " + target
                        + " are of different sizes: give pairs of the same size.");
            }
            measure(before, after, sums);
        }
        return sums.means();
    }

    private Scores noisy(Path data, double sigma) throws KintsugiException {
        Scores.Sums sums = new Scores.Sums();
        int seed = 0;
        for (Path file : PictureFolder.list(data)) {
            Picture clean = PictureReader.read(file);
            SplittableRandom random = new SplittableRandom(seed++);
            Picture noisy = mapped(clean, v -> Math.clamp(v + sigma / LEVELS * random.nextGaussian(), 0, 1));
            measure(noisy, clean, sums);
        }
        return sums.means();
    }

    private void measure(Picture input, Picture target, Scores.Sums sums) throws KintsugiException {
        Timed out = timed(input);
        sums.add(input.bounds().area(), out.seconds(), Likeness.of(input, target, perceptual),
                Likeness.of(out.picture(), target, perceptual));
        measured.accept(sums.pictures());
    }

    private Scores reduced(Path data) throws KintsugiException {
        Scores.Sums sums = new Scores.Sums();
        int scale = model.scale();
        for (Path file : PictureFolder.list(data)) {
            Picture whole = PictureReader.read(file);
            Picture target = whole.crop(new Region(0, 0, whole.width() / scale * scale,
                    whole.height() / scale * scale));
            Picture small = rounded(Resample.bicubic(target, target.width() / scale, target.height() / scale));
            Picture bicubic = rounded(Resample.bicubic(small, target.width(), target.height()));
            Timed out = timed(small);
            sums.add(target.bounds().area(), out.seconds(), Likeness.ofLuma(bicubic, target, scale, perceptual),
                    Likeness.ofLuma(rounded(out.picture()), target, scale, perceptual));
            measured.accept(sums.pictures());
        }
        return sums.means();
    }

    private record Timed(Picture picture, double seconds) {}

    private Timed timed(Picture input) throws KintsugiException {
        long began = System.nanoTime();
        Picture out = service.run(input, step, RunOptions.WHOLE, JobListener.none()).await().picture();
        return new Timed(out, (System.nanoTime() - began) / 1e9);
    }

    /** As 8 bits have it. */
    private static Picture rounded(Picture picture) {
        return mapped(picture, v -> Math.round((float) v * LEVELS) / LEVELS);
    }

    private static Picture mapped(Picture picture, DoubleUnaryOperator change) {
        float[][] planes = new float[Picture.CHANNELS][];
        for (int c = 0; c < Picture.CHANNELS; c++) {
            planes[c] = picture.plane(c).clone();
            for (int i = 0; i < planes[c].length; i++) {
                planes[c][i] = (float) change.applyAsDouble(planes[c][i]);
            }
        }
        return picture.withPlanes(planes);
    }
}
