package studio.kintsugi.models.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;

/**
 * What a network keeps of its references: their places with what these can give.
 *
 * @param keys (N, R, D), what a sketch's places are compared with
 * @param values (N, R, C), the features they give
 * @param colors (N, R, 3), RGB in 0–1, or null where the network does without
 * @param bias (1, 1, R), added to the energies of attention, or null
 */
public record ReferenceFeatures(NDArray keys, NDArray values, NDArray colors, NDArray bias) {
    /**
     * Several references as one; attention chooses among all of their places.
     *
     * @param weights how much each counts, at least 0: with twice the weight of a place that fits as well, a place is
     *     taken twice as much
     */
    public static ReferenceFeatures of(List<ReferenceFeatures> references, List<Double> weights) {
        if (references.size() == 1) {
            return references.getFirst();
        }
        NDList keys = new NDList();
        NDList values = new NDList();
        NDList colors = new NDList();
        int places = references.stream().mapToInt(ReferenceFeatures::places).sum();
        float[] bias = new float[places];
        int at = 0;
        for (int i = 0; i < references.size(); i++) {
            ReferenceFeatures m = references.get(i);
            keys.add(m.keys);
            values.add(m.values);
            if (m.colors != null) {
                colors.add(m.colors);
            }
            // a larger picture has more places, but does not count for more
            float b = (float) Math.log(Math.max(weights.get(i), 1e-6) / m.places());
            for (int j = 0; j < m.places(); j++) {
                bias[at++] = b;
            }
        }
        NDManager manager = references.getFirst().keys.getManager();
        return new ReferenceFeatures(joined(keys), joined(values), colors.isEmpty() ? null : joined(colors),
                manager.create(bias, new Shape(1, 1, places)));
    }

    /** Places of all pictures together. */
    public int places() {
        return (int) keys.getShape().get(1);
    }

    private static NDArray joined(NDList parts) {
        return parts.get(0).getNDArrayInternal().concat(parts.subNDList(1), 1);
    }
}
