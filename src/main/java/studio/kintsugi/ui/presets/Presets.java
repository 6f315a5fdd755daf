package studio.kintsugi.ui.presets;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.edit.Geometry;
import studio.kintsugi.edit.Preset;
import studio.kintsugi.edit.Recipe;
import studio.kintsugi.edit.Step;
import studio.kintsugi.service.restoration.InferenceService;
import studio.kintsugi.service.restoration.PresetStore;
import studio.kintsugi.service.restoration.Replay;
import studio.kintsugi.ui.common.BackgroundTasks;
import studio.kintsugi.ui.common.Texts;
import studio.kintsugi.ui.picture.Document;
import studio.kintsugi.ui.tools.Tool;

/** The presets of the window: applied to pictures, kept, shared. For the JavaFX thread; files are read beside it. */
public final class Presets {
    private final PresetStore store;
    private final InferenceService service;
    private final BackgroundTasks tasks;
    private final PresetHost host;
    private final ObservableList<Preset> all = FXCollections.observableArrayList();
    private final ObservableList<Preset> shown = FXCollections.unmodifiableObservableList(all);

    public Presets(PresetStore store, InferenceService service, BackgroundTasks tasks, PresetHost host) {
        this.store = store;
        this.service = service;
        this.tasks = tasks;
        this.host = host;
        reload();
    }

    /** Those that ship, and the user's own after them. */
    public ObservableList<Preset> all() {
        return shown;
    }

    private void reload() {
        tasks.run(store::all, all::setAll, host::error);
    }

    /** Whether it came with the program. */
    static boolean isShipped(Preset preset) {
        return PresetStore.shipped().contains(preset);
    }

    /** Its name; that of one that ships in the window's language. */
    static String title(Preset preset) {
        String key = "preset.name." + preset.name().toLowerCase(Locale.ROOT).replace(' ', '-');
        return isShipped(preset) && Texts.has(key) ? Texts.of(key) : preset.name();
    }

    /** What it does, in a line. */
    static String summary(Preset preset) {
        return preset.steps().stream().map(Presets::summary).collect(Collectors.joining("  ·  "));
    }

    private static String summary(Step step) {
        String tool = Tool.title(step.tool());
        return Geometry.is(step) || step.strength() >= 1 ? tool
                : Texts.of("preset.step", tool, Math.round(100 * step.strength()));
    }

    /** Adds the steps of a preset to the selected pictures, each as one change. */
    public void apply(Preset preset) {
        List<Document> documents = host.free();
        tasks.run(() -> {
            List<Step> steps = new ArrayList<>();
            for (Step step : preset.steps()) {
                steps.add(Replay.withModelHere(service, step));
            }
            return steps;
        }, steps -> {
            documents.forEach(d -> d.addPreset(title(preset), steps));
            if (documents.size() > 1) {
                host.note(Texts.of("preset.applied", title(preset), documents.size()));
            }
        }, host::error);
    }

    /** Whether there are steps to be saved. */
    boolean canSave() {
        return host.current().filter(d -> !d.steps().isEmpty()).isPresent();
    }

    /** Keeps the steps of the picture in front under a name. */
    void save(String name) {
        host.current().filter(d -> !d.steps().isEmpty()).ifPresent(document -> {
            Preset preset = new Preset(name.strip(), Recipe.of(document.steps()));
            if (isTaken(preset.name()) && !host.confirm(Texts.of("preset.replace", preset.name()))) {
                return;
            }
            change(() -> store.save(preset), Texts.of("preset.saved", preset.name()));
        });
    }

    private boolean isTaken(String name) {
        return all.stream().anyMatch(p -> !isShipped(p) && p.name().equalsIgnoreCase(name));
    }

    void rename(Preset preset, String name) {
        if (name.isBlank() || name.strip().equals(preset.name())) {
            return;
        }
        boolean other = !name.strip().equalsIgnoreCase(preset.name()) && isTaken(name.strip());
        if (!other || host.confirm(Texts.of("preset.replace", name.strip()))) {
            change(() -> store.rename(preset, name), "");
        }
    }

    void delete(Preset preset) {
        if (host.confirm(Texts.of("preset.delete", preset.name()))) {
            change(() -> store.delete(preset.name()), "");
        }
    }

    /** Takes in presets that the user has as files. */
    public void importFiles() {
        List<Path> files = host.askPresets();
        for (Path file : files) {
            tasks.run(() -> {
                Preset preset = PresetStore.read(file);
                store.save(preset);
                return preset;
            }, preset -> {
                host.note(Texts.of("preset.imported", preset.name()));
                reload();
            }, host::error);
        }
    }

    /** Writes a preset to a file that the user chooses. */
    void export(Preset preset) {
        Optional<Path> file = host.askSave(title(preset) + ".json");
        file.ifPresent(f -> change(() -> PresetStore.export(preset, f), Texts.of("preset.exported", f.getFileName())));
    }

    private interface Change {
        void make() throws KintsugiException;
    }

    /**
     * @param note said when it is done; empty for nothing
     */
    private void change(Change change, String note) {
        tasks.run(() -> {
            change.make();
            return null;
        }, done -> {
            if (!note.isEmpty()) {
                host.note(note);
            }
            reload();
        }, host::error);
    }
}
