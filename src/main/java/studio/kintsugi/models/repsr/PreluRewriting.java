package studio.kintsugi.models.repsr;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDManager;
import java.util.HashMap;
import java.util.Map;
import studio.kintsugi.nn.Parameters;

/**
 * Rewrites a chain so that no slope of its parametric ReLUs exceeds 1. With a slope a above 1, the unit of x is -a
 * times the unit of -x with slope 1 / a: the sign goes into the layer before, the factor into the layer behind.
 */
final class PreluRewriting {
    private PreluRewriting() {}

    /**
     * The slopes, weights and biases that change; slopes are (C), kernels (out, in, 3, 3).
     *
     * @param keeper owns them
     */
    static Map<String, NDArray> of(RepSrConfig config, Parameters p, NDManager keeper) {
        Map<String, NDArray> changed = new HashMap<>();
        for (int i = -1; i < config.blocks(); i++) {
            String maker = i < 0 ? RepSrConfig.head() : RepSrConfig.block(i);
            NDArray slope = p.view(keeper, RepSrConfig.slope(i));
            NDArray steep = slope.gt(1);
            NDArray one = slope.onesLike();
            NDArray sign = NDArrays.where(steep, one.neg(), one);
            scale(changed, p, keeper, maker + ".weight", sign.reshape(-1, 1, 1, 1));
            scale(changed, p, keeper, maker + ".bias", sign);
            scale(changed, p, keeper, config.reader(i + 1) + ".weight",
                    NDArrays.where(steep, slope.neg(), one).reshape(1, -1, 1, 1));
            changed.put(RepSrConfig.slope(i), NDArrays.where(steep, one.div(slope), slope));
        }
        return changed;
    }

    private static void scale(Map<String, NDArray> changed, Parameters p, NDManager keeper, String name,
            NDArray factors) {
        changed.put(name, changed.getOrDefault(name, p.view(keeper, name)).mul(factors));
    }
}
