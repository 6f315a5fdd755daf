package studio.kintsugi.ui.preferences;

import java.util.Locale;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import studio.kintsugi.ui.common.Controls;
import studio.kintsugi.ui.common.Language;
import studio.kintsugi.ui.common.Texts;

/** The settings of the window; each is in force as soon as it is chosen. */
public final class SettingsPage extends VBox {
    private final ComboBox<Language> language;

    /**
     * @param close closes the page
     */
    public SettingsPage(Preferences preferences, Theme theme, Runnable close) {
        super(14);
        setId("settings");
        getStyleClass().add("page");
        HBox head = new HBox(12, Controls.text(Texts.of("settings.title"), "title-3"), Controls.gap(),
                Controls.iconButton("settings-close", "fth-x", Texts.of("page.close.hint"), close));
        language = choice("language", Language.values(),
                l -> Texts.of("language." + l.name().toLowerCase(Locale.ROOT)), preferences.languageProperty());
        ComboBox<Brightness> brightness = choice("brightness", Brightness.values(), Brightness::title,
                theme.brightnessProperty());
        GridPane grid = new GridPane(16, 12);
        grid.addRow(0, Controls.labelFor(language, Texts.of("settings.language")), language);
        grid.addRow(1, Controls.labelFor(brightness, Texts.of("settings.brightness")), brightness);
        getChildren().addAll(head, grid, Controls.text(Texts.of("settings.privacy"), "text-muted"));
    }

    /** What has the focus when the page is shown. */
    public Node first() {
        return language;
    }

    private static <T> ComboBox<T> choice(String id, T[] values, Function<T, String> title, ObjectProperty<T> chosen) {
        ComboBox<T> box = Controls.describe(new ComboBox<>(), "settings-" + id, Texts.of("settings." + id + ".hint"));
        box.getItems().setAll(values);
        box.setConverter(Controls.shownAs(title));
        box.valueProperty().bindBidirectional(chosen);
        box.setMaxWidth(Double.MAX_VALUE);
        return box;
    }
}
