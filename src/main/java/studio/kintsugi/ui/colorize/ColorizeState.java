package studio.kintsugi.ui.colorize;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.service.colorize.ColorizeRequest;
import studio.kintsugi.service.colorize.ColorizeRequest.Finish;
import studio.kintsugi.service.colorize.ColorizeRequest.Hint;

/**
 * The inputs of a colourisation: everything that undo restores.
 *
 * @param sketch or null where there is none yet
 * @param lineArt as in {@link ColorizeRequest}
 * @param finish likewise
 */
record ColorizeState(Source sketch, boolean lineArt, List<Source> references, List<Hint> hints, Finish finish) {
    static final ColorizeState EMPTY = new ColorizeState(null, false, List.of(), List.of(), Finish.FLAT);

    ColorizeState {
        references = List.copyOf(references);
        hints = List.copyOf(hints);
    }

    /**
     * A picture and its file.
     *
     * @param weight of a reference, 0–1
     */
    record Source(Path file, Picture picture, double weight) {}

    /** With another sketch and without hints, which belong to the sketch; references stay. */
    ColorizeState withSketch(Source other, boolean painted) {
        return new ColorizeState(other, painted, references, List.of(), finish);
    }

    ColorizeState withLineArt(boolean other) {
        return new ColorizeState(sketch, other, references, hints, finish);
    }

    ColorizeState withFinish(Finish other) {
        return new ColorizeState(sketch, lineArt, references, hints, other);
    }

    ColorizeState withReferences(List<Source> others) {
        return new ColorizeState(sketch, lineArt, others, hints, finish);
    }

    ColorizeState withoutReference(int place) {
        List<Source> others = new ArrayList<>(references);
        others.remove(place);
        return withReferences(others);
    }

    ColorizeState withWeight(int place, double weight) {
        List<Source> all = new ArrayList<>(references);
        Source s = all.get(place);
        all.set(place, new Source(s.file(), s.picture(), weight));
        return withReferences(all);
    }

    ColorizeState withHints(List<Hint> others) {
        return new ColorizeState(sketch, lineArt, references, others, finish);
    }

    ColorizeState with(Hint further) {
        List<Hint> all = new ArrayList<>(hints);
        all.add(further);
        return withHints(all);
    }

    ColorizeState withHint(int place, Hint instead) {
        List<Hint> all = new ArrayList<>(hints);
        all.set(place, instead);
        return withHints(all);
    }

    ColorizeState withoutHint(int place) {
        List<Hint> others = new ArrayList<>(hints);
        others.remove(place);
        return withHints(others);
    }

    /** The hint nearest to a place of the sketch, or -1 where none is that near; pixels. */
    int hintAt(double x, double y, double within) {
        int best = -1;
        double least = within;
        for (int i = 0; i < hints.size(); i++) {
            double distance = Math.hypot(hints.get(i).x() + 0.5 - x, hints.get(i).y() + 0.5 - y);
            if (distance <= least) {
                least = distance;
                best = i;
            }
        }
        return best;
    }

    /** Whether there are a sketch and a reference. */
    boolean isComplete() {
        return sketch != null && references.stream().anyMatch(r -> r.weight() > 0);
    }

    /**
     * @param model id of a model
     */
    ColorizeRequest request(String model) {
        return new ColorizeRequest(sketch.picture(), lineArt, references.stream()
                .map(r -> new ColorizeRequest.Reference(r.picture(), r.weight())).toList(), hints, finish, model);
    }
}
