package studio.kintsugi.ui.command;

import java.util.Arrays;
import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.collections.FXCollections;
import javafx.collections.transformation.FilteredList;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import studio.kintsugi.ui.common.Controls;
import studio.kintsugi.ui.common.Texts;

/** Finds a command by words of its title, and runs it: type, arrows, Enter. */
public final class CommandPalette extends VBox {
    private final TextField words = Controls.describe(new TextField(), "palette-words", Texts.text("palette.hint"));
    private final ListView<Command> list = Controls.describe(new ListView<>(), "palette-list",
            Texts.text("palette.hint"));
    private final Overlay overlay;

    private CommandPalette(Commands commands, Overlay overlay) {
        super(8);
        this.overlay = overlay;
        getStyleClass().addAll("page", "palette");
        FilteredList<Command> found = new FilteredList<>(FXCollections.observableArrayList(
                commands.all().stream().filter(c -> c.enabledProperty().get()).toList()));
        words.promptTextProperty().bind(Texts.text("palette.hint"));
        words.textProperty().addListener((o, was, typed) -> {
            found.setPredicate(c -> matches(c.title().getValue(), typed));
            list.getSelectionModel().selectFirst();
        });
        list.setItems(found);
        list.setCellFactory(l -> new Row());
        list.placeholderProperty().bind(Bindings.createObjectBinding(
                () -> Texts.say(new Label(), "palette.none"), Texts.language()));
        list.getSelectionModel().selectFirst();
        list.setOnMouseClicked(e -> runSelected());
        addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        getChildren().addAll(words, list);
    }

    /** Shows it over the window. */
    public static void show(Commands commands, Overlay overlay) {
        CommandPalette palette = new CommandPalette(commands, overlay);
        overlay.show(palette, palette.words);
    }

    /** Whether a title has all the words, in any order. */
    static boolean matches(String title, String words) {
        String lower = title.toLowerCase(Locale.ROOT);
        return Arrays.stream(words.strip().toLowerCase(Locale.ROOT).split("\\s+")).allMatch(lower::contains);
    }

    private void pressed(KeyEvent e) {
        int step = e.getCode() == KeyCode.DOWN ? 1 : e.getCode() == KeyCode.UP ? -1 : 0;
        if (step != 0) {
            int next = Math.clamp(list.getSelectionModel().getSelectedIndex() + step, 0,
                    Math.max(0, list.getItems().size() - 1));
            list.getSelectionModel().select(next);
            list.scrollTo(next);
            e.consume();
        } else if (e.getCode() == KeyCode.ENTER) {
            runSelected();
            e.consume();
        }
    }

    private void runSelected() {
        Command chosen = list.getSelectionModel().getSelectedItem();
        if (chosen != null) {
            overlay.hide();
            chosen.run();
        }
    }

    private static final class Row extends ListCell<Command> {
        @Override
        protected void updateItem(Command command, boolean empty) {
            super.updateItem(command, empty);
            setText(null);
            setGraphic(empty || command == null ? null : new HBox(new Label(command.title().getValue()),
                    Controls.gap(), Controls.text(command.keyText().get(), "text-muted")));
            setAccessibleText(empty || command == null ? "" : command.hint().get());
        }
    }
}
