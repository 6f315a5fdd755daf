package studio.kintsugi.models.deconvolution;

import java.util.List;
import java.util.Optional;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.models.nafnet.NafNetRule;
import studio.kintsugi.models.registry.Architecture;
import studio.kintsugi.models.registry.Recognition;

/** Tells a NAFNet whose first layer also sees the guides. */
public final class DeconvolutionRule implements Architecture {
    static final String ID = "nafnet-deconvolution";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Optional<Recognition> recognize(StateDict weights) {
        if (Intro.channels(weights) != DeconvolvingNet.COLORS + Wiener.GUIDES) {
            return Optional.empty();
        }
        StateDict plain = Intro.seeing(weights, DeconvolvingNet.COLORS);
        return new NafNetRule().recognize(plain).map(r -> new Recognition(ID,
                r.title() + ", with deconvolution", List.of("deblur"), r.hyperParameters(), r.missing(),
                r.unexpected(), r.misshapen()));
    }
}
