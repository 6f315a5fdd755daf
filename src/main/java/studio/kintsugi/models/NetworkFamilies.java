package studio.kintsugi.models;

import java.util.Map;
import studio.kintsugi.models.deconvolution.DeconvolutionFamily;
import studio.kintsugi.models.errnet.ErrNetFamily;
import studio.kintsugi.models.nafnet.BaselineFamily;
import studio.kintsugi.models.nafnet.NafNetFamily;
import studio.kintsugi.models.registry.NetworkFamily;
import studio.kintsugi.models.repsr.RepSrFamily;

/** Every family this application can run. */
public final class NetworkFamilies {
    private static final Map<String, NetworkFamily> ALL = Map.of(
            "nafnet", new NafNetFamily(), "baseline", new BaselineFamily(), "repsr", new RepSrFamily(),
            "errnet", new ErrNetFamily(), "nafnet-deconvolution", new DeconvolutionFamily());

    private NetworkFamilies() {}

    public static Map<String, NetworkFamily> byId() {
        return ALL;
    }
}
