package studio.kintsugi.ui.colorize;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.service.colorize.ColorizeRequest;
import studio.kintsugi.service.colorize.ColorizeRequest.Finish;

/**
 * The inputs of a colourisation: everything that undo restores.
 *
 * @param sketch or null where there is none yet
 * @param lineArt as in {@link ColorizeRequest}
 * @param strokes colours of places, in the order in which they were given
 * @param finish as in {@link ColorizeRequest}
 */
record ColorizeState(Source sketch, boolean lineArt, List<Source> references, List<Stroke> strokes, Finish finish) {
    static final ColorizeState EMPTY = new ColorizeState(null, false, List.of(), List.of(), Finish.FLAT);

    ColorizeState {
        references = List.copyOf(references);
        strokes = List.copyOf(strokes);
    }

    /**
     * A picture and its file.
     *
     * @param weight of a reference, 0–1
     */
    record Source(Path file, Picture picture, double weight) {}

    /** With another sketch and without strokes, which belong to the sketch; references stay. */
    ColorizeState withSketch(Source other, boolean painted) {
        return new ColorizeState(other, painted, references, List.of(), finish);
    }

    ColorizeState withLineArt(boolean other) {
        return new ColorizeState(sketch, other, references, strokes, finish);
    }

    ColorizeState withFinish(Finish other) {
        return new ColorizeState(sketch, lineArt, references, strokes, other);
    }

    ColorizeState withReferences(List<Source> others) {
        return new ColorizeState(sketch, lineArt, others, strokes, finish);
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

    ColorizeState withStrokes(List<Stroke> others) {
        return new ColorizeState(sketch, lineArt, references, others, finish);
    }

    ColorizeState with(Stroke further) {
        List<Stroke> all = new ArrayList<>(strokes);
        all.add(further);
        return withStrokes(all);
    }

    ColorizeState withStroke(int place, Stroke instead) {
        List<Stroke> all = new ArrayList<>(strokes);
        all.set(place, instead);
        return withStrokes(all);
    }

    ColorizeState withoutStroke(int place) {
        List<Stroke> others = new ArrayList<>(strokes);
        others.remove(place);
        return withStrokes(others);
    }

    /** The stroke that passes nearest to a place of the sketch, or -1 where none is that near; pixels. */
    int strokeAt(double x, double y, double within) {
        int best = -1;
        double least = within;
        for (int i = 0; i < strokes.size(); i++) {
            double distance = strokes.get(i).distance(x, y);
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
                .map(r -> new ColorizeRequest.Reference(r.picture(), r.weight())).toList(),
                strokes.stream().flatMap(s -> s.hints().stream()).toList(), finish, model);
    }
}
