package studio.kintsugi.ui.window;

import atlantafx.base.controls.ModalPane;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.geometry.Side;
import studio.kintsugi.ui.library.ModelManager;

/** The model manager in a drawer over the right side of the window; created when first opened. */
final class ModelDrawer extends ModalPane implements AutoCloseable {
    private final Supplier<ModelManager> maker;
    private ModelManager manager;

    ModelDrawer(Supplier<ModelManager> maker) {
        this.maker = maker;
        setId("model-drawer");
        // a closed drawer stays below the window, where Tab would find it
        visibleProperty().bind(displayProperty());
        setAlignment(Pos.TOP_RIGHT);
        usePredefinedTransitionFactories(Side.RIGHT);
    }

    /** Opens it if it is not open. */
    ModelManager open() {
        if (manager == null) {
            manager = maker.get();
        }
        if (!isDisplay()) {
            show(manager);
        }
        return manager;
    }

    @Override
    public void close() {
        if (manager != null) {
            manager.close();
        }
    }
}
