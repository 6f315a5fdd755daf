package studio.kintsugi.experiments;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.metrics.ColorHistogram;
import studio.kintsugi.imaging.metrics.Metrics;
import studio.kintsugi.models.BuiltInArchitectures;
import studio.kintsugi.models.network.ColorizationNetwork;
import studio.kintsugi.models.registry.ColorizationArchitecture;
import studio.kintsugi.nn.Parameters;
import studio.kintsugi.store.StoredModel;
import studio.kintsugi.training.colorization.ColorizeTask;
import studio.kintsugi.training.colorization.DrawingFolder;
import studio.kintsugi.training.colorization.SelfReferenceSample;

/**
 * How well a network colours drawings it has never seen, and whether it does so after its reference: each drawing is
 * coloured after itself, warped and in other colours, after a grey sheet, which says nothing, and after another
 * drawing.
 */
public final class ColorizationExperiment {
    private static final int USUAL_SIDE = 192;
    private static final int GAP = 8;
    private static final float GRAY = 0.5f;

    private final StoredModel model;
    private final ColorizationArchitecture architecture;
    private final ComputeDevice device;
    private final List<SelfReferenceSample> samples = new ArrayList<>();
    private final int side;

    /**
     * @param drawings as for training
     * @param kept where what they are drawn as is kept
     * @param count of drawings at most
     * @throws KintsugiException where the model or the drawings can't be used
     */
    public ColorizationExperiment(StoredModel model, Path drawings, Path kept, int count, ComputeDevice device)
            throws KintsugiException {
        architecture = BuiltInArchitectures.all().find(model.card().architecture(), ColorizationArchitecture.class)
                .orElseThrow(() -> new KintsugiException("The model \"" + model.card().id() + "\" is a "
                        + model.card().architecture() + " network, which can't colour sketches."));
        this.model = model;
        this.device = device;
        side = model.card().hyperParameters().integer("side", USUAL_SIDE);
        DrawingFolder folder = new DrawingFolder(drawings, kept, ColorizeTask.SIDE);
        for (Picture drawing : folder.heldOut(count)) {
            samples.add(SelfReferenceSample.validation(drawing, side, new SplittableRandom(samples.size())));
        }
    }

    /**
     * Means over the drawings.
     *
     * @param drawings how many
     * @param psnr after their warped selves, dB
     * @param distance of the colours from the true ones, 0–1
     * @param unguided the same after a grey sheet
     * @param correlation of the colours, without white paper, with those of another drawing that is the reference
     * @param followed share of the cases in which that was higher than with a drawing that was not the reference
     */
    public record Result(int drawings, double psnr, double distance, double unguided, double correlation,
            double followed) {}

    /** One drawing coloured, each red, green and blue. */
    private record Answer(float[][] own, float[][] unguided, float[][] other) {}

    /**
     * @param progress is given the fraction done, 0–1
     * @param sheet is given a contact sheet at the end
     * @throws KintsugiException where the weights can't be read
     */
    public Result run(DoubleConsumer progress, Consumer<Picture> sheet) throws KintsugiException {
        List<Answer> answers = new ArrayList<>();
        float[][] gray = new float[3][side * side];
        for (float[] plane : gray) {
            Arrays.fill(plane, GRAY);
        }
        try (NDManager manager = device.newManager();
                ColorizationNetwork network = architecture.build(model.card().hyperParameters(),
                        new Parameters(manager, model.weights()))) {
            for (int i = 0; i < samples.size(); i++) {
                SelfReferenceSample sample = samples.get(i);
                answers.add(new Answer(color(network, manager, sample, sample.reference()),
                        color(network, manager, sample, gray),
                        color(network, manager, sample, other(i, 1).reference())));
                progress.accept((i + 1.0) / samples.size());
            }
        }
        sheet.accept(sheet(answers));
        return new Result(samples.size(), mean(i -> Metrics.clampedPsnr(answers.get(i).own(), samples.get(i).target())),
                mean(i -> distance(answers.get(i).own(), samples.get(i).target())),
                mean(i -> distance(answers.get(i).unguided(), samples.get(i).target())),
                mean(i -> correlation(answers.get(i).other(), other(i, 1).reference())),
                mean(i -> correlation(answers.get(i).other(), other(i, 1).reference())
                        > correlation(answers.get(i).other(), other(i, 2).reference()) ? 1 : 0));
    }

    private SelfReferenceSample other(int i, int further) {
        return samples.get((i + further) % samples.size());
    }

    private double mean(IntToDoubleFunction figure) {
        return IntStream.range(0, samples.size()).mapToDouble(figure).average().orElseThrow();
    }

    private float[][] color(ColorizationNetwork network, NDManager manager, SelfReferenceSample sample,
            float[][] reference) {
        try (NDManager scope = manager.newSubManager()) {
            NDArray sketch = scope.create(sample.sketch(), new Shape(1, 1, side, side));
            float[] flat = new float[3 * side * side];
            for (int c = 0; c < 3; c++) {
                System.arraycopy(reference[c], 0, flat, c * side * side, side * side);
            }
            NDArray seen = scope.create(flat, new Shape(1, 3, side, side));
            float[] values = network.color(sketch, null, network.remember(seen)).picture().toFloatArray();
            float[][] out = new float[3][side * side];
            for (int i = 0; i < values.length; i++) {
                out[i / (side * side)][i % (side * side)] = Math.clamp(values[i], 0f, 1f);
            }
            return out;
        }
    }

    private static double distance(float[][] a, float[][] b) {
        return ColorHistogram.of(a, true).distance(ColorHistogram.of(b, true));
    }

    private static double correlation(float[][] a, float[][] b) {
        return ColorHistogram.of(a, false).correlation(ColorHistogram.of(b, false));
    }

    /** A row for each drawing: its lines, its warped self, the colouring, the truth, another drawing, the colouring. */
    private Picture sheet(List<Answer> answers) {
        int step = side + GAP;
        int width = 6 * step - GAP;
        int height = samples.size() * step - GAP;
        float[][] out = new float[3][width * height];
        for (float[] plane : out) {
            Arrays.fill(plane, 0.85f);
        }
        for (int i = 0; i < samples.size(); i++) {
            SelfReferenceSample sample = samples.get(i);
            float[][] lines = {sample.sketch(), sample.sketch(), sample.sketch()};
            List<float[][]> row = List.of(lines, sample.reference(), answers.get(i).own(), sample.target(),
                    other(i, 1).reference(), answers.get(i).other());
            for (int k = 0; k < row.size(); k++) {
                for (int c = 0; c < 3; c++) {
                    for (int y = 0; y < side; y++) {
                        System.arraycopy(row.get(k)[c], y * side, out[c], (i * step + y) * width + k * step, side);
                    }
                }
            }
        }
        return Picture.of(width, height, out);
    }
}
