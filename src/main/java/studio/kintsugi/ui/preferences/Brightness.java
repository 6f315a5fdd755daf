package studio.kintsugi.ui.preferences;

import java.util.Locale;
import studio.kintsugi.ui.common.Texts;

/** Light or dark, or as the system is. */
public enum Brightness {
    SYSTEM,
    LIGHT,
    DARK;

    String title() {
        return Texts.of("brightness." + name().toLowerCase(Locale.ROOT));
    }
}
