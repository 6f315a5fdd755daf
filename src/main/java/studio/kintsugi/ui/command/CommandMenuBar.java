package studio.kintsugi.ui.command;

import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyCombination;
import studio.kintsugi.ui.common.Texts;

/** The menu bar: a menu for each group of commands, which follows what commands there are. */
public final class CommandMenuBar extends MenuBar {
    private final Commands commands;

    public CommandMenuBar(Commands commands) {
        this.commands = commands;
        setId("menu-bar");
        accessibleTextProperty().bind(Texts.text("menu.bar"));
        for (CommandGroup group : CommandGroup.values()) {
            Menu menu = new Menu();
            menu.textProperty().bind(group.title());
            menu.setId("menu-" + group.name().toLowerCase(Locale.ROOT));
            getMenus().add(menu);
        }
        fill();
        commands.revisionProperty().addListener(o -> fill());
    }

    private void fill() {
        for (CommandGroup group : CommandGroup.values()) {
            getMenus().get(group.ordinal()).getItems().setAll(
                    commands.of(group).stream().map(c -> item(c, commands)).toList());
        }
    }

    private static MenuItem item(Command command, Commands commands) {
        MenuItem item = new MenuItem();
        item.setId("menu-" + command.id());
        item.setMnemonicParsing(false);
        item.setOnAction(e -> command.run());
        item.disableProperty().bind(command.enabledProperty().not().or(commands.coveredProperty()));
        // a key without Ctrl would also act while a text is typed; it stands in the text instead
        item.textProperty().bind(Bindings.createStringBinding(() -> command.firstKey()
                .filter(k -> !isForMenus(k)).isPresent() ? command.hint().get() : command.title().getValue(),
                command.title(), command.keysProperty()));
        item.acceleratorProperty().bind(Bindings.createObjectBinding(
                () -> command.firstKey().filter(CommandMenuBar::isForMenus).orElse(null), command.keysProperty()));
        return item;
    }

    private static boolean isForMenus(KeyCombination key) {
        return key.getShortcut() == KeyCombination.ModifierValue.DOWN
                || key.getAlt() == KeyCombination.ModifierValue.DOWN;
    }
}
