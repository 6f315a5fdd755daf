package studio.kintsugi.viewport;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import studio.kintsugi.field.render.Glass;

/** The constants of {@link Glass} for shaders: glass looks the same in the viewport and in stills. */
final class GlassDefinitions {
    private GlassDefinitions() {}

    /** Lines that define {@code GLASS} and the constants. */
    static String text() {
        StringBuilder out = new StringBuilder("#define GLASS\n");
        define(out, "ABSORPTION", Glass.ABSORPTION);
        define(out, "STRAIGHT", Glass.STRAIGHT);
        define(out, "EDGE", Glass.EDGE);
        define(out, "STEEPNESS", Glass.STEEPNESS);
        define(out, "OWN", Glass.OWN);
        define(out, "TINTED", Glass.TINTED);
        define(out, "REFLECTED", Glass.REFLECTED);
        define(out, "SOFT", Glass.SOFT);
        define(out, "STRIP_STRENGTH", Glass.STRIP_STRENGTH);
        define(out, "BEHIND", Glass.BEHIND);
        Glass.vectors().forEach((name, v) -> define(out, name, v));
        return out.toString();
    }

    private static void define(StringBuilder out, String name, float... values) {
        String numbers = IntStream.range(0, values.length).mapToObj(i -> Float.toString(values[i]))
                .collect(Collectors.joining(", "));
        out.append("#define ").append(name).append(' ')
                .append(values.length == 1 ? numbers : "vec" + values.length + "(" + numbers + ")").append('\n');
    }
}
