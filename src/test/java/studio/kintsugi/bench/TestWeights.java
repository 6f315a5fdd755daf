package studio.kintsugi.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.checkpoint.TensorData;

/** Weights with which every part of a network matters. */
final class TestWeights {
    private TestWeights() {}

    /** Beta and gamma begin at zero, which would hide all blocks; here they do not. */
    static StateDict scaled(StateDict fresh) {
        SplittableRandom random = new SplittableRandom(9);
        Map<String, TensorData> out = new LinkedHashMap<>();
        fresh.tensors().forEach((name, t) -> {
            if (name.endsWith("beta") || name.endsWith("gamma")) {
                float[] values = new float[(int) t.count()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) random.nextDouble(-0.3, 0.3);
                }
                out.put(name, TensorData.ofFloats(values, t.shape()));
            } else {
                out.put(name, t);
            }
        });
        return new StateDict(out);
    }
}
