package studio.kintsugi.ui.editing;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import studio.kintsugi.edit.Geometry;
import studio.kintsugi.edit.History;
import studio.kintsugi.ui.command.Command;
import studio.kintsugi.ui.command.CommandGroup;
import studio.kintsugi.ui.command.Commands;
import studio.kintsugi.ui.common.BackgroundTasks;
import studio.kintsugi.ui.compare.CompareView;
import studio.kintsugi.ui.geometry.CropEditor;
import studio.kintsugi.ui.geometry.ResizePage;
import studio.kintsugi.ui.geometry.Turning;
import studio.kintsugi.ui.history.HistoryActions;
import studio.kintsugi.ui.history.HistoryPanel;
import studio.kintsugi.ui.masks.MaskEditor;
import studio.kintsugi.ui.masks.MaskSettings;
import studio.kintsugi.ui.picture.Document;
import studio.kintsugi.ui.picture.PictureEditor;
import studio.kintsugi.ui.picture.StepRunner;
import studio.kintsugi.ui.strip.OpenPictures;

/** Opens what works on the picture in front by hand, one at a time, and closes it. For the JavaFX thread. */
public final class Editors implements HistoryActions {
    /** Commands that make no sense while the picture is worked on by hand. */
    private static final List<String> PAUSED = List.of("run", "preview", "mode", "history", "crop", "mask",
            "resize");

    private final OpenPictures pictures;
    private final StepRunner steps;
    private final BackgroundTasks tasks;
    private final Commands commands;
    private final CompareView compare;
    private final HistoryPanel history;
    private final EditorPlace place;
    private final Predicate<Document> free;
    private final MaskSettings settings = new MaskSettings();
    private Optional<PictureEditor> current = Optional.empty();

    /**
     * @param commands takes the commands that open editors
     * @param history shows the step that is worked on
     * @param free whether nothing runs on a picture that is not in its history yet
     */
    public Editors(OpenPictures pictures, StepRunner steps, BackgroundTasks tasks, Commands commands,
            CompareView compare, HistoryPanel history, EditorPlace place, Predicate<Document> free) {
        this.pictures = pictures;
        this.steps = steps;
        this.tasks = tasks;
        this.commands = commands;
        this.compare = compare;
        this.history = history;
        this.place = place;
        this.free = free;
        add("crop", this::crop, "C");
        add("rotate-left", () -> Turning.rotate(free(), -1), "Shortcut+Open Bracket");
        add("rotate-right", () -> Turning.rotate(free(), 1), "Shortcut+Close Bracket");
        add("mirror", () -> Turning.flip(free(), false), "Shortcut+Shift+H");
        add("upside-down", () -> Turning.flip(free(), true));
        add("resize", this::resize, "Shortcut+Alt+I");
        add("mask", this::maskLast, "K");
    }

    private void add(String id, Runnable action, String... keys) {
        commands.add(Command.named(id, CommandGroup.PICTURE, action, keys));
    }

    /** The selected pictures on which nothing runs that is not in their history yet. */
    List<Document> free() {
        return pictures.selected().stream().filter(free).toList();
    }

    private Optional<Document> front() {
        return pictures.current().filter(free).filter(Document::isAwake);
    }

    private void crop() {
        front().ifPresent(d -> open(CropEditor.of(d, tasks, this::close)));
    }

    private void resize() {
        front().ifPresent(d -> resize(d, Optional.empty()));
    }

    private void resize(Document document, Optional<History.Entry> entry) {
        finish();
        ResizePage page = new ResizePage(document, entry, place::hidePage);
        place.show(page, page.first());
    }

    private void maskLast() {
        front().ifPresent(d -> d.history().entries().reversed().stream()
                .filter(e -> e.enabled() && !Geometry.is(e.step())).findFirst().ifPresent(e -> mask(d, e.id())));
    }

    @Override
    public void change(Document document, int id) {
        Optional<History.Entry> entry = document.history().entry(id);
        if (entry.filter(e -> e.step().tool().equals(Geometry.RESIZE)).isPresent()) {
            resize(document, entry);
        } else {
            CropEditor.change(document, id, tasks, this::close).ifPresent(this::open);
        }
    }

    @Override
    public void mask(Document document, int id) {
        if (document.history().entry(id).filter(History.Entry::enabled).isPresent()) {
            MaskEditor editor = new MaskEditor(document, id, compare, settings, tasks, this::close);
            open(editor);
            compare.showAlone(true);
            history.showAfter(editor.place());
            editor.refresh();
        }
    }

    private void open(PictureEditor editor) {
        finish();
        current = Optional.of(editor);
        if (editor.holdsWork()) {
            steps.hold(editor.document());
        }
        place.show(editor);
        editor.first().requestFocus();
        refresh();
    }

    private void close() {
        current.ifPresent(editor -> {
            current = Optional.empty();
            commands.get("history").enabledProperty().set(true);
            place.leave();
            compare.showAlone(false);
            history.showAfter(editor.document().steps().size());
            steps.release();
            compare.requestFocus();
        });
    }

    /** Closes what is open; what was made with it stays. */
    public void finish() {
        current.ifPresent(PictureEditor::finish);
    }

    /**
     * Lets Enter keep what is made by hand and Esc leave it, wherever the focus is; a button has Enter for itself.
     *
     * @param window what the editors lie in
     */
    public void listen(Node window) {
        window.addEventFilter(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.ENTER && current.isPresent() && !(e.getTarget() instanceof Button)) {
                finish();
                e.consume();
            }
        });
        window.addEventHandler(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.ESCAPE && current.isPresent()) {
                current.get().cancel();
                e.consume();
            }
        });
    }

    /**
     * The picture in front or its history has changed.
     *
     * @param picture whether a picture is shown, and not the workspace of a tool
     */
    public void refresh(boolean picture) {
        boolean ready = picture && front().isPresent();
        List.of("crop", "rotate-left", "rotate-right", "mirror", "upside-down", "resize")
                .forEach(id -> commands.get(id).enabledProperty().set(ready));
        commands.get("mask").enabledProperty().set(ready && front().filter(d -> d.history().entries().stream()
                .anyMatch(e -> e.enabled() && !Geometry.is(e.step()))).isPresent());
        refresh();
    }

    private void refresh() {
        current.ifPresent(editor -> {
            if (pictures.current().filter(d -> d == editor.document()).isEmpty()) {
                editor.finish();
            } else if (editor.isOver()) {
                close();
            } else {
                PAUSED.forEach(id -> commands.get(id).enabledProperty().set(false));
                editor.refresh();
            }
        });
    }
}
