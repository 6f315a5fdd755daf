package studio.kintsugi.ui.common;

import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;

/** What the window says, from the message bundle {@code ui/texts.properties} in the user's language. */
public final class Texts {
    private static final ResourceBundle BUNDLE = ResourceBundle.getBundle("ui.texts",
            Control.getNoFallbackControl(Control.FORMAT_PROPERTIES));

    private Texts() {}

    /**
     * A text.
     *
     * @param values for the text's {@code %s}, {@code %d} and similar
     * @throws java.util.MissingResourceException where the bundle has no such text
     */
    public static String of(String key, Object... values) {
        String text = BUNDLE.getString(key);
        return values.length == 0 ? text : String.format(text, values);
    }

    /** Whether the bundle has a text. */
    public static boolean has(String key) {
        return BUNDLE.containsKey(key);
    }
}
