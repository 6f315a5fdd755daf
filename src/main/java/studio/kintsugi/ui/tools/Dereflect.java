package studio.kintsugi.ui.tools;

import java.util.Optional;
import studio.kintsugi.service.restoration.Blend;

/** Takes away what a pane of glass reflects, and can show it. */
final class Dereflect implements Tool {
    @Override
    public String id() {
        return "dereflect";
    }

    @Override
    public String icon() {
        return "fth-layers";
    }

    @Override
    public Optional<ByProduct> byProduct() {
        return Optional.of(new ByProduct("removed", Blend::removed));
    }
}
