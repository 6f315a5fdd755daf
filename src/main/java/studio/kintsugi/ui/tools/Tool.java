package studio.kintsugi.ui.tools;

import java.util.List;

/**
 * A tool of the rail.
 *
 * @param id also the task of the models that serve it
 * @param title on the rail
 * @param icon literal of Ikonli's feather pack
 * @param summary a sentence for its panel
 */
public record Tool(String id, String title, String icon, String summary) {
    public static final List<Tool> ALL = List.of(
            new Tool("denoise", "Denoise", "fth-cloud-drizzle",
                    "Takes away the grain of high ISO, small sensors and JPEG, and leaves the picture."),
            new Tool("deblur", "Deblur", "fth-crosshair",
                    "Undoes the blur of a moving hand, of things that move, and of missed focus."));
}
