package studio.kintsugi.ui.command;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.event.EventTarget;
import javafx.scene.Scene;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import studio.kintsugi.settings.WindowSettings;

/** All commands of the window, and their keys. For the JavaFX thread. */
public final class Commands {
    private final Map<String, Command> commands = new LinkedHashMap<>();
    private final WindowSettings settings;
    private final ReadOnlyIntegerWrapper revision = new ReadOnlyIntegerWrapper();
    private final BooleanProperty covered = new SimpleBooleanProperty();

    /**
     * @param settings keep the keys that were changed
     */
    public Commands(WindowSettings settings) {
        this.settings = settings;
    }

    /** Adds a command, at the end of its menu; its keys are those that the user gave it, if any. */
    public Command add(Command command) {
        if (commands.putIfAbsent(command.id(), command) != null) {
            throw new IllegalArgumentException("two commands are called " + command.id());
        }
        settings.keys(command.id()).ifPresent(keys -> command.keysProperty().set(parsed(keys, command)));
        return command;
    }

    private static List<KeyCombination> parsed(List<String> keys, Command command) {
        try {
            return keys.stream().map(KeyCombination::valueOf).toList();
        } catch (IllegalArgumentException e) {
            // a file of settings that was edited by hand
            return command.standardKeys();
        }
    }

    public Collection<Command> all() {
        return Collections.unmodifiableCollection(commands.values());
    }

    /**
     * Puts other commands in the place of those whose ids begin alike, at the end of their menu.
     *
     * @param prefix what the ids begin with
     */
    public void replace(String prefix, List<Command> others) {
        commands.keySet().removeIf(id -> id.startsWith(prefix));
        others.forEach(this::add);
        revision.set(revision.get() + 1);
    }

    /** Increases when there are other commands. */
    ReadOnlyIntegerProperty revisionProperty() {
        return revision.getReadOnlyProperty();
    }

    /** While something lies over the window, keys are its own, and menus are disabled. */
    public BooleanProperty coveredProperty() {
        return covered;
    }

    /** The commands of a group, in the order in which they were added. */
    public List<Command> of(CommandGroup group) {
        return commands.values().stream().filter(c -> c.group() == group).toList();
    }

    /** The command with an id that is known to be there. */
    public Command get(String id) {
        return Optional.ofNullable(commands.get(id))
                .orElseThrow(() -> new IllegalArgumentException(id + " is no command"));
    }

    /**
     * Gives a command another key, and takes that key from whichever command had it.
     *
     * @param key empty for none
     */
    public void assign(Command command, Optional<KeyCombination> key) {
        key.ifPresent(k -> all().stream().filter(c -> c != command && c.keysProperty().get().contains(k))
                .forEach(c -> keep(c, without(c, k))));
        keep(command, key.map(List::of).orElse(List.of()));
    }

    private static List<KeyCombination> without(Command command, KeyCombination key) {
        List<KeyCombination> rest = new ArrayList<>(command.keysProperty().get());
        rest.remove(key);
        return List.copyOf(rest);
    }

    private void keep(Command command, List<KeyCombination> keys) {
        command.keysProperty().set(keys);
        settings.setKeys(command.id(), keys.stream().map(KeyCombination::getName).toList());
    }

    /** Gives every command the keys it has as shipped. */
    public void restoreKeys() {
        all().forEach(c -> c.keysProperty().set(c.standardKeys()));
        settings.forgetKeys();
    }

    /**
     * Lets keys run commands. Keys with Ctrl and function keys come before the control that has the focus, single keys
     * after it.
     */
    public void install(Scene scene) {
        scene.addEventFilter(KeyEvent.KEY_PRESSED, e -> {
            if (!covered.get() && !isForText(e) && !isSingle(e)) {
                run(e);
            }
        });
        scene.addEventHandler(KeyEvent.KEY_PRESSED, e -> {
            if (!covered.get() && isSingle(e) && !isText(e.getTarget())) {
                run(e);
            }
        });
    }

    private void run(KeyEvent e) {
        all().stream().filter(c -> c.keysProperty().get().stream().anyMatch(k -> k.match(e))).findFirst()
                .ifPresent(c -> {
                    c.run();
                    e.consume();
                });
    }

    private static boolean isText(EventTarget target) {
        return target instanceof TextInputControl;
    }

    private static boolean isSingle(KeyEvent e) {
        return !e.isShortcutDown() && !e.isAltDown() && !e.getCode().isFunctionKey();
    }

    /** Keys with which a text is edited. */
    private static boolean isForText(KeyEvent e) {
        return isText(e.getTarget()) && e.isShortcutDown()
                && List.of(KeyCode.Z, KeyCode.Y, KeyCode.X, KeyCode.C, KeyCode.V, KeyCode.A).contains(e.getCode());
    }

    /** The combination that was pressed; empty for a modifier alone. */
    static Optional<KeyCombination> pressed(KeyEvent e) {
        if (e.getCode().isModifierKey() || e.getCode() == KeyCode.UNDEFINED) {
            return Optional.empty();
        }
        return Optional.of(new KeyCodeCombination(e.getCode(),
                e.isShiftDown() ? KeyCombination.ModifierValue.DOWN : KeyCombination.ModifierValue.UP,
                KeyCombination.ModifierValue.UP,
                e.isAltDown() ? KeyCombination.ModifierValue.DOWN : KeyCombination.ModifierValue.UP,
                KeyCombination.ModifierValue.UP,
                e.isShortcutDown() ? KeyCombination.ModifierValue.DOWN : KeyCombination.ModifierValue.UP));
    }
}
