package studio.kintsugi.ui.tools;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import studio.kintsugi.ui.common.Texts;

/**
 * A tool of the rail: its name, its settings, and the step that they make.
 *
 * <p>Most tools do one thing to the open picture and need only an id,
         an icon and {@link #settings}. A tool that does not
 * work on the open picture brings its own {@link #workspace}.
 */
public interface Tool {
    /** The tools in the order of the rail. */
    List<Tool> ALL = List.of(
            new Restoration("denoise", "fth-cloud-drizzle"),
            new Restoration("deblur", "fth-crosshair"),
            new Dereflect(),
            new Upscale());

    /** The tool's id: also the task of its models, and part of the names of its texts. */
    String id();

    /** Literal of Ikonli's feather pack. */
    String icon();

    /** The name on the rail. */
    default String title() {
        return title(id());
    }

    /** A sentence for its panel. */
    default String summary() {
        return Texts.of("tool." + id() + ".summary");
    }

    /** Settings besides model and strength; created once, when the tool is first chosen. */
    default ToolSettings settings(ToolHost host) {
        return ToolSettings.NONE;
    }

    /** A further picture that can be made from the tool's result. */
    default Optional<ByProduct> byProduct() {
        return Optional.empty();
    }

    /** Whether a file is this tool's own: opened anywhere, it goes to the {@link #workspace}. */
    default boolean opens(Path file) {
        return false;
    }

    /** Replaces the picture and its panel; created once, when the tool is first chosen. */
    default Optional<Workspace> workspace(ToolHost host) {
        return Optional.empty();
    }

    /** The name of a tool or task, which follows the language. */
    static ObservableValue<String> named(String id) {
        return Texts.text(() -> title(id));
    }

    /** The name of a tool or task, given its id; the id where it is unknown. */
    static String title(String id) {
        String key = "task." + id;
        return Texts.has(key) ? Texts.of(key) : id;
    }
}
