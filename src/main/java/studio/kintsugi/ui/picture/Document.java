package studio.kintsugi.ui.picture;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import studio.kintsugi.edit.Geometry;
import studio.kintsugi.edit.History;
import studio.kintsugi.edit.Mask;
import studio.kintsugi.edit.Placement;
import studio.kintsugi.edit.Step;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.PictureInfo;
import studio.kintsugi.imaging.Region;
import studio.kintsugi.service.restoration.Replay;
import studio.kintsugi.service.session.KeptWork;
import studio.kintsugi.service.session.WorkState;
import studio.kintsugi.ui.common.Texts;
import studio.kintsugi.ui.tools.Tool;

/**
 * An open picture: the opened file, the steps done to it, and those of their results that are at hand. A change of the
 * history takes effect at once; what it needs to be computed anew is {@link #pending}. For the JavaFX thread.
 */
public final class Document {
    private static final int MOST_CHANGES = 500;
    /** A document's results may take this part of the memory. */
    private static final int SHARE = 3;
    /** And not more than this, since what was dropped is read from the disk again. */
    private static final long MOST_RESULT_BYTES = 1L << 30;

    private final Path original;
    private final boolean made;
    private final PictureInfo info;
    private final Region bounds;
    private final ResultCache results = new ResultCache(
            Math.min(Runtime.getRuntime().maxMemory() / SHARE, MOST_RESULT_BYTES));
    private final Deque<Change> undone = new ArrayDeque<>();
    private final Deque<Change> done = new ArrayDeque<>();
    private final ReadOnlyLongWrapper revision = new ReadOnlyLongWrapper();
    private Picture opened;
    private KeptWork kept;
    private History history = History.EMPTY;
    private Path savedTo;
    private List<Step> savedSteps = List.of();

    /** A change: its kind, the tool it was about, the step's id and what the history was on the other side of it. */
    private record Change(String kind, String tool, int id, long gesture, History other) {
        String name() {
            return Texts.of("change." + kind, Tool.title(tool));
        }

        Change to(History history) {
            return new Change(kind, tool, id, gesture, history);
        }
    }

    /**
     * A step whose result is not at hand.
     *
     * @param base the result that it is applied to; empty for the picture as it was opened
     * @param steps all steps up to and with the one to be computed
     */
    public record Pending(Optional<Edit> base, List<Step> steps) {
        public Step step() {
            return steps.getLast();
        }
    }

    /**
     * @param original the file it came from, which is never written to
     */
    public Document(Path original, Picture opened) {
        this(original, opened, false);
    }

    private Document(Path original, Picture opened, boolean made) {
        this.original = original;
        this.opened = opened;
        this.made = made;
        this.info = opened.info();
        this.bounds = opened.bounds();
    }

    /**
     * A picture that was made here and is not in a file yet.
     *
     * @param name suggested file, beside the one it was made from
     */
    public static Document made(Path name, Picture picture) {
        return new Document(name, picture, true);
    }

    /**
     * A picture whose work was kept when a program ended.
     *
     * @param pixels the picture as it was opened, and its results
     * @param work the folder the work is kept in
     */
    public static Document broughtBack(WorkState state, KeptPixels pixels, KeptWork work) {
        Document document = new Document(state.file(), pixels.opened(), state.made());
        pixels.results().forEach(document.results::put);
        document.kept = work;
        document.history = state.history();
        document.savedTo = state.savedTo() == null ? null : Path.of(state.savedTo());
        document.savedSteps = List.copyOf(state.savedSteps());
        return document;
    }

    public Path original() {
        return original;
    }

    /** Whether it was made here, so that no file has its pixels. */
    public boolean isMade() {
        return made;
    }

    /** Size of the picture as it was opened. */
    public Region bounds() {
        return bounds;
    }

    /** What the picture has beside its pixels. */
    public PictureInfo info() {
        return info;
    }

    /** Where its work is kept; empty where it is not. */
    public Optional<KeptWork> kept() {
        return Optional.ofNullable(kept);
    }

    /** Has its work kept in a folder. */
    public void keepIn(KeptWork work) {
        kept = work;
    }

    /** What is to be kept of it, with its history as it is or as it will be. */
    public WorkState state(History with) {
        return new WorkState(original, made, with, savedTo(), savedSteps, info);
    }

    /** Whether its pixels are at hand. */
    public boolean isAwake() {
        return opened != null;
    }

    /** Bytes of the pixels that are at hand. */
    long bytes() {
        return opened == null ? 0 : ResultCache.bytes(opened) + results.bytes();
    }

    /** Whether all pixels can be had again from files, without computing anything. */
    boolean mayRest() {
        List<Step> steps = history.steps();
        boolean all = kept != null && (!made || kept.hasOpened());
        for (int n = 1; all && n <= steps.size(); n++) {
            all = Geometry.is(steps.get(n - 1)) || kept.hasResult(steps.subList(0, n));
        }
        return all;
    }

    /** Lets go of its pixels. */
    void rest() {
        opened = null;
        results.clear();
    }

    /** Takes pixels that were read again. */
    void wake(KeptPixels pixels) {
        opened = pixels.opened();
        pixels.results().forEach(results::put);
        changed();
    }

    /** The file's name. */
    public String name() {
        return original.getFileName().toString();
    }

    /** Increases with every change. */
    public ReadOnlyLongProperty revisionProperty() {
        return revision.getReadOnlyProperty();
    }

    /**
     * The picture as it was opened.
     *
     * @throws IllegalStateException where its pixels are not at hand
     */
    public Picture opened() {
        if (opened == null) {
            throw new IllegalStateException(name() + " rests");
        }
        return opened;
    }

    /** All steps, those that are switched off among them. */
    public History history() {
        return history;
    }

    /** The steps that are done, each as it shows. */
    public List<Step> steps() {
        return history.steps();
    }

    /** The last step whose result is at hand; empty where that is the picture as it was opened. */
    public Optional<Edit> edit() {
        return edit(history.steps().size());
    }

    /** The result of the first so many steps, or of fewer where that is not at hand. */
    public Optional<Edit> edit(int count) {
        List<Step> steps = history.steps();
        for (int n = count; n > 0; n--) {
            List<Step> prefix = steps.subList(0, n);
            Optional<Edit> found = results.get(prefix);
            if (found.isPresent()) {
                Step step = prefix.getLast();
                return Optional.of(found.get().shownBy(step, placement(prefix)));
            }
        }
        return Optional.empty();
    }

    /** Makes the picture as it shows, blending its last step; slow on a large one. */
    public Supplier<Picture> shown() {
        Optional<Edit> last = edit();
        Picture first = opened();
        return () -> last.map(Edit::result).orElse(first);
    }

    private Placement placement(List<Step> steps) {
        return Replay.placement(steps.getLast(), bounds, steps);
    }

    /**
     * The next step that has to be computed before the picture is what its history says; none while its pixels are not
     * at hand.
     */
    public Optional<Pending> pending() {
        List<Step> steps = isAwake() ? history.steps() : List.of();
        for (int n = steps.size(); n > 0; n--) {
            if (results.get(steps.subList(0, n)).isPresent()) {
                return n == steps.size() ? Optional.empty()
                        : Optional.of(new Pending(edit(n), List.copyOf(steps.subList(0, n + 1))));
            }
        }
        return steps.isEmpty() ? Optional.empty() : Optional.of(new Pending(Optional.empty(), List.of(steps.get(0))));
    }

    /** Keeps the result of a {@link #pending} step. */
    public void computed(List<Step> steps, Picture source, Picture before, Picture after) {
        results.put(steps, new Edit(source, before, after, steps.getLast(), placement(steps)));
        changed();
    }

    /**
     * Takes back the last change where the result of a step was not made after it; where it stays to be made, as its
     * result was dropped, the step is switched off.
     */
    void giveUp(List<Step> steps) {
        undo();
        if (pending().map(Pending::steps).equals(Optional.of(steps))) {
            history.entries().stream().filter(History.Entry::enabled).skip(steps.size() - 1L).findFirst()
                    .ifPresent(e -> setEnabled(e.id(), false));
        }
    }

    /** Adds a step whose result is known. */
    void add(Step step, Picture source, Picture before, Picture after) {
        History next = history.with(step);
        results.put(next.steps(), new Edit(source, before, after, step, placement(next.steps())));
        change("add", step, 0, next);
    }

    /** Adds a step, to be computed. */
    public void add(Step step) {
        change("add", step, 0, history.with(step));
    }

    /** Adds all steps of a preset, as one change. */
    public void addPreset(String name, List<Step> steps) {
        add("preset", name, steps);
    }

    /** Adds the steps of another picture, as one change. */
    public void addCopied(String other, List<Step> steps) {
        add("copied", other, steps);
    }

    /** Their masks lie where they lay on the picture that these steps begin with, at the size of this one. */
    private void add(String change, String name, List<Step> steps) {
        List<Step> before = history.steps();
        History next = history;
        for (Step step : steps) {
            next = next.with(step.mask() == null ? step : step.withMask(inOpened(step.mask(), before, steps)));
        }
        change(change, name, 0, 0, next);
    }

    private Mask inOpened(Mask mask, List<Step> before, List<Step> steps) {
        List<Step> until = new ArrayList<>(before);
        until.addAll(steps.subList(0, Math.min(mask.frame(), steps.size())));
        Region size = bounds;
        for (Step step : until) {
            size = Geometry.size(step, size);
        }
        return mask.inOpened(size, Placement.of(bounds, until, 0));
    }

    /**
     * Puts another history in the place of this one, as one change.
     *
     * @param tool what it is about
     */
    public void become(String tool, History next) {
        if (!next.equals(history)) {
            boolean more = next.entries().size() > history.entries().size();
            change(more ? "add" : "settings", tool, 0, 0, next);
        }
    }

    /** Puts another step in the place of one. */
    public void replace(int id, Step step) {
        history.entry(id).ifPresent(e -> change(e.step().model().equals(step.model()) ? "settings" : "model", step, id,
                history.replace(id, step)));
    }

    /**
     * Changes how much of a step shows. Changes within one gesture, as a slider being dragged, are one change.
     *
     * @param gesture number of the gesture, above 0
     */
    public void setStrength(int id, double strength, long gesture) {
        history.entry(id).filter(e -> e.step().strength() != strength).ifPresent(e -> change("strength",
                e.step().tool(), id, gesture, history.replace(id, e.step().withStrength(strength))));
    }

    /** Changes where a step shows. */
    public void setMask(int id, Step masked) {
        history.entry(id).ifPresent(e -> change("mask", masked, id, history.replace(id, masked)));
    }

    /** Switches a step off or on. */
    public void setEnabled(int id, boolean enabled) {
        history.entry(id).filter(e -> e.enabled() != enabled).ifPresent(e -> change(enabled ? "on" : "off", e.step(),
                id, history.enable(id, enabled)));
    }

    /** Moves a step that many places further down, or up where negative. */
    public void move(int id, int by) {
        History moved = history.move(id, by);
        if (!moved.equals(history)) {
            change("move", history.entry(id).orElseThrow().step(), id, moved);
        }
    }

    /** Deletes a step. */
    public void remove(int id) {
        history.entry(id).ifPresent(e -> change("delete", e.step(), id, history.remove(id)));
    }

    private void change(String kind, Step step, int id, History next) {
        change(kind, step.tool(), id, 0, next);
    }

    private void change(String kind, String about, int id, long gesture, History next) {
        Change last = done.peek();
        boolean goesOn = gesture > 0 && last != null && last.gesture() == gesture && last.id() == id;
        if (!goesOn) {
            done.push(new Change(kind, about, id, gesture, history));
            if (done.size() > MOST_CHANGES) {
                done.removeLast();
            }
        }
        undone.clear();
        history = next;
        changed();
    }

    public boolean canUndo() {
        return !done.isEmpty();
    }

    public boolean canRedo() {
        return !undone.isEmpty();
    }

    /** What an undo would take back, in words; empty where there is nothing. */
    public Optional<String> undoName() {
        return Optional.ofNullable(done.peek()).map(Change::name);
    }

    /** What a redo would do again, in words; empty where there is nothing. */
    public Optional<String> redoName() {
        return Optional.ofNullable(undone.peek()).map(Change::name);
    }

    public void undo() {
        step(done, undone);
    }

    public void redo() {
        step(undone, done);
    }

    private void step(Deque<Change> from, Deque<Change> to) {
        if (!from.isEmpty()) {
            Change change = from.pop();
            to.push(change.to(history));
            history = change.other();
            changed();
        }
    }

    /** Where it was saved last, if at all. */
    public Optional<Path> savedTo() {
        return Optional.ofNullable(savedTo);
    }

    /** It was saved with these steps. */
    public void saved(Path file, List<Step> steps) {
        savedTo = file;
        savedSteps = List.copyOf(steps);
        changed();
    }

    /** Whether there is work that is in no file. */
    public boolean isUnsaved() {
        return state(history).isUnsaved();
    }

    private void changed() {
        revision.set(revision.get() + 1);
    }
}
