package studio.kintsugi.models.errnet;

import ai.djl.ndarray.NDArray;
import studio.kintsugi.nn.Parameters;

/** The generator's first convolution, which differs by what it sees. */
@FunctionalInterface
interface FirstLayer {
    /**
     * @param x the picture, (N, C, H, W)
     * @return (N, features, H, W), before the activation
     */
    NDArray apply(NDArray x);

    /** The one for that configuration. */
    static FirstLayer of(ErrNetConfig config, Parameters p) {
        return x -> Generator.conv(x, "conv1", p, 1);
    }
}
