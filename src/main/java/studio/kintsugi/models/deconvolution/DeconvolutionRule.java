package studio.kintsugi.models.deconvolution;

import java.util.List;
import java.util.Optional;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.models.Architecture;
import studio.kintsugi.models.Recognition;
import studio.kintsugi.models.nafnet.NafNetRule;

/** Tells a NAFNet whose first layer also sees the guides. */
public final class DeconvolutionRule implements Architecture {
    static final String ID = "nafnet-deconvolution";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Optional<Recognition> recognise(StateDict weights) {
        if (Intro.channels(weights) != DeconvolvingNet.COLOURS + Wiener.GUIDES) {
            return Optional.empty();
        }
        StateDict plain = Intro.seeing(weights, DeconvolvingNet.COLOURS);
        return new NafNetRule().recognise(plain).map(r -> new Recognition(ID,
                r.title() + ", with deconvolution", List.of("deblur"), r.hyperParameters(), r.missing(),
                r.unexpected(), r.misshapen()));
    }
}
