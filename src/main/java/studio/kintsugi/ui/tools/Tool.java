package studio.kintsugi.ui.tools;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import studio.kintsugi.ui.common.Texts;

/**
 * A tool of the rail: what it is called, what the user can choose, and the step that makes of a picture.
 *
 * <p>Most tools do one thing to the open picture and need but an id, an icon and {@link #settings}. A tool that makes
 * something of its own brings its own {@link #studio}.
 */
public interface Tool {
    /** The tools in the order of the rail. */
    List<Tool> ALL = List.of(
            new Restoration("denoise", "fth-cloud-drizzle"),
            new Restoration("deblur", "fth-crosshair"),
            new Dereflect(),
            new Upscale());

    /** Also the task of the models that serve it, and in the names of its texts. */
    String id();

    /** Literal of Ikonli's feather pack. */
    String icon();

    /** On the rail. */
    default String title() {
        return title(id());
    }

    /** A sentence for its panel. */
    default String summary() {
        return Texts.of("tool." + id() + ".summary");
    }

    /** What the user can choose besides model and strength; made once, when the tool is first chosen. */
    default ToolSettings settings(ToolHost host) {
        return ToolSettings.NONE;
    }

    /** A further picture that the tool's result gives, for those who want it. */
    default Optional<ByProduct> byProduct() {
        return Optional.empty();
    }

    /** Whether a file is this tool's own: opened anywhere, it goes to the {@link #studio}. */
    default boolean opens(Path file) {
        return false;
    }

    /** What stands in place of the picture and its panel; made once, when the tool is first chosen. */
    default Optional<Workspace> studio(ToolHost host) {
        return Optional.empty();
    }

    /** What the tool with an id, or the task of that name, is called; the id where it is not known. */
    static String title(String id) {
        String key = "task." + id;
        return Texts.has(key) ? Texts.of(key) : id;
    }
}
