package studio.kintsugi.ui.preferences;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Scene;

/** Light or dark, as chosen or as the system is. */
public final class Theme {
    private final Scene scene;
    private final ObjectProperty<Brightness> brightness = new SimpleObjectProperty<>(Brightness.SYSTEM);

    public Theme(Scene scene) {
        this.scene = scene;
    }

    /** Gives the scene its style sheets, and keeps to what is chosen or the system says. */
    public void follow() {
        scene.getStylesheets().add(Theme.class.getResource("/ui/kintsugi.css").toExternalForm());
        // subscribers to values are called at once, too
        Platform.getPreferences().colorSchemeProperty().subscribe(scheme -> choose());
        brightness.subscribe(chosen -> choose());
    }

    public ObjectProperty<Brightness> brightnessProperty() {
        return brightness;
    }

    private void choose() {
        apply(switch (brightness.get()) {
            case SYSTEM -> Platform.getPreferences().getColorScheme();
            case LIGHT -> ColorScheme.LIGHT;
            case DARK -> ColorScheme.DARK;
        });
    }

    /** Changes the scene's colours at once. */
    public void apply(ColorScheme scheme) {
        boolean dark = scheme == ColorScheme.DARK;
        Application.setUserAgentStylesheet(
                dark ? new PrimerDark().getUserAgentStylesheet() : new PrimerLight().getUserAgentStylesheet());
        scene.getRoot().getStyleClass().remove("dark");
        if (dark) {
            scene.getRoot().getStyleClass().add("dark");
        }
    }
}
