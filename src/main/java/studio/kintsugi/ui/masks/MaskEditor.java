package studio.kintsugi.ui.masks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import studio.kintsugi.edit.History;
import studio.kintsugi.edit.Mask;
import studio.kintsugi.edit.Placement;
import studio.kintsugi.edit.Step;
import studio.kintsugi.ui.common.BackgroundTasks;
import studio.kintsugi.ui.common.Texts;
import studio.kintsugi.ui.compare.CompareView;
import studio.kintsugi.ui.picture.Document;
import studio.kintsugi.ui.picture.Edit;
import studio.kintsugi.ui.picture.PictureEditor;
import studio.kintsugi.ui.tools.Tool;

/** Says by hand where a step applies; each stroke and each setting is a change of the history. */
public final class MaskEditor implements PictureEditor {
    private final Document document;
    private final int id;
    private final Runnable closed;
    private final Optional<Mask> original;
    private final MaskOverlay overlay;
    private final MaskPanel panel;

    /**
     * @param id of the step in the picture's history, one that is done and has a result
     * @param settings of the brush, that last
     * @param closed called when the user is done
     */
    public MaskEditor(Document document, int id, CompareView compare, MaskSettings settings, BackgroundTasks tasks,
            Runnable closed) {
        this.document = document;
        this.id = id;
        this.closed = closed;
        Step step = step().orElseThrow();
        this.original = Optional.ofNullable(step.mask());
        this.overlay = new MaskOverlay(compare, settings, tasks, this::change);
        this.panel = new MaskPanel(Texts.text(() -> Texts.of("mask.title", Tool.title(step.tool()))), settings,
                this::change, this::finish, this::cancel);
        refresh();
    }

    private Optional<Step> step() {
        return document.history().entry(id).filter(History.Entry::enabled).map(History.Entry::step);
    }

    /** How many steps are done up to this one. */
    public int place() {
        int done = 0;
        for (History.Entry entry : document.history().entries()) {
            done += entry.enabled() ? 1 : 0;
            if (entry.id() == id) {
                return done;
            }
        }
        return done;
    }

    private void change(Mask mask) {
        step().ifPresent(step -> document.setMask(id, step.withMask(mask.isWhole() ? null : mask)));
    }

    @Override
    public Document document() {
        return document;
    }

    @Override
    public Node over() {
        return overlay;
    }

    @Override
    public Node panel() {
        return panel;
    }

    @Override
    public Node first() {
        return overlay;
    }

    @Override
    public boolean isOver() {
        return step().isEmpty();
    }

    @Override
    public boolean holdsWork() {
        return true;
    }

    @Override
    public void refresh() {
        List<Step> steps = new ArrayList<>(document.steps().subList(0, place()));
        Optional<Edit> edit = document.edit(place());
        if (step().isPresent() && edit.isPresent()) {
            Mask mask = Optional.ofNullable(step().get().mask()).orElse(Mask.WHOLE);
            panel.show(mask);
            overlay.show(mask, Placement.of(document.bounds(), steps, 0), edit.get().before());
        }
    }

    @Override
    public void finish() {
        closed.run();
    }

    @Override
    public void cancel() {
        if (!Optional.ofNullable(step().map(Step::mask).orElse(null)).equals(original)) {
            step().ifPresent(step -> document.setMask(id, step.withMask(original.orElse(null))));
        }
        closed.run();
    }
}
