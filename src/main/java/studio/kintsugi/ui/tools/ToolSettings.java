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

    /** Whether all is chosen that a step needs. */
    default boolean isComplete() {
        return true;
    }

    /** What is chosen, for a step; only where {@link #isComplete()}. */
    default Map<String, Object> parameters() {
        return Map.of();
    }

    /** Has {@code listener} hear when any of these answers may have changed. */
    default void onChange(Runnable listener) {}
}
