package studio.kintsugi.models;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import studio.kintsugi.checkpoint.CheckpointException;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.models.clip.ClipRule;
import studio.kintsugi.models.deconvolution.DeconvolutionRule;
import studio.kintsugi.models.errnet.ErrNetRule;
import studio.kintsugi.models.gal.GalDenseNetRule;
import studio.kintsugi.models.gal.GalGoogLeNetRule;
import studio.kintsugi.models.gal.GalResNetRule;
import studio.kintsugi.models.gal.GalVggRule;
import studio.kintsugi.models.nafnet.BaselineRule;
import studio.kintsugi.models.nafnet.NafNetRule;
import studio.kintsugi.models.nafnet.NafSsrRule;
import studio.kintsugi.models.registry.Architecture;
import studio.kintsugi.models.registry.NearMissException;
import studio.kintsugi.models.registry.Recognition;
import studio.kintsugi.models.repsr.RepSrRule;
import studio.kintsugi.models.scft.ScftRule;
import studio.kintsugi.models.scft.Style2PaintRule;
import studio.kintsugi.models.vgg.VggRule;

/** Asks each known family whether a state dict is its own. */
public final class Architectures {
    private final List<Architecture> known;

    /**
     * @param known asked in this order
     */
    public Architectures(List<Architecture> known) {
        this.known = List.copyOf(known);
    }

    /** Every family whose weights people have. */
    public static Architectures official() {
        return new Architectures(List.of(new NafNetRule(), new DeconvolutionRule(), new BaselineRule(), new NafSsrRule(),
                new ErrNetRule(), new VggRule(),
                new ClipRule(), new GalResNetRule(), new GalVggRule(), new GalDenseNetRule(),
                new GalGoogLeNetRule(), new RepSrRule(), new ScftRule(), new Style2PaintRule()));
    }

    /**
     * What the weights are.
     *
     * @return exact: each tensor is accounted for
     * @throws CheckpointException where no family has these tensors; says which came nearest and what differs
     */
    public Recognition recognize(StateDict weights) throws CheckpointException {
        Recognition nearest = known.stream().map(a -> a.recognize(weights)).flatMap(Optional::stream)
                .min(Comparator.comparingInt(Recognition::differences))
                .orElseThrow(() -> new CheckpointException("None of the networks Kintsugi knows has these weights: "
                        + weights.names().size() + " tensors, the first named \"" + first(weights) + "\"."));
        if (!nearest.isExact()) {
            throw new NearMissException(nearest);
        }
        return nearest;
    }

    private static String first(StateDict weights) {
        return weights.names().stream().findFirst().orElse("");
    }
}
