package studio.kintsugi.ui.command;

import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import studio.kintsugi.ui.common.Controls;
import studio.kintsugi.ui.common.Texts;

/** All commands with their keys, in columns; a click on a key waits for another one. */
public final class ShortcutsPage extends VBox {
    private static final double COLUMN = 300;

    private final Commands commands;
    private final FlowPane columns = new FlowPane(24, 18);
    private final TextField filter = Controls.describe(new TextField(), "shortcuts-filter",
            Texts.text("shortcuts.filter"));
    private Optional<Button> waiting = Optional.empty();

    private ShortcutsPage(Commands commands, Overlay overlay) {
        super(12);
        this.commands = commands;
        setId("shortcuts");
        getStyleClass().add("page");
        filter.setPrefColumnCount(18);
        filter.promptTextProperty().bind(Texts.text("shortcuts.filter"));
        filter.textProperty().addListener(o -> fill());
        Button restore = Controls.button("shortcuts-restore", Texts.text("shortcuts.restore"), null,
                Texts.text("shortcuts.restore.hint"), () -> {
            commands.restoreKeys();
            fill();
        });
        HBox head = new HBox(12, Controls.text(Texts.text("shortcuts.title"), "title-3"), Controls.gap(), filter,
                restore,
                Controls.iconButton("shortcuts-close", "fth-x", Texts.text("page.close.hint"), overlay::hide));
        ScrollPane scroll = new ScrollPane(columns);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("settings-scroll");
        getChildren().addAll(head, Controls.text(Texts.text("shortcuts.explained"), "text-muted"), scroll);
        fill();
    }

    /** Shows it over the window. */
    public static void show(Commands commands, Overlay overlay) {
        ShortcutsPage page = new ShortcutsPage(commands, overlay);
        overlay.show(page, page.filter);
    }

    private void fill() {
        columns.getChildren().clear();
        waiting = Optional.empty();
        for (CommandGroup group : CommandGroup.values()) {
            VBox column = new VBox(4, Controls.text(Texts.text(() -> group.title().get().replaceAll("\\(_.\\)|_", "")),
                    "text-bold"));
            column.setPrefWidth(COLUMN);
            commands.of(group).stream()
                    .filter(c -> CommandPalette.matches(c.title().getValue() + " " + c.keyText().get(),
                            filter.getText()))
                    .forEach(c -> column.getChildren().add(row(c)));
            if (column.getChildren().size() > 1) {
                columns.getChildren().add(column);
            }
        }
    }

    private HBox row(Command command) {
        String key = command.keyText().get();
        Button button = Controls.button("key-" + command.id(), key.isEmpty()
                ? Texts.text("shortcuts.none") : Texts.plain(key), null,
                Texts.text("shortcuts.change.hint", command.title()), () -> { });
        button.setMnemonicParsing(false);
        button.getStyleClass().add("small");
        button.setOnAction(e -> waitForKey(button));
        button.addEventFilter(KeyEvent.KEY_PRESSED, e -> taken(e, button, command));
        button.focusedProperty().subscribe(focused -> {
            if (!focused && waiting.filter(button::equals).isPresent()) {
                fill();
            }
        });
        Label title = Controls.text(command.title());
        title.setMaxWidth(COLUMN / 2 + 20);
        HBox row = new HBox(8, title, Controls.gap(), button);
        row.setMinWidth(COLUMN);
        return row;
    }

    private void waitForKey(Button button) {
        waiting = Optional.of(button);
        Texts.say(button, "shortcuts.press");
    }

    private void taken(KeyEvent e, Button button, Command command) {
        if (waiting.filter(button::equals).isEmpty()) {
            return;
        }
        e.consume();
        if (e.getCode() == KeyCode.ESCAPE) {
            fill();
        } else if (e.getCode() == KeyCode.BACK_SPACE || e.getCode() == KeyCode.DELETE) {
            commands.assign(command, Optional.empty());
            fill();
        } else {
            Commands.pressed(e).ifPresent(key -> {
                commands.assign(command, Optional.of(key));
                fill();
            });
        }
    }
}
