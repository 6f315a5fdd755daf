package studio.kintsugi.ui.picture;

import java.util.List;
import java.util.function.Consumer;
import studio.kintsugi.edit.Geometry;
import studio.kintsugi.edit.Step;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.Region;
import studio.kintsugi.service.restoration.Replay;
import studio.kintsugi.ui.common.BackgroundTasks;

/**
 * What a result is compared with: the opened picture, or the result of fewer steps, turned and cut as the result is,
 * so that both lie over each other. The last one made is kept. For the JavaFX thread.
 */
public final class BeforeSide {
    private final BackgroundTasks tasks;
    private Wanted last;
    private Picture made;

    /** The steps whose result is the left side, and those that only move pixels after it. */
    private record Wanted(Document document, List<Step> steps, List<Step> moves, Region frame) {}

    /**
     * @param tasks blend and turn pictures
     */
    public BeforeSide(BackgroundTasks tasks) {
        this.tasks = tasks;
    }

    /**
     * Gives the picture after the first {@code from} steps in the frame of the one after {@code to}; at once where
     * nothing has to be made for it.
     *
     * @param frame size of the result; what is smaller is enlarged bicubically
     * @param shown receives it, unless another one is asked for meanwhile
     */
    public void make(Document document, int from, int to, Region frame, Consumer<Picture> shown,
            Consumer<String> failed) {
        List<Step> steps = document.steps();
        int until = Math.min(to, steps.size());
        List<Step> moves = from > until ? List.of() : steps.subList(from, until).stream()
                .filter(s -> Geometry.is(s) && !s.tool().equals(Geometry.RESIZE)).toList();
        Wanted wanted = new Wanted(document, List.copyOf(steps.subList(0, Math.min(from, until))), moves,
                frame);
        if (wanted.equals(last) && made != null) {
            shown.accept(made);
            return;
        }
        last = wanted;
        made = null;
        if (from == 0 && moves.isEmpty() && document.opened().width() >= frame.width()) {
            keep(wanted, document.opened(), shown);
            return;
        }
        var base = document.edit(from);
        Picture opened = document.opened();
        tasks.run(() -> {
            Picture picture = base.isPresent() ? base.get().result() : opened;
            for (Step move : moves) {
                picture = Geometry.apply(move, picture);
            }
            return picture.width() < frame.width() ? Replay.beside(picture, frame) : picture;
        }, picture -> keep(wanted, picture, shown), failed);
    }

    /** Lets go of the last one. */
    public void clear() {
        last = null;
        made = null;
    }

    private void keep(Wanted wanted, Picture picture, Consumer<Picture> shown) {
        if (wanted.equals(last)) {
            made = picture;
            shown.accept(picture);
        }
    }
}
