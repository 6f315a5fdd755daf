package studio.kintsugi.service.restoration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import studio.kintsugi.imaging.Region;

/**
 * How a picture is divided.
 *
 * @param tiles in the order in which they are made
 */
record TilePlan(List<Tile> tiles) {
    /**
     * One piece of work.
     *
     * @param core the pixels that are kept
     * @param seen the pixels the network is shown: the core and its context, inside the picture
     */
    record Tile(Region core, Region seen) {}

    /**
     * Divides a part of a picture into as few tiles as can be, nearly all of one size. Their origins are multiples of
     * {@code multiple}, as that of the part has to be.
     *
     * @param bounds of the picture
     * @param side of a core at most, pixels
     * @param context round a core, pixels, a multiple of {@code multiple}
     */
    static TilePlan of(Region bounds, Region part, int side, int context, int multiple) {
        int rows = step(part.height(), side, multiple);
        int columns = step(part.width(), side, multiple);
        List<Tile> tiles = new ArrayList<>();
        for (int y = part.y(); y < part.y() + part.height(); y += rows) {
            for (int x = part.x(); x < part.x() + part.width(); x += columns) {
                Region core = new Region(x, y, columns, rows).intersect(part);
                tiles.add(new Tile(core, core.grow(context).intersect(bounds)));
            }
        }
        return new TilePlan(List.copyOf(tiles));
    }

    /** Of the longest steps, multiples of {@code multiple} but the last, that fit into {@code side}, the equal ones. */
    private static int step(int length, int side, int multiple) {
        int longest = Math.max(multiple, side / multiple * multiple);
        int count = Math.ceilDiv(length, longest);
        return Math.ceilDiv(Math.ceilDiv(length, count), multiple) * multiple;
    }

    /** The same tiles, nearest to where the user looks first. */
    TilePlan nearest(Region view) {
        double cx = view.x() + view.width() / 2.0;
        double cy = view.y() + view.height() / 2.0;
        return new TilePlan(tiles.stream().sorted(Comparator.comparingDouble(t -> Math.hypot(
                t.core().x() + t.core().width() / 2.0 - cx, t.core().y() + t.core().height() / 2.0 - cy))).toList());
    }

    /** Of these tiles those that meet the view. */
    TilePlan meeting(Region view) {
        return new TilePlan(tiles.stream().filter(t -> !t.core().intersect(view).isEmpty()).toList());
    }

    /** Pixels of all cores. */
    long pixels() {
        return tiles.stream().mapToLong(t -> t.core().area()).sum();
    }
}
