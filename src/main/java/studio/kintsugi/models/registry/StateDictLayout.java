package studio.kintsugi.models.registry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import studio.kintsugi.checkpoint.HyperParameters;
import studio.kintsugi.checkpoint.StateDict;

/** The names and shapes of the tensors a network has, written down layer by layer. */
public final class StateDictLayout {
    private final Map<String, long[]> required = new LinkedHashMap<>();
    private final Set<String> optional = new HashSet<>();

    public StateDictLayout tensor(String name, long... shape) {
        required.put(name, shape);
        return this;
    }

    /** A tensor that some files have, which the network does not need. */
    public StateDictLayout ignored(String name) {
        optional.add(name);
        return this;
    }

    /** A weight of that shape and a bias as long as its first dimension. */
    public StateDictLayout biased(String layer, long... shape) {
        return tensor(layer + ".weight", shape).tensor(layer + ".bias", shape[0]);
    }

    /** A square convolution with bias. */
    public StateDictLayout conv(String layer, long out, long in, long kernel) {
        return biased(layer, out, in, kernel, kernel);
    }

    /** A square convolution without bias. */
    public StateDictLayout plainConv(String layer, long out, long in, long kernel) {
        return tensor(layer + ".weight", out, in, kernel, kernel);
    }

    /** Batch normalisation with its running statistics. */
    public StateDictLayout batchNorm(String layer, long channels) {
        return biased(layer, channels).tensor(layer + ".running_mean", channels)
                .tensor(layer + ".running_var", channels).ignored(layer + ".num_batches_tracked");
    }

    /** Compares with what there is. */
    public Recognition compare(Architecture architecture, String title, List<String> tasks,
            HyperParameters hyperParameters, StateDict weights) {
        List<String> missing = new ArrayList<>();
        List<String> misshapen = new ArrayList<>();
        required.forEach((name, shape) -> {
            if (!weights.has(name)) {
                missing.add(name);
            } else if (!Arrays.equals(shape, weights.get(name).shape())) {
                misshapen.add(name + " " + text(weights.get(name).shape()) + ", not " + text(shape));
            }
        });
        List<String> unexpected = weights.names().stream()
                .filter(n -> !required.containsKey(n) && !optional.contains(n)).toList();
        return new Recognition(architecture, title, tasks, hyperParameters, missing, unexpected, misshapen);
    }

    private static String text(long[] shape) {
        return LongStream.of(shape).mapToObj(Long::toString).collect(Collectors.joining(", ", "(", ")"));
    }
}
