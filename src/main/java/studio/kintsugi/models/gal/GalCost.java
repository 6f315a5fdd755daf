package studio.kintsugi.models.gal;

import java.util.Map;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.checkpoint.TensorData;

/**
 * What the official networks cost, counted as the paper's tables do: weights and biases of convolutions and linear
 * layers, and multiply–accumulate operations at 32×32 pixels, for a linear layer a multiplication and an addition each.
 *
 * @param macs of one picture
 * @param parameters weights and biases, without normalisation and masks
 */
public record GalCost(double macs, long parameters) {
    private static final int SIDE = 32;

    /** Of a network whole, sparse (masks cost nothing) or pruned. */
    public static GalCost of(StateDict weights) {
        double macs = 0;
        long parameters = 0;
        for (Map.Entry<String, TensorData> e : weights.tensors().entrySet()) {
            TensorData t = e.getValue();
            if (e.getKey().endsWith(".weight") && t.shape().length == 4) {
                double side = side(e.getKey());
                macs += t.count() * side * side;
                parameters += t.count();
            } else if (e.getKey().endsWith(".weight") && t.shape().length == 2) {
                macs += 2.0 * t.count();
                parameters += t.count();
            } else if (e.getKey().endsWith(".bias") && isLayer(weights, e.getKey())) {
                parameters += t.count();
            }
        }
        return new GalCost(macs, parameters);
    }

    /** Whether a bias belongs to a convolution or a linear layer, not to normalisation. */
    private static boolean isLayer(StateDict weights, String bias) {
        String weight = bias.substring(0, bias.length() - "bias".length()) + "weight";
        return weights.has(weight) && weights.get(weight).shape().length > 1;
    }

    /** Pixels along one side of what a convolution gives. */
    private static double side(String name) {
        if (name.startsWith("features.conv")) {
            int number = Integer.parseInt(name.replaceAll("\\D", ""));
            int level = 0;
            for (int pooling : new int[] {2, 5, 9, 13}) {
                level += number > pooling ? 1 : 0;
            }
            return SIDE >> level;
        }
        if (name.startsWith("layer") || name.startsWith("dense") || name.startsWith("trans")) {
            return SIDE >> name.charAt(5) - '1';
        }
        // inceptions a3 to b5
        return name.startsWith("inception_") ? SIDE >> name.charAt("inception_".length() + 1) - '3' : SIDE;
    }
}
