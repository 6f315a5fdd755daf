package studio.kintsugi.edit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The steps of an open picture in order, those that are switched off among them. Never changes; each operation gives
 * another history.
 *
 * @param entries in the order they are done
 */
public record History(List<Entry> entries) {
    /** The history of a picture as it was opened. */
    public static final History EMPTY = new History(List.of());

    public History {
        entries = List.copyOf(entries);
    }

    /**
     * A step in its place.
     *
     * @param id the same through all changes of the step
     * @param step what is done
     * @param enabled whether it is done at all
     */
    public record Entry(int id, Step step, boolean enabled) {}

    /** The steps that are done. */
    public List<Step> steps() {
        return entries.stream().filter(Entry::enabled).map(Entry::step).toList();
    }

    public Optional<Entry> entry(int id) {
        return entries.stream().filter(e -> e.id() == id).findFirst();
    }

    /** The last entry that is done. */
    public Optional<Entry> last() {
        return entries.stream().filter(Entry::enabled).reduce((a, b) -> b);
    }

    /** With a step at the end. */
    public History with(Step step) {
        return insert(entries.size(), step);
    }

    /**
     * With a step in a place.
     *
     * @param place index from 0
     */
    public History insert(int place, Step step) {
        List<Entry> more = new ArrayList<>(entries);
        more.add(place, new Entry(1 + entries.stream().mapToInt(Entry::id).max().orElse(0), step, true));
        return new History(more);
    }

    /** With another step in the place of one. */
    public History replace(int id, Step step) {
        return change(id, e -> new Entry(id, step, e.enabled()));
    }

    public History enable(int id, boolean enabled) {
        return change(id, e -> new Entry(id, e.step(), enabled));
    }

    private History change(int id, UnaryOperator<Entry> change) {
        return new History(entries.stream().map(e -> e.id() == id ? change.apply(e) : e).toList());
    }

    public History remove(int id) {
        return new History(entries.stream().filter(e -> e.id() != id).toList());
    }

    /**
     * With a step that many places further down; as it is where there are none.
     *
     * @param by negative for up
     */
    public History move(int id, int by) {
        List<Entry> moved = new ArrayList<>(entries);
        for (int i = 0; i < moved.size(); i++) {
            if (moved.get(i).id() == id && i + by >= 0 && i + by < moved.size()) {
                moved.add(i + by, moved.remove(i));
                return new History(moved);
            }
        }
        return this;
    }
}
