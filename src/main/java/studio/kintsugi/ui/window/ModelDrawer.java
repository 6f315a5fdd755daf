package studio.kintsugi.ui.window;

import atlantafx.base.controls.ModalPane;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.geometry.Pos;
import javafx.geometry.Side;
import studio.kintsugi.ui.common.Texts;
import studio.kintsugi.ui.library.ModelManager;

/** The model manager in a drawer over the right side of the window; created when first opened. */
final class ModelDrawer extends ModalPane implements AutoCloseable {
    private final Supplier<ModelManager> maker;
    private final ReadOnlyStringWrapper activity = new ReadOnlyStringWrapper("");
    private ModelManager manager;

    ModelDrawer(Supplier<ModelManager> maker) {
        this.maker = maker;
        setId("model-drawer");
        accessibleTextProperty().bind(Texts.text("models"));
        // a closed drawer stays below the window, where Tab would find it
        visibleProperty().bind(displayProperty());
        setAlignment(Pos.TOP_RIGHT);
        usePredefinedTransitionFactories(Side.RIGHT);
    }

    /** Opens it if it is not open. */
    ModelManager open() {
        if (manager == null) {
            manager = maker.get();
            activity.bind(manager.activityProperty());
        }
        if (!isDisplay()) {
            show(manager);
        }
        return manager;
    }

    /** What is being trained, to be seen also while the drawer is closed; empty where nothing is. */
    ReadOnlyStringProperty activityProperty() {
        return activity.getReadOnlyProperty();
    }

    @Override
    public void close() {
        if (manager != null) {
            manager.close();
        }
    }
}
