package studio.kintsugi.nn.optim;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import studio.kintsugi.nn.Parameters;

/** Gradient descent with momentum and weight decay, as PyTorch has it, over some of a network's parameters. */
public final class Sgd {
    private static final NDIndex ALL = new NDIndex("...");

    private final Map<String, NDArray> weights = new LinkedHashMap<>();
    private final Map<String, float[]> velocities = new LinkedHashMap<>();
    private final float momentum;
    private final float decay;

    /** Over all but running statistics and masks. Gradients are gathered from here on. */
    public Sgd(Parameters p, float momentum, float decay) {
        this.momentum = momentum;
        this.decay = decay;
        p.names().stream().filter(n -> !n.contains("running_") && !n.contains("mask") && !n.startsWith("indexes"))
                .forEach(n -> {
                    p.get(n).setRequiresGradient(true);
                    weights.put(n, p.get(n));
                });
    }

    /**
     * A step against the gradients gathered since the last one, which are zeroed. Skipped where one of them is not
     * finite.
     */
    public void step(float rate) {
        Map<String, float[]> gradients = new LinkedHashMap<>();
        weights.forEach((name, array) -> gradients.put(name, takeGradient(array)));
        if (!gradients.values().stream().allMatch(Sgd::isFinite)) {
            return;
        }
        weights.forEach((name, array) -> {
            float[] w = array.toFloatArray();
            float[] g = gradients.get(name);
            float[] v = velocities.computeIfAbsent(name, n -> new float[w.length]);
            for (int i = 0; i < w.length; i++) {
                v[i] = momentum * v[i] + g[i] + decay * w[i];
                w[i] -= rate * v[i];
            }
            array.set(FloatBuffer.wrap(w));
        });
    }

    /** The gradient of an array, which is zeroed. */
    public static float[] takeGradient(NDArray array) {
        try (NDManager scope = array.getManager().newSubManager(); NDArray gradient = array.getGradient()) {
            gradient.attach(scope);
            float[] out = gradient.toFloatArray();
            // not by a product, which would leave what is not a number as it is
            gradient.set(ALL, 0);
            return out;
        }
    }

    public static boolean isFinite(float[] values) {
        for (float v : values) {
            if (!Float.isFinite(v)) {
                return false;
            }
        }
        return true;
    }
}
