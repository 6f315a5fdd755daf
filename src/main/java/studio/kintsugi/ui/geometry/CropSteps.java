package studio.kintsugi.ui.geometry;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import studio.kintsugi.edit.Geometry;
import studio.kintsugi.edit.History;
import studio.kintsugi.edit.Step;

/**
 * The steps of a history that straighten and crop, which are made together: one, both or none of them.
 *
 * @param place index in the history where they are, or are to be
 * @param straighten the one that straightens
 * @param crop the one that crops, directly after it
 */
record CropSteps(int place, Optional<History.Entry> straighten, Optional<History.Entry> crop) {
    private static final String ANGLE = "angle";

    /** Those at the end of a history. */
    static CropSteps last(History history) {
        int size = history.entries().size();
        return around(history, size - 1).filter(steps -> steps.end() == size)
                .orElse(new CropSteps(size, Optional.empty(), Optional.empty()));
    }

    /** Those that an entry belongs to. */
    static Optional<CropSteps> of(History history, int id) {
        return around(history, history.entries().stream().map(History.Entry::id).toList().indexOf(id));
    }

    private static Optional<CropSteps> around(History history, int index) {
        Optional<History.Entry> crop = is(history, index, Geometry.CROP);
        if (crop.isPresent()) {
            Optional<History.Entry> before = is(history, index - 1, Geometry.STRAIGHTEN);
            return Optional.of(new CropSteps(before.isPresent() ? index - 1 : index, before, crop));
        }
        return is(history, index, Geometry.STRAIGHTEN)
                .map(e -> new CropSteps(index, Optional.of(e), is(history, index + 1, Geometry.CROP)));
    }

    /** The entry at an index if it is of a tool; one that is switched off is left to itself. */
    private static Optional<History.Entry> is(History history, int index, String tool) {
        List<History.Entry> entries = history.entries();
        return index < 0 || index >= entries.size() ? Optional.empty()
                : Optional.of(entries.get(index)).filter(e -> e.enabled() && e.step().tool().equals(tool));
    }

    private int end() {
        return place + (straighten.isPresent() ? 1 : 0) + (crop.isPresent() ? 1 : 0);
    }

    /** Degrees clockwise. */
    double angle() {
        return straighten.map(e -> e.step().number(ANGLE, 0)).orElse(0.0);
    }

    CropFrame frame() {
        return crop.map(e -> CropFrame.of(e.step())).orElse(CropFrame.WHOLE);
    }

    /** How many steps are done before these. */
    int before(History history) {
        return (int) history.entries().subList(0, place).stream().filter(History.Entry::enabled).count();
    }

    /** A history with these steps changed; those that would do nothing are left out. */
    History with(History history, double angle, CropFrame frame) {
        Optional<Step> turned = Optional.of(new Step(Geometry.STRAIGHTEN, Map.of(ANGLE, angle)))
                .filter(s -> angle != 0);
        Optional<Step> cut = Optional.of(frame.step()).filter(s -> !frame.isWhole());
        History next = put(history, straighten, turned, place);
        return put(next, crop, cut, place + (turned.isPresent() ? 1 : 0));
    }

    private static History put(History history, Optional<History.Entry> was, Optional<Step> step, int place) {
        if (was.isPresent()) {
            return step.map(s -> history.replace(was.get().id(), s)).orElseGet(() -> history.remove(was.get().id()));
        }
        return step.map(s -> history.insert(place, s)).orElse(history);
    }
}
