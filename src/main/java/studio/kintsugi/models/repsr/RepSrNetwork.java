package studio.kintsugi.models.repsr;

import studio.kintsugi.models.network.ImageNetwork;
import studio.kintsugi.nn.Parameters;

/** What RepSR's forms have in common: scale and receptive field of their shape, and the weights they own. */
abstract class RepSrNetwork implements ImageNetwork {
    final RepSrConfig config;
    final Parameters p;

    RepSrNetwork(RepSrConfig config, Parameters parameters) {
        this.config = config;
        this.p = parameters;
    }

    @Override
    public Parameters parameters() {
        return p;
    }

    @Override
    public int scale() {
        return config.scale();
    }

    @Override
    public int sizeMultiple() {
        return 1;
    }

    /** The whole receptive field, so that tiles agree to the last bit but rounding. */
    @Override
    public int context() {
        return config.blocks() + 2;
    }
}
