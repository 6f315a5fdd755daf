package studio.kintsugi.ui.library;

import java.util.List;
import java.util.Map;
import studio.kintsugi.ui.common.Texts;
import studio.kintsugi.ui.tools.Tool;

/** Describes models in words. */
public final class ModelText {
    private ModelText() {}

    /** What a model is for. */
    public static String task(String task) {
        return Tool.title(task);
    }

    /** What kind of network it is. */
    public static String architecture(String id) {
        String key = "architecture." + id.replaceFirst("-.*", "");
        return Texts.has(key) ? Texts.of(key) : id;
    }

    /** One line for each metric. */
    public static List<String> metrics(Map<String, Double> metrics) {
        return metrics.entrySet().stream().map(m -> metric(m.getKey(), m.getValue())).toList();
    }

    private static String metric(String name, double value) {
        return Texts.of(name.startsWith("PSNR") ? "metric.psnr" : name.startsWith("SSIM") ? "metric.ssim" : "metric",
                name, value);
    }

    /** A licence's name for people. */
    public static String license(String spdx) {
        return spdx.equals("NOASSERTION") ? Texts.of("licence.none") : spdx;
    }
}
