package studio.kintsugi.models.nafnet;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.checkpoint.TensorData;

/** Weights from the fixtures' formula: splitmix64 keyed by the FNV-1a hash of each name. */
public final class Formula {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private Formula() {}

    public static StateDict weights(JsonObject formula, StateDict shapes) {
        return weights(formula, "rules", shapes);
    }

    /**
     * @param rules name of the rules in the formula
     * @param shapes names and shapes of the wanted tensors
     */
    public static StateDict weights(JsonObject formula, String rules, StateDict shapes) {
        long seed = formula.get("seed").getAsLong() * GOLDEN;
        Map<String, TensorData> out = new LinkedHashMap<>();
        shapes.tensors().forEach((name, t) ->
                out.put(name, TensorData.ofFloats(values(formula.getAsJsonArray(rules), name, t, fnv(name) ^ seed),
                        t.shape())));
        return new StateDict(out);
    }

    private static float[] values(JsonArray rules, String name, TensorData t, long start) {
        for (JsonElement e : rules) {
            JsonObject rule = e.getAsJsonObject();
            if (Pattern.compile(rule.get("match").getAsString()).matcher(name).find()) {
                float[] out = new float[(int) t.count()];
                if (rule.has("const")) {
                    Arrays.fill(out, rule.get("const").getAsFloat());
                    return out;
                }
                double center = rule.get("center").getAsDouble();
                double scale = rule.has("fanin_gain")
                        ? rule.get("fanin_gain").getAsDouble() * Math.sqrt(3.0 / fan(t.shape()))
                        : rule.get("scale").getAsDouble();
                return uniform(out, center, scale, start);
            }
        }
        throw new IllegalArgumentException("no rule for " + name);
    }

    /**
     * The formula's numbers for one tensor.
     *
     * @param seed the case's
     * @param name of the tensor
     * @param scale how far from the center they reach
     */
    public static float[] values(long seed, String name, int count, double center, double scale) {
        return uniform(new float[count], center, scale, fnv(name) ^ seed * GOLDEN);
    }

    private static float[] uniform(float[] out, double center, double scale, long start) {
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) (center + scale * (2 * uniform(start + (i + 1) * GOLDEN) - 1));
        }
        return out;
    }

    private static double uniform(long z) {
        long a = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        long b = (a ^ a >>> 27) * 0x94D049BB133111EBL;
        return ((b ^ b >>> 31) >>> 40) * 0x1p-24;
    }

    private static long fan(long[] shape) {
        long fan = shape.length == 1 ? shape[0] : 1;
        for (int i = 1; i < shape.length; i++) {
            fan *= shape[i];
        }
        return fan;
    }

    private static long fnv(String text) {
        long h = 0xcbf29ce484222325L;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            h = (h ^ b & 0xff) * 0x100000001b3L;
        }
        return h;
    }
}
