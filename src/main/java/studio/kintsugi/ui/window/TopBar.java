package studio.kintsugi.ui.window;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.javafx.FontIcon;
import studio.kintsugi.ui.command.Command;
import studio.kintsugi.ui.command.Commands;
import studio.kintsugi.ui.common.Controls;
import studio.kintsugi.ui.common.Texts;
import studio.kintsugi.ui.picture.CompareView;

/** The buttons above the picture. */
final class TopBar extends HBox {
    private final RecentMenu recent;

    TopBar(WindowActions actions, Commands commands, CompareView compare) {
        Label name = new Label(Texts.of("application"));
        name.getStyleClass().addAll("title-4", "brand");
        recent = new RecentMenu(actions);
        Label zoom = new Label();
        zoom.setId("zoom");
        zoom.textProperty().bind(Texts.text("percent", compare.percentProperty()));
        zoom.visibleProperty().bind(compare.hasPictureProperty());
        getChildren().addAll(name, icon(commands.get("open"), "fth-folder"), recent,
                icon(commands.get("save"), "fth-save"), icon(commands.get("undo"), "fth-corner-up-left"),
                icon(commands.get("redo"), "fth-corner-up-right"), Controls.gap(),
                word(commands.get("models"), "fth-package", "models"),
                icon(commands.get("mode"), "fth-columns"), icon(commands.get("pixels"), "fth-grid"),
                icon(commands.get("zoom-out"), "fth-zoom-out"), zoom, icon(commands.get("zoom-in"), "fth-zoom-in"),
                word(commands.get("fit"), null, "toolbar.fit"),
                word(commands.get("actual-size"), null, "toolbar.actual-size"));
        setAlignment(Pos.CENTER_LEFT);
        getStyleClass().add("top-bar");
    }

    private static Button icon(Command command, String literal) {
        Button button = new Button(null, literal == null ? null : new FontIcon(literal));
        button.setId(command.id());
        button.getStyleClass().addAll("flat", "button-icon");
        Controls.describe(button, command.hint());
        button.disableProperty().bind(command.enabledProperty().not());
        button.setOnAction(e -> command.run());
        return button;
    }

    /** A button that says what it does, where no icon would. */
    private static Button word(Command command, String literal, String text) {
        Button button = icon(command, literal);
        button.getStyleClass().remove("button-icon");
        button.setMnemonicParsing(false);
        button.setMinWidth(USE_PREF_SIZE);
        Texts.say(button, text);
        return button;
    }

    void showRecent() {
        recent.show();
    }
}
