package studio.kintsugi.ui.models;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Facts of models in words. */
public final class ModelText {
    private static final Map<String, String> TASKS = Map.of(
            "denoise", "Denoise",
            "deblur", "Deblur",
            "dereflect", "Remove reflection",
            "upscale", "Upscale",
            "colorize", "Colorize",
            "guide", "Guides Dream",
            "features", "Features, for training",
            "classify", "Classifies, for pruning");
    private static final Map<String, String> ARCHITECTURES = Map.of(
            "nafnet", "NAFNet",
            "baseline", "NAFNet's baseline",
            "errnet", "ERRNet",
            "repsr", "RepSR",
            "scft", "SCFT",
            "clip", "CLIP",
            "vgg", "VGG");

    private ModelText() {}

    /** What a model is for. */
    public static String task(String task) {
        return TASKS.getOrDefault(task, task);
    }

    /** What kind of network it is. */
    public static String architecture(String id) {
        return ARCHITECTURES.getOrDefault(id, id.startsWith("gal-") ? "GAL" : id);
    }

    /** As {@code 68.7 MB}; empty where it is not known. */
    public static String size(long bytes) {
        if (bytes <= 0) {
            return "";
        }
        double mega = bytes / 1e6;
        return mega >= 1000 ? String.format(Locale.ROOT, "%.2f GB", mega / 1000)
                : String.format(Locale.ROOT, mega < 100 ? "%.1f MB" : "%.0f MB", mega);
    }

    /** A line for each thing that was measured. */
    public static List<String> metrics(Map<String, Double> metrics) {
        return metrics.entrySet().stream().map(m -> metric(m.getKey(), m.getValue())).toList();
    }

    private static String metric(String name, double value) {
        if (name.startsWith("PSNR")) {
            return String.format(Locale.ROOT, "%s: %.2f dB", name, value);
        }
        return String.format(Locale.ROOT, name.startsWith("SSIM") ? "%s: %.4f" : "%s: %.3g", name, value);
    }

    /** As {@code 12 s} or {@code 3 min}. */
    public static String duration(double seconds) {
        if (seconds < 1) {
            return "under a second";
        }
        return seconds < 90 ? Math.round(seconds) + " s" : Math.round(seconds / 60) + " min";
    }

    /** A licence as people read it. */
    public static String licence(String spdx) {
        return spdx.equals("NOASSERTION") ? "no licence stated" : spdx;
    }
}
