package studio.kintsugi.ui;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.scene.Scene;

/** Light or dark, as the system is. */
final class Theme {
    private final Scene scene;

    Theme(Scene scene) {
        this.scene = scene;
    }

    void follow() {
        scene.getStylesheets().add(Theme.class.getResource("/ui/kintsugi.css").toExternalForm());
        apply(Platform.getPreferences().getColorScheme());
        Platform.getPreferences().colorSchemeProperty().addListener((o, was, is) -> apply(is));
    }

    private static void apply(ColorScheme scheme) {
        Application.setUserAgentStylesheet(scheme == ColorScheme.DARK
                ? new PrimerDark().getUserAgentStylesheet()
                : new PrimerLight().getUserAgentStylesheet());
    }
}
