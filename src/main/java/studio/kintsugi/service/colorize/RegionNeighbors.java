package studio.kintsugi.service.colorize;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Sizes of a drawing's regions, and how far each borders on others and on the edge of the picture. */
final class RegionNeighbors {
    private final int[] areas;
    private final int[] edges;
    private final List<Map<Integer, Border>> borders = new ArrayList<>();

    /** Pixels along which two regions touch: where no line is between them, and where one is. */
    static final class Border {
        private int open;
        private int inked;

        int open() {
            return open;
        }

        int inked() {
            return inked;
        }
    }

    RegionNeighbors(ClosedRegions regions) {
        areas = new int[regions.count() + 1];
        edges = new int[regions.count() + 1];
        for (int r = 0; r <= regions.count(); r++) {
            borders.add(new HashMap<>());
        }
        int w = regions.width();
        int h = regions.height();
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
                int i = y * w + x;
                int own = regions.label(i);
                areas[own] += regions.isInk(i) ? 0 : 1;
                edges[own] += (x == 0 ? 1 : 0) + (y == 0 ? 1 : 0) + (x == w - 1 ? 1 : 0) + (y == h - 1 ? 1 : 0);
                if (x < w - 1) {
                    touch(regions, i, i + 1);
                }
                if (y < h - 1) {
                    touch(regions, i, i + w);
                }
            }
        }
    }

    private void touch(ClosedRegions regions, int i, int j) {
        int a = regions.label(i);
        int b = regions.label(j);
        if (a != b) {
            boolean inked = regions.isInk(i) || regions.isInk(j);
            for (Border border : List.of(borders.get(a).computeIfAbsent(b, k -> new Border()),
                    borders.get(b).computeIfAbsent(a, k -> new Border()))) {
                border.open += inked ? 0 : 1;
                border.inked += inked ? 1 : 0;
            }
        }
    }

    /** Pixels of a region that no line covers. */
    int area(int region) {
        return areas[region];
    }

    /** Pixels of the edge of the picture that are of a region. */
    int edge(int region) {
        return edges[region];
    }

    /** By the numbers of the regions beside it. */
    Map<Integer, Border> of(int region) {
        return borders.get(region);
    }

    /** Length of all of a region's outline. */
    int outline(int region) {
        int out = edges[region];
        for (Border b : borders.get(region).values()) {
            out += b.open + b.inked;
        }
        return out;
    }
}
