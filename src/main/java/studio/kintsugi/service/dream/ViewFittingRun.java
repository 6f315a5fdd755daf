package studio.kintsugi.service.dream;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.field.VoxelField;
import studio.kintsugi.imaging.metrics.Metrics;
import studio.kintsugi.models.dreamfields.FieldFitting;
import studio.kintsugi.models.dreamfields.ViewFitting;
import studio.kintsugi.models.dreamfields.network.MlpFitting;

/** Spends steps and time on a field that is to look like given views. Slow: for a thread of its own. */
public final class ViewFittingRun {
    /** Steps that a point of the curve is the mean of. */
    private static final int CURVE = 50;

    private ViewFittingRun() {}

    /**
     * How far it is.
     *
     * @param fraction 0–1, of steps or time, whichever is used up faster
     * @param psnr of the last step's rays, dB
     * @param heldOut at the last check on held-out views, dB; NaN before it, and where there are none
     */
    public record Progress(double fraction, int step, double psnr, double heldOut) {}

    /**
     * What came of it.
     *
     * @param facts field, steps, seconds, the likeness to the views in dB, and how it grew
     */
    public record Result(VoxelField field, Map<String, Object> facts) {}

    /** What is fitted: the fast grid, or the paper's network. */
    public enum Kind { VOXELS, MLP }

    /**
     * How it is done.
     *
     * @param densityNoise at the beginning, see {@link MlpFitting}; voxels go without
     * @param steps at most
     * @param minutes at most
     */
    public record Settings(Kind kind, long seed, double densityNoise, int steps, double minutes) {}

    /**
     * Fits a field.
     *
     * @param device where the network learns; the grid is fitted on the processor
     * @param stop asked after each step; the field as it stands then is evaluated and returned
     */
    public static Result run(ViewFolder.Views views, Settings settings, ComputeDevice device, int threads,
            BooleanSupplier stop, Consumer<Progress> progress) {
        long began = System.nanoTime();
        List<Double> curve = new ArrayList<>();
        List<Double> heldOut = new ArrayList<>();
        try (FieldFitting fitting = settings.kind() == Kind.MLP
                ? new MlpFitting(views.train(), settings.seed(), settings.densityNoise(), device)
                : new ViewFitting(views.train(), settings.seed(), threads)) {
            double fraction = 0;
            double errors = 0;
            int step = 0;
            while (fraction < 1 && !(step > 0 && stop.getAsBoolean())) {
                double error = fitting.step(fraction);
                step++;
                errors += error / CURVE;
                if (step % CURVE == 0) {
                    curve.add(rounded(Metrics.psnr(errors)));
                    errors = 0;
                    if (!views.test().isEmpty()) {
                        heldOut.add(rounded(Metrics.psnr(fitting.estimatedError(views.test()))));
                    }
                }
                double seconds = (System.nanoTime() - began) / 1e9;
                fraction = Math.max((double) step / settings.steps(), seconds / 60 / settings.minutes());
                progress.accept(new Progress(Math.min(1, fraction), step,
                        Metrics.psnr(error), heldOut.isEmpty() ? Double.NaN : heldOut.getLast()));
            }
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("field", settings.kind().name().toLowerCase(Locale.ROOT));
            facts.put("steps", step);
            facts.put("seconds", Math.round((System.nanoTime() - began) / 1e8) / 10.0);
            facts.put("trainPsnr", meanPsnr(fitting.errors(views.train())));
            if (!views.test().isEmpty()) {
                facts.put("heldOutPsnr", meanPsnr(fitting.errors(views.test())));
                facts.put("heldOutGlanceEvery" + CURVE + "Steps", heldOut);
            }
            facts.put("psnrEvery" + CURVE + "Steps", curve);
            return new Result(fitting.field(), facts);
        }
    }

    private static double rounded(double decibels) {
        return Math.round(100 * decibels) / 100.0;
    }

    private static double meanPsnr(double[] errors) {
        return rounded(Arrays.stream(errors).map(Metrics::psnr).average().orElseThrow());
    }
}
