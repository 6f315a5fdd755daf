package studio.kintsugi.training.degradation;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import studio.kintsugi.training.data.Patch;
import studio.kintsugi.training.data.PhotoSet;

/**
 * Degradations as a recipe spells them: {@code {"type": "gaussian_noise", "sigma": [0, 55], "probability": 0.9}}.
 * A list is a sequence; {@code {"type": "one_of", "of": [...]}} chooses one, by their {@code "weight"}s.
 */
public final class Degradations {
    private Degradations() {}

    /**
     * @param others photos for degradations that need a second one
     * @throws IllegalArgumentException where a type or a setting is unknown or missing
     */
    public static Degradation parse(JsonElement json, PhotoSet others) {
        if (json.isJsonArray()) {
            return sequence(json.getAsJsonArray(), others);
        }
        JsonObject o = json.getAsJsonObject();
        Degradation degradation = switch (text(o)) {
            case "gaussian_noise" -> new Noise.Gaussian(range(o, "sigma"));
            case "shot_noise" -> new Noise.SignalDependent(range(o, "shot"), range(o, "read"));
            case "camera_noise" -> new CameraNoise(range(o, "shot"));
            case "jpeg" -> new JpegCompression(range(o, "quality"));
            case "camera_shake" -> new Blur(new RandomKernels.CameraShake(range(o, "size")), linearShare(o));
            case "turning_shake" -> new TurningShake(range(o, "size"), range(o, "turn"), linearShare(o));
            case "linear_motion" -> new Blur(new RandomKernels.LinearMotion(range(o, "size")), linearShare(o));
            case "defocus" -> new Blur(new RandomKernels.Defocus(range(o, "radius")), linearShare(o));
            case "object_motion" -> new ObjectMotion(new RandomKernels.LinearMotion(range(o, "size")));
            case "gaussian_blur" -> new Blur(new RandomKernels.GaussianBlur(range(o, "sigma")), linearShare(o));
            case "highlights" -> new Highlights(range(o, "from"), range(o, "gain"));
            case "downscale" -> new Downscale(o.get("factor").getAsInt());
            case "rescale" -> new Rescale(range(o, "factor"));
            case "reflection" -> new Reflection(others, range(o, "sigma"), rangeOr(o, "strength", 1),
                    rangeOr(o, "ghost_shift", 0), rangeOr(o, "ghost_strength", 0), range(o, "dimming"),
                    rangeOr(o, "tint", 1), rangeOr(o, "glints", 1), o.has("tones") && o.get("tones").getAsBoolean(),
                    linearShare(o));
            case "partial" -> partial(parse(o.get("of"), others));
            case "deconvolved" -> new Deconvolved();
            case "one_of" -> oneOf(o.getAsJsonArray("of"), others);
            default -> throw new IllegalArgumentException("unknown degradation: " + text(o));
        };
        return o.has("probability") ? sometimes(degradation, o.get("probability").getAsDouble()) : degradation;
    }

    private static String text(JsonObject o) {
        return o.has("type") ? o.get("type").getAsString() : "none";
    }

    private static double linearShare(JsonObject o) {
        return o.has("linear_light") ? o.get("linear_light").getAsDouble() : 0;
    }

    private static Range rangeOr(JsonObject o, String name, double otherwise) {
        return o.has(name) ? range(o, name) : new Range(otherwise, otherwise);
    }

    private static Range range(JsonObject o, String name) {
        if (!o.has(name)) {
            throw new IllegalArgumentException(text(o) + " needs \"" + name + "\": [from, to]");
        }
        JsonArray a = o.getAsJsonArray(name);
        return new Range(a.get(0).getAsDouble(), a.get(1).getAsDouble());
    }

    private static Degradation sequence(JsonArray array, PhotoSet others) {
        List<Degradation> steps = new ArrayList<>();
        array.forEach(e -> steps.add(parse(e, others)));
        return new Degradation() {
            @Override
            public Patch apply(Patch patch, RandomGenerator random) {
                Patch p = patch;
                for (Degradation step : steps) {
                    p = step.apply(p, random);
                }
                return p;
            }

            @Override
            public int margin() {
                int margin = 0;
                int scale = 1;
                for (Degradation step : steps) {
                    margin += step.margin() * scale;
                    scale *= step.scale();
                }
                return Math.ceilDiv(margin, scale) * scale;
            }

            @Override
            public int scale() {
                return steps.stream().mapToInt(Degradation::scale).reduce(1, Math::multiplyExact);
            }
        };
    }

    private static Degradation oneOf(JsonArray array, PhotoSet others) {
        List<Degradation> choices = new ArrayList<>();
        List<Double> weights = new ArrayList<>();
        for (JsonElement e : array) {
            boolean weighted = e.isJsonObject() && e.getAsJsonObject().has("weight");
            choices.add(parse(e, others));
            weights.add(weighted ? e.getAsJsonObject().get("weight").getAsDouble() : 1.0);
        }
        if (choices.stream().mapToInt(Degradation::scale).distinct().count() > 1) {
            throw new IllegalArgumentException("one_of needs choices of one scale");
        }
        double total = weights.stream().mapToDouble(Double::doubleValue).sum();
        return new Degradation() {
            @Override
            public Patch apply(Patch patch, RandomGenerator random) {
                double at = random.nextDouble() * total;
                int i = 0;
                while (i < choices.size() - 1 && at >= weights.get(i)) {
                    at -= weights.get(i++);
                }
                return choices.get(i).apply(patch, random);
            }

            @Override
            public int margin() {
                int widest = choices.stream().mapToInt(Degradation::margin).max().orElse(0);
                return Math.ceilDiv(widest, scale()) * scale();
            }

            @Override
            public int scale() {
                return choices.getFirst().scale();
            }
        };
    }

    private static Degradation partial(Degradation whole) {
        if (whole.scale() > 1) {
            throw new IllegalArgumentException("a reduction can't be partial");
        }
        return new Partial(whole);
    }

    private static Degradation sometimes(Degradation degradation, double probability) {
        if (degradation.scale() > 1) {
            throw new IllegalArgumentException("a reduction can't have a probability");
        }
        return new Degradation() {
            @Override
            public Patch apply(Patch patch, RandomGenerator random) {
                return random.nextDouble() < probability ? degradation.apply(patch, random) : patch;
            }

            @Override
            public int margin() {
                return degradation.margin();
            }
        };
    }

    /** Where a setting is drawn from, evenly. */
    record Range(double from, double to) {
        double draw(RandomGenerator random) {
            return from == to ? from : random.nextDouble(from, to);
        }
    }
}
