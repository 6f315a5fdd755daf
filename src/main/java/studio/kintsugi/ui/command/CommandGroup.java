package studio.kintsugi.ui.command;

import java.util.Locale;
import javafx.beans.binding.StringBinding;
import studio.kintsugi.ui.common.Texts;

/** A menu of the menu bar, and a heading of the page of shortcuts; in the order of the menu bar. */
public enum CommandGroup {
    FILE,
    EDIT,
    VIEW,
    PICTURE,
    PRESETS,
    TOOLS,
    HELP;

    StringBinding title() {
        return Texts.text("menu." + name().toLowerCase(Locale.ROOT));
    }
}
