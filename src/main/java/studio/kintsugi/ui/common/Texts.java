package studio.kintsugi.ui.common;

import java.text.MessageFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Labeled;

/**
 * What the window says, from the message bundle {@code ui/texts} in the chosen language. {@link #text} follows the
 * language and is bound to what stays on the screen; {@link #of} is for what is asked anew each time.
 */
public final class Texts {
    private static final ObjectProperty<Language> LANGUAGE = new SimpleObjectProperty<>(Language.SYSTEM);
    private static volatile ResourceBundle bundle = bundle(Language.SYSTEM.locale());

    private Texts() {}

    private static ResourceBundle bundle(Locale locale) {
        return ResourceBundle.getBundle("ui.texts", locale, Control.getNoFallbackControl(Control.FORMAT_PROPERTIES));
    }

    /** Chooses the language; all bound texts change at once. For the JavaFX thread. */
    public static void speak(Language language) {
        bundle = bundle(language.locale());
        LANGUAGE.set(language);
    }

    /** The chosen language, for what has to be made anew when it changes. For the JavaFX thread. */
    public static ObservableValue<Language> language() {
        return LANGUAGE;
    }

    /**
     * A text, in the language of now. Thread-safe.
     *
     * @param values for the text's {@code {0}}, {@code {1}} and so on; of an observable value, what it is now
     * @throws java.util.MissingResourceException where the bundle has no such text
     */
    public static String of(String key, Object... values) {
        ResourceBundle now = bundle;
        Object[] current = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            current[i] = values[i] instanceof ObservableValue<?> v ? v.getValue() : values[i];
        }
        return new MessageFormat(now.getString(key), now.getLocale().equals(Locale.ROOT) ? Locale.ENGLISH
                : now.getLocale()).format(current);
    }

    /**
     * A text that follows the language.
     *
     * @param values as for {@link #of}; observable ones are followed too
     */
    public static StringBinding text(String key, Object... values) {
        Observable[] followed = new Observable[values.length + 1];
        int count = 0;
        followed[count++] = LANGUAGE;
        for (Object value : values) {
            if (value instanceof ObservableValue<?> v) {
                followed[count++] = v;
            }
        }
        return Bindings.createStringBinding(() -> {
            // a property that nobody reads tells of its first change alone
            LANGUAGE.get();
            return of(key, values);
        }, Arrays.copyOf(followed, count));
    }

    /** Has a control say a text that follows the language, in place of what it said. */
    public static void say(Labeled control, String key, Object... values) {
        control.textProperty().bind(text(key, values));
    }

    /** Whether the bundle has a text. */
    public static boolean has(String key) {
        return bundle.containsKey(key);
    }
}
