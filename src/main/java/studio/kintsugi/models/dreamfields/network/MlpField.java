package studio.kintsugi.models.dreamfields.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Activation;
import ai.djl.nn.norm.LayerNorm;
import studio.kintsugi.nn.Parameters;

/**
 * The paper's field (appendix A): an encoded place through a residual network with layer normalisation becomes density
 * and a colour that does not depend on the direction. Parameters have the names of the official code:
 * {@code params/Dense_0/kernel} (in, out) and so on.
 */
public final class MlpField {
    private static final float EPSILON = 1e-6f;

    private final Parameters parameters;
    private final int blocks;
    private final int layers;

    /**
     * @param parameters of one layer before the residual blocks, two and a normalisation in each, the others after;
     *     closed by their owner
     */
    public MlpField(Parameters parameters) {
        this.parameters = parameters;
        blocks = count("params/LayerNorm_", "/scale");
        layers = count("params/Dense_", "/kernel");
    }

    private int count(String before, String after) {
        int n = 0;
        while (parameters.has(before + n + after)) {
            n++;
        }
        return n;
    }

    /**
     * What is at places.
     *
     * @param density (N), not negative
     * @param color (N, 3), 0–1
     */
    public record Matter(NDArray density, NDArray color) {}

    /** @param encoded (N, inputs) */
    public Matter at(NDArray encoded) {
        return at(encoded, null);
    }

    /**
     * As it is optimised: noise keeps densities from settling at what is half there.
     *
     * @param encoded (N, inputs)
     * @param noise (N), added to densities before their activation; null for none
     */
    public Matter at(NDArray encoded, NDArray noise) {
        NDArray x = swish(dense(encoded, 0));
        for (int i = 0; i < blocks; i++) {
            NDManager scope = x.getManager();
            NDArray scale = parameters.view(scope, "params/LayerNorm_" + i + "/scale");
            NDArray normal = LayerNorm.layerNorm(x, scale.getShape(), scale,
                    parameters.view(scope, "params/LayerNorm_" + i + "/bias"), EPSILON).singletonOrThrow();
            x = x.add(dense(swish(dense(normal, 2 * i + 1)), 2 * i + 2));
        }
        for (int i = 2 * blocks + 1; i < layers - 1; i++) {
            x = swish(dense(x, i));
        }
        NDArray out = dense(x, layers - 1);
        NDArray density = noise == null ? out.get(":,3") : out.get(":,3").add(noise);
        return new Matter(Activation.softPlus(density), Activation.sigmoid(out.get(":,0:3")));
    }

    private NDArray dense(NDArray x, int i) {
        NDManager scope = x.getManager();
        return x.matMul(parameters.view(scope, "params/Dense_" + i + "/kernel"))
                .add(parameters.view(scope, "params/Dense_" + i + "/bias"));
    }

    private static NDArray swish(NDArray x) {
        return x.mul(Activation.sigmoid(x));
    }
}
