package studio.kintsugi.ui.common;

import java.text.MessageFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import java.util.function.Supplier;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Labeled;

/**
 * What the window says, from the message bundle {@code ui/texts} in the chosen language. {@link #text} follows the
 * language and is bound to what stays on the screen; {@link #of} is for what is asked anew each time.
 */
public final class Texts {
    private static final ObjectProperty<Language> LANGUAGE = new SimpleObjectProperty<>(Language.SYSTEM);
    private static final ResourceBundle ENGLISH = bundle(Locale.ENGLISH);
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

    /** What is put together from several texts, and follows the language. */
    public static StringBinding text(Supplier<String> sentence) {
        return Bindings.createStringBinding(() -> {
            LANGUAGE.get();
            return sentence.get();
        }, LANGUAGE);
    }

    /** Words that are the same in every language, as a name. */
    public static ObservableValue<String> plain(String words) {
        return new ReadOnlyStringWrapper(words);
    }

    /** Has a control say a text that follows the language, in place of what it said. */
    public static <C extends Labeled> C say(C control, String key, Object... values) {
        control.textProperty().bind(text(key, values));
        return control;
    }

    /** Has a control say what is put together from several texts, and follows the language. */
    public static <C extends Labeled> C say(C control, Supplier<String> sentence) {
        control.textProperty().bind(text(sentence));
        return control;
    }

    /** Has a control say words that are the same in every language, or that are known in one alone. */
    public static void sayPlain(Labeled control, String words) {
        control.textProperty().unbind();
        control.setText(words);
    }

    /** The locale of numbers, dates and plurals in the chosen language. Thread-safe. */
    public static Locale locale() {
        Locale now = bundle.getLocale();
        return now.equals(Locale.ROOT) ? Locale.ENGLISH : now;
    }

    /** What the bundle has in English, as it stands there. Thread-safe. */
    public static String english(String key) {
        return ENGLISH.getString(key);
    }

    /** Whether the bundle has a text. */
    public static boolean has(String key) {
        return bundle.containsKey(key);
    }
}
