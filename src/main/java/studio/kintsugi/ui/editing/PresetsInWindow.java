package studio.kintsugi.ui.editing;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import studio.kintsugi.service.restoration.InferenceService;
import studio.kintsugi.service.restoration.PresetStore;
import studio.kintsugi.ui.command.Commands;
import studio.kintsugi.ui.common.BackgroundTasks;
import studio.kintsugi.ui.common.Banner;
import studio.kintsugi.ui.dialogs.FileDialogs;
import studio.kintsugi.ui.picture.Document;
import studio.kintsugi.ui.presets.PresetCommands;
import studio.kintsugi.ui.presets.PresetHost;
import studio.kintsugi.ui.presets.PresetMenu;
import studio.kintsugi.ui.presets.Presets;
import studio.kintsugi.ui.presets.PresetsPage;
import studio.kintsugi.ui.strip.OpenPictures;

/** Presets as the window has them: their commands, their menu and their page. For the JavaFX thread. */
public final class PresetsInWindow {
    private final OpenPictures pictures;
    private final Editors editors;
    private final FileDialogs dialogs;
    private final Banner banner;
    private final Presets presets;
    private final PresetCommands commands;
    private final EditorPlace place;

    public PresetsInWindow(PresetStore store, InferenceService service, BackgroundTasks tasks, OpenPictures pictures,
            Editors editors, EditorPlace place, FileDialogs dialogs, Banner banner, Commands commands) {
        this.pictures = pictures;
        this.editors = editors;
        this.place = place;
        this.dialogs = dialogs;
        this.banner = banner;
        presets = new Presets(store, service, tasks, new Host());
        this.commands = new PresetCommands(commands, presets, this::page);
    }

    /** A button that lists them. */
    public PresetMenu menu() {
        return new PresetMenu(presets, this::page);
    }

    private void page() {
        PresetsPage page = new PresetsPage(presets, place::hidePage);
        place.show(page, page.first());
    }

    /**
     * Enables what can be done now.
     *
     * @param picture whether a picture is in front
     */
    public void refresh(boolean picture) {
        commands.enable(picture);
    }

    /** The window as presets see it. */
    private final class Host implements PresetHost {
        @Override
        public Optional<Document> current() {
            return pictures.current();
        }

        @Override
        public List<Document> free() {
            editors.finish();
            return editors.free();
        }

        @Override
        public List<Path> askPresets() {
            return dialogs.presets();
        }

        @Override
        public Optional<Path> askSave(String name) {
            return dialogs.save(pictures.current().map(d -> d.original().resolveSibling(name))
                    .orElseGet(() -> Path.of(System.getProperty("user.home"), name)));
        }

        @Override
        public boolean confirm(String question) {
            return dialogs.confirm(question);
        }

        @Override
        public void note(String sentence) {
            banner.note(sentence);
        }

        @Override
        public void error(String sentence) {
            banner.error(sentence);
        }
    }
}
