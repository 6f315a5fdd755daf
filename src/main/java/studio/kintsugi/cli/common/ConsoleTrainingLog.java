package studio.kintsugi.cli.common;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import studio.kintsugi.training.engine.TrainingLog;
import studio.kintsugi.training.engine.TrainingRecipe;

/** Training's progress on standard error. */
public final class ConsoleTrainingLog implements TrainingLog {
    private final Console console;

    public ConsoleTrainingLog(Console console) {
        this.console = console;
    }

    @Override
    public void began(TrainingRecipe recipe, int parameters, Map<String, Double> input) {
        console.note(recipe.model().title() + ": " + parameters + " parameters; without the model " + table(input));
    }

    @Override
    public void stepped(long step, double fraction, double loss, double seconds, double rate) {
        double left = fraction > 0 ? seconds * (1 - fraction) / fraction : Double.NaN;
        console.progress(String.format(Locale.ROOT, "step %d, loss %.2f, %.1f steps/s", step, loss, rate), fraction,
                left);
    }

    @Override
    public void validated(long step, double seconds, double fraction, double loss, Map<String, Double> psnr) {
        console.note("step " + step + ": " + table(psnr));
    }

    private static String table(Map<String, Double> values) {
        return values.entrySet().stream()
                .map(e -> String.format(Locale.ROOT, "%s %.2f", e.getKey(), e.getValue()))
                .collect(Collectors.joining("; "));
    }
}
