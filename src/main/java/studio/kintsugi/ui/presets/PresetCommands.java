package studio.kintsugi.ui.presets;

import java.util.List;
import java.util.Locale;
import javafx.collections.ListChangeListener;
import studio.kintsugi.edit.Preset;
import studio.kintsugi.ui.command.Command;
import studio.kintsugi.ui.command.CommandGroup;
import studio.kintsugi.ui.command.Commands;
import studio.kintsugi.ui.common.Texts;

/** The commands of presets: one for each, and those that keep them. */
public final class PresetCommands {
    private static final String PREFIX = "preset:";

    private final Commands commands;
    private final Presets presets;

    /**
     * @param page shows the page of presets
     */
    public PresetCommands(Commands commands, Presets presets, Runnable page) {
        this.commands = commands;
        this.presets = presets;
        commands.add(Command.named("presets", CommandGroup.PRESETS, page, "Shortcut+K"));
        commands.add(Command.named("preset-import", CommandGroup.PRESETS, presets::importFiles));
        presets.all().addListener((ListChangeListener<Preset>) c -> list());
        list();
    }

    private void list() {
        List<Command> each = presets.all().stream().map(this::command).toList();
        commands.replace(PREFIX, each);
    }

    private Command command(Preset preset) {
        String own = Presets.isShipped(preset) ? "" : "own:";
        return new Command(PREFIX + own + preset.name().toLowerCase(Locale.ROOT), CommandGroup.PRESETS,
                Texts.text(() -> Texts.of("preset.apply", Presets.title(preset))), () -> presets.apply(preset));
    }

    /** Enables those that need a picture. */
    public void enable(boolean picture) {
        commands.of(CommandGroup.PRESETS).stream().filter(c -> c.id().startsWith(PREFIX))
                .forEach(c -> c.enabledProperty().set(picture));
    }
}
