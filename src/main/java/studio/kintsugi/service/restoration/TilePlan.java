package studio.kintsugi.service.restoration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import studio.kintsugi.imaging.Region;

/**
 * How a picture is divided.
 *
 * @param tiles nearest to the view first
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
     * Divides {@code bounds} into tiles whose origins are multiples of {@code multiple}.
     *
     * @param side of a core, pixels
     * @param context round a core, pixels, a multiple of {@code multiple}
     * @param view where the user looks, or null
     * @param viewOnly whether only tiles that meet the view are wanted
     */
    static TilePlan of(Region bounds, int side, int context, int multiple, Region view, boolean viewOnly) {
        int step = Math.max(multiple, side / multiple * multiple);
        List<Tile> tiles = new ArrayList<>();
        for (int y = 0; y < bounds.height(); y += step) {
            for (int x = 0; x < bounds.width(); x += step) {
                Region core = new Region(x, y, step, step).intersect(bounds);
                if (!viewOnly || view == null || !core.intersect(view).isEmpty()) {
                    tiles.add(new Tile(core, core.grow(context).intersect(bounds)));
                }
            }
        }
        if (view != null) {
            double cx = view.x() + view.width() / 2.0;
            double cy = view.y() + view.height() / 2.0;
            tiles.sort(Comparator.comparingDouble(t -> Math.hypot(
                    t.core().x() + t.core().width() / 2.0 - cx, t.core().y() + t.core().height() / 2.0 - cy)));
        }
        return new TilePlan(List.copyOf(tiles));
    }

    /** Pixels of all cores. */
    long pixels() {
        return tiles.stream().mapToLong(t -> t.core().area()).sum();
    }
}
