package studio.kintsugi.service.restoration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.Region;
import studio.kintsugi.models.network.CalibrationSampling;

/**
 * Pieces of a picture that stand for the whole: all of a small picture, else squares. They depend on the picture alone,
 * never on tiles or views, so that every run sees the same.
 */
final class CalibrationRegions {
    /** Places that a square may begin at, per side of a square. */
    private static final int CELLS = 4;
    /** Differences between neighbours, 0–1, that are more than noise. */
    private static final float CLEAR = 0.04f;

    private CalibrationRegions() {}

    static List<Region> of(Picture input, CalibrationSampling sampling) {
        if (input.bounds().area() <= sampling.area()) {
            return List.of(input.bounds());
        }
        return sampling.detailed() && Math.min(input.width(), input.height()) >= sampling.side()
                ? detailed(input, sampling) : even(input, sampling);
    }

    private static List<Region> even(Picture input, CalibrationSampling sampling) {
        int n = sampling.perSide();
        int w = Math.min(input.width(), sampling.side());
        int h = Math.min(input.height(), sampling.side());
        List<Region> regions = new ArrayList<>();
        for (int j = 0; j < n; j++) {
            for (int i = 0; i < n; i++) {
                regions.add(new Region(spread(input.width() - w, i, n), spread(input.height() - h, j, n), w, h));
            }
        }
        return regions;
    }

    private static int spread(int room, int i, int n) {
        return (int) ((long) room * (2 * i + 1) / (2 * n));
    }

    /** The squares with the strongest edges that do not overlap, best first. */
    private static List<Region> detailed(Picture input, CalibrationSampling sampling) {
        int cell = sampling.side() / CELLS;
        int columns = input.width() / cell;
        int rows = input.height() / cell;
        double[] detail = detail(input, cell, columns, rows);
        record Place(Region region, double detail) {}
        List<Place> places = new ArrayList<>();
        for (int y = 0; y + CELLS <= rows; y++) {
            for (int x = 0; x + CELLS <= columns; x++) {
                double sum = 0;
                for (int i = 0; i < CELLS * CELLS; i++) {
                    sum += detail[(y + i / CELLS) * columns + x + i % CELLS];
                }
                places.add(new Place(new Region(x * cell, y * cell, CELLS * cell, CELLS * cell), sum));
            }
        }
        places.sort(Comparator.comparingDouble(Place::detail).reversed());
        List<Region> chosen = new ArrayList<>();
        for (Place place : places) {
            if (chosen.size() < sampling.count()
                    && chosen.stream().allMatch(c -> c.intersect(place.region()).area() == 0)) {
                chosen.add(place.region());
            }
        }
        return chosen;
    }

    /** Squared differences in green between neighbours, where they are clear, summed up in cells. */
    private static double[] detail(Picture input, int cell, int columns, int rows) {
        float[] green = input.plane(1);
        int width = input.width();
        double[] out = new double[columns * rows];
        for (int y = 1; y < rows * cell; y++) {
            for (int x = 1; x < columns * cell; x++) {
                int at = y * width + x;
                float across = green[at] - green[at - 1];
                float down = green[at] - green[at - width];
                float squares = across * across + down * down;
                if (squares > CLEAR * CLEAR) {
                    out[y / cell * columns + x / cell] += squares;
                }
            }
        }
        return out;
    }
}
