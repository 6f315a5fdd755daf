package studio.kintsugi.ui.window;

import java.util.List;
import java.util.function.Supplier;
import javafx.beans.binding.BooleanExpression;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import studio.kintsugi.settings.WorkSettings;
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
    private final WorkSettings work;
    private final Supplier<List<Node>> sections;
    private final Overlay overlay = new Overlay();
    private Theme theme;

    /**
     * @param sections of the settings, besides those of the window and the machine
     */
    Pages(Commands commands, Preferences preferences, ModelDrawer models, WorkSettings work,
            Supplier<List<Node>> sections) {
        this.commands = commands;
        this.preferences = preferences;
        this.models = models;
        this.work = work;
        this.sections = sections;
    }

    /** A scene of the window's content under the pages and another cover, in the colors that the user prefers. */
    Scene over(WindowLayout layout, Node cover) {
        Scene scene = new Scene(new StackPane(layout, models, overlay, cover));
        theme = new Theme(scene);
        preferences.dress(theme);
        theme.follow();
        return scene;
    }

    /** For pages of other makers. */
    Overlay overlay() {
        return overlay;
    }

    /** Whether the window is covered. */
    BooleanExpression covered() {
        return overlay.displayProperty().or(models.displayProperty());
    }

    /** Shows a page of which {@code first} has the focus. */
    void show(Node page, Node first) {
        overlay.show(page, first);
    }

    /** Takes the page away. */
    void hidePage() {
        overlay.hide();
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
        SettingsPage page = new SettingsPage(preferences, theme, work, sections.get(), this::shortcuts, overlay::hide);
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
