package studio.kintsugi.service.dream;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import studio.kintsugi.models.dreamfields.ViewFitting;
import studio.kintsugi.models.dreamfields.VoxelField;

/** Spends steps and time on a field that is to look like given views. Slow: for a thread of its own. */
public final class ViewRun {
    private ViewRun() {}

    /**
     * How far it is.
     *
     * @param fraction 0–1, of steps or time, whichever is used up faster
     * @param psnr of the last step's views, dB
     */
    public record Progress(double fraction, double secondsLeft, int step, double psnr) {}

    /**
     * What came of it.
     *
     * @param facts steps, seconds, and the likeness to the views in dB
     */
    public record Result(VoxelField field, Map<String, Object> facts) {}

    /** Fits a field, within so many steps and minutes. */
    public static Result run(ViewFolder.Views views, long seed, int steps, double minutes, int threads,
            Consumer<Progress> progress) {
        long began = System.nanoTime();
        try (ViewFitting fitting = new ViewFitting(views.train(), seed, threads)) {
            double fraction = 0;
            while (fraction < 1) {
                double error = fitting.step(fraction);
                double seconds = (System.nanoTime() - began) / 1e9;
                fraction = Math.max((double) fitting.steps() / steps, seconds / 60 / minutes);
                progress.accept(new Progress(Math.min(1, fraction), seconds / fraction - seconds, fitting.steps(),
                        -10 * Math.log10(error)));
            }
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("steps", fitting.steps());
            facts.put("seconds", Math.round((System.nanoTime() - began) / 1e8) / 10.0);
            facts.put("trainPsnr", mean(ViewFitting.psnr(fitting.field(), views.train())));
            if (!views.test().isEmpty()) {
                facts.put("heldOutPsnr", mean(ViewFitting.psnr(fitting.field(), views.test())));
            }
            return new Result(fitting.field(), facts);
        }
    }

    private static double mean(double[] values) {
        return Math.round(100 * Arrays.stream(values).average().orElseThrow()) / 100.0;
    }
}
