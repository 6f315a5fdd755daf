package studio.kintsugi.ui.window;

import javafx.beans.binding.BooleanExpression;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import studio.kintsugi.ui.command.CommandPalette;
import studio.kintsugi.ui.command.Commands;
import studio.kintsugi.ui.command.Overlay;
import studio.kintsugi.ui.command.ShortcutsPage;
import studio.kintsugi.ui.preferences.AboutPage;
import studio.kintsugi.ui.preferences.Preferences;
import studio.kintsugi.ui.preferences.SettingsPage;
import studio.kintsugi.ui.preferences.Theme;

/** What is shown over the window for a while: pages of settings and help, and the drawer of models. */
final class Pages {
    private final Commands commands;
    private final Preferences preferences;
    private final ModelDrawer models;
    private final Overlay overlay = new Overlay();
    private Theme theme;

    Pages(Commands commands, Preferences preferences, ModelDrawer models) {
        this.commands = commands;
        this.preferences = preferences;
        this.models = models;
    }

    /** A scene of the window's content under the pages and another cover, in the colors that the user prefers. */
    Scene over(WindowLayout layout, Node cover) {
        Scene scene = new Scene(new StackPane(layout, models, overlay, cover));
        theme = new Theme(scene);
        preferences.dress(theme);
        theme.follow();
        return scene;
    }

    /** Whether the window is covered. */
    BooleanExpression covered() {
        return overlay.displayProperty().or(models.displayProperty());
    }

    /** Takes away what lies uppermost. */
    void hide() {
        if (overlay.isDisplay()) {
            overlay.hide();
        } else {
            models.hide();
        }
    }

    void settings() {
        SettingsPage page = new SettingsPage(preferences, theme, overlay::hide);
        overlay.show(page, page.first());
    }

    void about() {
        AboutPage page = new AboutPage(overlay::hide);
        overlay.show(page, page.first());
    }

    void shortcuts() {
        ShortcutsPage.show(commands, overlay);
    }

    void palette() {
        CommandPalette.show(commands, overlay);
    }
}
