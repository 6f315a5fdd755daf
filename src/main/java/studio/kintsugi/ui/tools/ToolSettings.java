package studio.kintsugi.ui.tools;

import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import studio.kintsugi.imaging.Region;
import studio.kintsugi.store.ModelCard;

/** The controls that a tool adds to its panel. For the JavaFX thread. */
public interface ToolSettings {
    /** No controls. */
    ToolSettings NONE = new ToolSettings() {};

    /** The controls from top to bottom. */
    default List<Node> controls() {
        return List.of();
    }

    /** Whether a model fits the settings. */
    default boolean suits(ModelCard card) {
        return true;
    }

    /** Whether the settings are enough for a step. */
    default boolean isComplete() {
        return true;
    }

    /** The parameters of the step; only where {@link #isComplete()}. */
    default Map<String, Object> parameters() {
        return Map.of();
    }

    /** Whether the step is to be done again to a picture that shows it already, rather than in its place. */
    default boolean addsOnceMore() {
        return false;
    }

    /**
     * The size of the picture that the step would be applied to.
     *
     * @param previous size before the last step where that was one of this tool; null where it was not
     */
    default void picture(Region size, Region previous) {}

    /** Calls {@code listener} when any of these answers may have changed. */
    default void onChange(Runnable listener) {}
}
