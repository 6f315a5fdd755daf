package studio.kintsugi.models.scft;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import studio.kintsugi.checkpoint.HyperParameters;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.models.registry.Architecture;
import studio.kintsugi.models.registry.Recognition;
import studio.kintsugi.models.registry.StateDictLayout;
import studio.kintsugi.models.registry.TensorNames;

/** Recognises the networks of {@link Style2Paint}, which share {@link ScftArchitecture}'s id. */
final class Style2PaintLayout {
    /** In the hyper-parameter {@code layout}. */
    static final String NAME = "style2paint";

    private Style2PaintLayout() {}

    /** As {@link Architecture#recognize}. */
    static Optional<Recognition> recognize(Architecture architecture, StateDict weights) {
        TensorNames names = new TensorNames(weights);
        if (!names.anyStarts("scft.ck.") || !names.anyStarts("adain0.")) {
            return Optional.empty();
        }
        int base = names.size("ce.c0.cbr.0.weight", 0, 16);
        int d = 28 * base;
        StateDictLayout layout = new StateDictLayout();
        encoder(layout, "se", base);
        encoder(layout, "ce", base);
        layout.conv("scft.cq", d / 8, d, 1).conv("scft.ck", d / 8, d, 1).conv("scft.cv", d, d, 1);
        for (int i = 0; i < 4; i++) {
            layout.conv("adain" + i + ".res.0", d, d, 3).conv("adain" + i + ".res.3", d, d, 3);
        }
        layout.conv("dec.c0.cbr.1", 8 * base, d, 3).conv("dec.c1.cbr.1", 4 * base, 16 * base, 3)
                .conv("dec.c2.cbr.1", 2 * base, 8 * base, 3).conv("dec.c3.cbr.1", 2 * base, 4 * base, 3)
                .conv("dec.out.0", 3, 2 * base, 7);
        return Optional.of(layout.compare(architecture, "Style2Paint, base " + base, List.of("colorize"),
                HyperParameters.of(Map.of("layout", NAME)), weights));
    }

    private static void encoder(StateDictLayout layout, String encoder, int base) {
        int in = 3;
        for (int i = 0; i < 10; i++) {
            int out = base << i / 2;
            layout.conv(encoder + ".c" + i + ".cbr.0", out, in, i > 0 && i % 2 == 0 ? 4 : 3);
            in = out;
        }
    }
}
