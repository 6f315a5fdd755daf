package studio.kintsugi.ui.window;

import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableStringValue;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.javafx.FontIcon;
import studio.kintsugi.ui.command.Command;
import studio.kintsugi.ui.command.Commands;
import studio.kintsugi.ui.common.Controls;
import studio.kintsugi.ui.common.Texts;
import studio.kintsugi.ui.common.Zoomable;

/** The buttons above the picture. */
final class TopBar extends HBox {
    private final RecentMenu recent;
    private final Button activity;

    TopBar(WindowActions actions, Commands commands, ObservableValue<Zoomable> zoomed) {
        Label name = Texts.say(new Label(), "application");
        name.getStyleClass().addAll("title-4", "brand");
        recent = new RecentMenu(actions);
        Label zoom = new Label();
        zoom.setId("zoom");
        zoom.textProperty().bind(Texts.text("percent", zoomed.flatMap(Zoomable::percentProperty).orElse(0)));
        zoom.visibleProperty().bind(commands.get("fit").enabledProperty());
        activity = Controls.button("training-activity", null, "fth-activity",
                Texts.text("training.activity.hint"), actions::models);
        activity.getStyleClass().add("flat");
        activity.setMnemonicParsing(false);
        activity.managedProperty().bind(activity.visibleProperty());
        getChildren().addAll(name, icon(commands.get("open"), "fth-folder"), recent,
                icon(commands.get("save"), "fth-save"), icon(commands.get("undo"), "fth-corner-up-left"),
                icon(commands.get("redo"), "fth-corner-up-right"), Controls.gap(), activity,
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

    /** Shows what is being trained as long as it is not empty. */
    void showActivity(ObservableStringValue what) {
        activity.textProperty().bind(what);
        activity.visibleProperty().bind(Bindings.isNotEmpty(what));
    }

    void showRecent() {
        recent.show();
    }
}
