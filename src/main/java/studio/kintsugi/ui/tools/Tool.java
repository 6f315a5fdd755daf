package studio.kintsugi.ui.tools;

import java.util.List;

/** A tool of the rail. A further one is a class that implements this, named in {@link #ALL}. */
public interface Tool {
    /** The tools in the order of the rail. */
    List<Tool> ALL = List.of(
            new Restoration("denoise", "Denoise", "fth-cloud-drizzle",
                    "Takes away the grain of high ISO, small sensors and JPEG, and leaves the picture."),
            new Restoration("deblur", "Deblur", "fth-crosshair",
                    "Undoes the blur of a moving hand, of things that move, and of missed focus."),
            new Upscale());

    /** Also the task of the models that serve it. */
    String id();

    /** On the rail. */
    String title();

    /** Literal of Ikonli's feather pack. */
    String icon();

    /** A sentence for its panel. */
    String summary();

    /** What the user can choose besides model and strength; made once, for the tool's panel. */
    default ToolSettings settings() {
        return ToolSettings.NONE;
    }
}
