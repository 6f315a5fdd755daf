package studio.kintsugi.ui.window;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.scene.Scene;

/** Light or dark, following the system. */
final class Theme {
    private final Scene scene;

    Theme(Scene scene) {
        this.scene = scene;
    }

    void follow() {
        scene.getStylesheets().add(Theme.class.getResource("/ui/kintsugi.css").toExternalForm());
        Platform.getPreferences().colorSchemeProperty().subscribe(this::apply);
    }

    void apply(ColorScheme scheme) {
        boolean dark = scheme == ColorScheme.DARK;
        Application.setUserAgentStylesheet(
                dark ? new PrimerDark().getUserAgentStylesheet() : new PrimerLight().getUserAgentStylesheet());
        scene.getRoot().getStyleClass().remove("dark");
        if (dark) {
            scene.getRoot().getStyleClass().add("dark");
        }
    }
}
