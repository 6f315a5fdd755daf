package studio.kintsugi.ui.tools;

import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import studio.kintsugi.store.ModelCard;

/** The controls that a tool adds to its panel. For the JavaFX thread. */
public interface ToolSettings {
    /** No controls. */
    ToolSettings NONE = new ToolSettings() {};

    /** From top to bottom. */
    default List<Node> controls() {
        return List.of();
    }

    /** Whether a model does what is chosen. */
    default boolean suits(ModelCard card) {
        return true;
    }

    /** What is chosen, for a step. */
    default Map<String, Object> parameters() {
        return Map.of();
    }

    /** Has {@code listener} hear when another model may be needed. */
    default void onChange(Runnable listener) {}
}
