package studio.kintsugi.ui.preferences;

import java.util.Arrays;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;
import studio.kintsugi.settings.WindowSettings;
import studio.kintsugi.settings.WindowSettings.Bounds;
import studio.kintsugi.ui.common.Language;
import studio.kintsugi.ui.common.Texts;

/** The choices that last: each is in force at once and kept. For the JavaFX thread. */
public final class Preferences {
    private static final double WIDTH = 1400;
    private static final double HEIGHT = 900;

    private final WindowSettings settings;
    private final ObjectProperty<Language> language = new SimpleObjectProperty<>(Language.SYSTEM);

    /** Speaks the chosen language from now on. */
    public Preferences(WindowSettings settings) {
        this.settings = settings;
        language.set(named(Language.class, settings.language()).orElse(Language.SYSTEM));
        Texts.speak(language.get());
        language.addListener((o, was, is) -> {
            settings.setLanguage(is.name());
            Texts.speak(is);
        });
    }

    private static <E extends Enum<E>> Optional<E> named(Class<E> type, Optional<String> name) {
        return name.flatMap(n -> Arrays.stream(type.getEnumConstants())
                .filter(e -> e.name().equals(n)).findFirst());
    }

    ObjectProperty<Language> languageProperty() {
        return language;
    }

    /** Has the theme follow what is chosen. */
    public void dress(Theme theme) {
        theme.brightnessProperty().set(named(Brightness.class, settings.theme()).orElse(Brightness.SYSTEM));
        theme.brightnessProperty().addListener((o, was, is) -> settings.setTheme(is.name()));
    }

    /** Puts the window where it lay, if that place is still on a screen; else in the middle, no larger than it. */
    public void place(Stage stage) {
        Rectangle2D screen = Screen.getPrimary().getVisualBounds();
        Optional<Bounds> kept = settings.bounds().filter(b -> !Screen.getScreensForRectangle(
                b.x(), b.y(), b.width(), b.height()).isEmpty());
        stage.setWidth(Math.min(screen.getWidth(), kept.map(Bounds::width).orElse(WIDTH)));
        stage.setHeight(Math.min(screen.getHeight(), kept.map(Bounds::height).orElse(HEIGHT)));
        kept.ifPresent(b -> {
            stage.setX(b.x());
            stage.setY(b.y());
            stage.setMaximized(b.maximized());
        });
    }

    /** Keeps where the window lies. */
    public void keepPlace(Stage stage) {
        Optional<Bounds> before = settings.bounds();
        boolean full = stage.isMaximized() || stage.isFullScreen();
        settings.setBounds(full && before.isPresent()
                ? new Bounds(before.get().x(), before.get().y(), before.get().width(), before.get().height(), true)
                : new Bounds(stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight(), full));
    }
}
