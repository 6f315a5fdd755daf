package studio.kintsugi.ui.tools;

import java.util.Optional;
import studio.kintsugi.service.restoration.Blend;

/** Removes the reflection of a pane of glass, and can show it as a by-product. */
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
