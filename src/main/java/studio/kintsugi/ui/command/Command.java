package studio.kintsugi.ui.command;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.input.KeyCombination;
import studio.kintsugi.ui.common.Texts;

/** Something that the window does when told, by a menu, a button, the palette or a key. For the JavaFX thread. */
public final class Command {
    private final String id;
    private final CommandGroup group;
    private final StringBinding title;
    private final List<KeyCombination> standard;
    private final Runnable action;
    private final BooleanProperty enabled = new SimpleBooleanProperty(true);
    private final StringProperty object = new SimpleStringProperty("");
    private final ObjectProperty<List<KeyCombination>> keys;

    /**
     * @param id lasting, for files of settings
     * @param title follows the language
     * @param keys in the form of {@link KeyCombination#valueOf}; the first is the one that is shown
     */
    public Command(String id, CommandGroup group, StringBinding title, Runnable action, String... keys) {
        this.id = id;
        this.group = group;
        this.title = Bindings.createStringBinding(() -> object.get().isEmpty() ? title.get()
                : Texts.of("command.of", title.get(), object.get()), title, object);
        this.action = action;
        this.standard = Arrays.stream(keys).map(KeyCombination::valueOf).toList();
        this.keys = new SimpleObjectProperty<>(standard);
    }

    /** A command whose title is the text {@code command.} and its id. */
    public static Command named(String id, CommandGroup group, Runnable action, String... keys) {
        return new Command(id, group, Texts.text("command." + id), action, keys);
    }

    public String id() {
        return id;
    }

    public CommandGroup group() {
        return group;
    }

    public ObservableValue<String> title() {
        return title;
    }

    /** What it would act on now, in words that its title takes in; empty where the title says all. */
    public StringProperty objectProperty() {
        return object;
    }

    /** The keys it has as shipped. */
    public List<KeyCombination> standardKeys() {
        return standard;
    }

    /** The keys it has now; may be none. */
    public ObjectProperty<List<KeyCombination>> keysProperty() {
        return keys;
    }

    /** The key to show, as {@code Ctrl+O}; empty where there is none. */
    public StringBinding keyText() {
        return Bindings.createStringBinding(
                () -> firstKey().map(KeyCombination::getDisplayText).orElse(""), keys);
    }

    /** The title and, in parentheses, the key. */
    public StringBinding hint() {
        return Bindings.createStringBinding(() -> firstKey().isEmpty() ? title.get()
                : Texts.of("command.hint", title.get(), firstKey().get().getDisplayText()), title, keys);
    }

    Optional<KeyCombination> firstKey() {
        return keys.get().stream().findFirst();
    }

    public BooleanProperty enabledProperty() {
        return enabled;
    }

    /** Does it, unless it is not enabled. */
    public void run() {
        if (enabled.get()) {
            action.run();
        }
    }
}
