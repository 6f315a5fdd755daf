package studio.kintsugi.ui.common;

import java.util.Locale;

/** A language that the window speaks, or the choice to follow the system's. */
public enum Language {
    SYSTEM,
    ENGLISH,
    CHINESE;

    /** The locale of texts, numbers and plurals; the system's where it is one of ours, English otherwise. */
    public Locale locale() {
        return switch (this) {
            case ENGLISH -> Locale.ENGLISH;
            case CHINESE -> Locale.SIMPLIFIED_CHINESE;
            case SYSTEM -> Locale.getDefault(Locale.Category.DISPLAY).getLanguage()
                    .equals(Locale.CHINESE.getLanguage()) ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH;
        };
    }
}
