package studio.kintsugi.models.scft;

import java.util.List;
import java.util.Map;
import studio.kintsugi.models.pruning.ChannelGroup;
import studio.kintsugi.nn.Parameters;

/** Builds colorization networks from hyper-parameters as they stand in a model card or a training recipe. */
public final class ScftFamily {
    /** As in {@link studio.kintsugi.store.ModelCard#architecture()}. */
    public static final String ID = "scft";

    static final String STYLE2PAINT = "style2paint";

    private ScftFamily() {}

    /**
     * What can be removed from a network of this shape; nothing where nobody has described it.
     *
     * @throws IllegalArgumentException where hyper-parameters are impossible
     */
    public static List<ChannelGroup> prunable(Map<String, Object> hyperParameters) {
        return STYLE2PAINT.equals(hyperParameters.get("layout")) ? List.of()
                : ScftGroups.of(ScftConfig.of(hyperParameters));
    }

    /**
     * Multiply–accumulate operations of all layers for each pixel of the sketch, with one reference of its size, or NaN
     * where nobody has counted them.
     *
     * @throws IllegalArgumentException where hyper-parameters are impossible
     */
    public static double macsPerPixel(Map<String, Object> hyperParameters) {
        return STYLE2PAINT.equals(hyperParameters.get("layout")) ? Double.NaN
                : ScftCost.macs(ScftConfig.of(hyperParameters));
    }

    /**
     * A network round weights that exist; owns {@code parameters} from here on.
     *
     * @throws IllegalArgumentException where hyper-parameters are impossible
     */
    public static ColorizationNetwork build(Map<String, Object> hyperParameters, Parameters parameters) {
        return STYLE2PAINT.equals(hyperParameters.get("layout")) ? new Style2Paint(parameters)
                : new Scft(ScftConfig.of(hyperParameters), parameters);
    }
}
