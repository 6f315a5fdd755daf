package studio.kintsugi.ui.window;

import static studio.kintsugi.ui.command.CommandGroup.EDIT;
import static studio.kintsugi.ui.command.CommandGroup.FILE;
import static studio.kintsugi.ui.command.CommandGroup.HELP;
import static studio.kintsugi.ui.command.CommandGroup.PICTURE;
import static studio.kintsugi.ui.command.CommandGroup.TOOLS;
import static studio.kintsugi.ui.command.CommandGroup.VIEW;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import studio.kintsugi.ui.command.Command;
import studio.kintsugi.ui.command.CommandGroup;
import studio.kintsugi.ui.command.Commands;
import studio.kintsugi.ui.common.Texts;
import studio.kintsugi.ui.common.Zoomable;
import studio.kintsugi.ui.compare.CompareView;
import studio.kintsugi.ui.tools.Tool;

/** Lists what the window can be told to do. */
final class WindowCommands {
    private final Commands commands;
    private final WindowActions actions;

    WindowCommands(Commands commands, WindowActions actions) {
        this.commands = commands;
        this.actions = actions;
    }

    void add(WindowLayout layout, List<Tool> tools) {
        file(layout);
        edit();
        view(layout);
        picture();
        for (Tool tool : tools) {
            int place = tools.indexOf(tool);
            commands.add(new Command("tool-" + tool.id(), TOOLS, Texts.text("task." + tool.id()),
                    () -> layout.chooseTool(place), place < 9 ? new String[] {"Shortcut+" + (place + 1)}
                    : new String[0]));
        }
        add("models", TOOLS, actions::models, "Shortcut+M");
        help(layout);
    }

    private void add(String id, CommandGroup group, Runnable action, String... keys) {
        commands.add(Command.named(id, group, action, keys));
    }

    private void file(WindowLayout layout) {
        add("open", FILE, actions::open, "Shortcut+O");
        add("recent", FILE, () -> layout.topBar().showRecent(), "Shortcut+Shift+O");
        add("save", FILE, actions::save, "Shortcut+S");
        add("save-as", FILE, actions::saveAs, "Shortcut+Shift+S");
        add("close", FILE, actions::close, "Shortcut+W");
        add("settings", FILE, actions::settings, "Shortcut+Comma");
        add("quit", FILE, actions::quit, "Shortcut+Q");
    }

    private void edit() {
        add("undo", EDIT, actions::undo, "Shortcut+Z");
        add("redo", EDIT, actions::redo, "Shortcut+Shift+Z", "Shortcut+Y");
        add("copy", EDIT, actions::copy, "Shortcut+C");
        add("paste", EDIT, actions::paste, "Shortcut+V");
        add("select-all", EDIT, actions::selectAll, "Shortcut+A");
    }

    private void view(WindowLayout layout) {
        CompareView compare = layout.compare();
        add("zoom-in", VIEW, zoom(layout, Zoomable::zoomIn), "Shortcut+Plus", "Shortcut+Equals",
                "Shortcut+Shift+Equals",
                "Shortcut+Add", "Plus", "Equals", "Shift+Equals", "Add");
        add("zoom-out", VIEW, zoom(layout, Zoomable::zoomOut), "Shortcut+Minus", "Shortcut+Subtract", "Minus",
                "Subtract");
        add("fit", VIEW, zoom(layout, Zoomable::fit), "Shortcut+0", "0", "Shortcut+Numpad 0", "Numpad 0", "Esc");
        add("actual-size", VIEW, zoom(layout, z -> z.zoomTo(1)), "1");
        add("double-size", VIEW, zoom(layout, z -> z.zoomTo(2)), "2");
        add("mode", VIEW, layout::nextMode, "M");
        add("pixels", VIEW, compare::togglePixels, "N");
        add("history", VIEW, layout.side()::swapHistory, "Shortcut+H");
        add("information", VIEW, layout.side()::swapInformation, "Shortcut+I");
        add("queue", VIEW, layout::swapQueue, "Shortcut+J");
        add("full-screen", VIEW, actions::fullScreen, "F11");
        add("clear-message", VIEW, layout.banner()::clear, "F2");
    }

    /** Zooms what is in the middle, if it can be zoomed. */
    private static Runnable zoom(WindowLayout layout, Consumer<Zoomable> how) {
        return () -> Optional.ofNullable(layout.zoomed().getValue()).ifPresent(how);
    }

    private void picture() {
        add("preview", PICTURE, actions::preview, "Shortcut+P");
        add("run", PICTURE, actions::run, "Shortcut+R");
        add("trials", PICTURE, actions::trials, "Shortcut+T");
        add("cancel", PICTURE, actions::cancel, "Shortcut+Period");
        add("next", PICTURE, () -> actions.show(1), "Shortcut+Page Down");
        add("previous", PICTURE, () -> actions.show(-1), "Shortcut+Page Up");
    }

    private void help(WindowLayout layout) {
        add("palette", HELP, actions::palette, "Shortcut+Shift+P");
        add("shortcuts", HELP, actions::shortcuts, "F1");
        add("about", HELP, actions::about);
        // a key that acts as long as it is held is no command
        layout.compare().addEventHandler(KeyEvent.KEY_PRESSED, e -> arrow(layout.compare(), e));
    }

    /** Arrows move a picture that is larger than its frame, and otherwise go to the next one. */
    private void arrow(CompareView compare, KeyEvent e) {
        int across = e.getCode() == KeyCode.RIGHT ? 1 : e.getCode() == KeyCode.LEFT ? -1 : 0;
        int down = e.getCode() == KeyCode.DOWN ? 1 : e.getCode() == KeyCode.UP ? -1 : 0;
        if (across == 0 && down == 0 || e.isShortcutDown() || e.isAltDown()) {
            return;
        }
        e.consume();
        if (!compare.isFitted()) {
            compare.move(across, down);
        } else if (across != 0) {
            actions.show(across);
        }
    }
}
