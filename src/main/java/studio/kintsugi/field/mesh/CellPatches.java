package studio.kintsugi.field.mesh;

/**
 * The patches of surface within a cell of a grid, told apart so that every edge of a dual mesh has two sides (Nielson,
 * Dual Marching Cubes, 2004; Wenger, Isosurfaces, 2013, section 3.3).
 *
 * <p>A cell's corners are numbered x + 2y + 4z; its edges 4 · axis + the place along the next axis + twice that along
 * the one after; its faces 2 · axis + side. Sets of them are bits.
 */
final class CellPatches {
    static final int EDGES = 12;
    static final int FACES = 6;

    private CellPatches() {}

    /**
     * Says which patch crosses each edge.
     *
     * @param inside corners inside the surface
     * @param joined faces on which corners that lie inside diagonally are joined; elsewhere the surface passes between
     *     them
     * @return of each edge the lowest edge that the same patch crosses; −1 where no surface does
     */
    static int[] of(int inside, int joined) {
        int[] patch = new int[EDGES];
        for (int edge = 0; edge < EDGES; edge++) {
            int first = first(edge);
            patch[edge] = (inside >> first & 1) == (inside >> first + (1 << edge / 4) & 1) ? -1 : edge;
        }
        for (int face = 0; face < FACES; face++) {
            int[] round = round(face);
            if (isAmbiguous(inside, face)) {
                boolean firstAlone = (inside >> corner(face, 0, 0) & 1) != (joined >> face & 1);
                unite(patch, round[0], round[firstAlone ? 3 : 1]);
                unite(patch, round[2], round[firstAlone ? 1 : 3]);
            } else {
                int before = -1;
                for (int edge : round) {
                    if (patch[edge] >= 0) {
                        unite(patch, edge, before < 0 ? edge : before);
                        before = edge;
                    }
                }
            }
        }
        return patch;
    }

    /** Whether one patch passes a face twice: with such a cell on either side, an edge would have four triangles. */
    static boolean isPinched(int inside, int face) {
        if (!isAmbiguous(inside, face)) {
            return false;
        }
        int[] patch = of(inside, 0);
        int[] round = round(face);
        return patch[round[0]] == patch[round[2]];
    }

    /** The end of an edge with the smaller coordinates. */
    static int first(int edge) {
        int axis = edge / 4;
        return (edge & 1) << (axis + 1) % 3 | (edge >> 1 & 1) << (axis + 2) % 3;
    }

    private static boolean isAmbiguous(int inside, int face) {
        int a = inside >> corner(face, 0, 0) & 1;
        return a == (inside >> corner(face, 1, 1) & 1) && a != (inside >> corner(face, 1, 0) & 1)
                && a != (inside >> corner(face, 0, 1) & 1);
    }

    private static int corner(int face, int u, int v) {
        int axis = face / 2;
        return (face & 1) << axis | u << (axis + 1) % 3 | v << (axis + 2) % 3;
    }

    /** A face's edges in circular order; its first corner lies between the last and the first. */
    private static int[] round(int face) {
        int side = face & 1;
        int u = 4 * ((face / 2 + 1) % 3) + 2 * side;
        int v = 4 * ((face / 2 + 2) % 3) + side;
        return new int[] {u, v + 2, u + 1, v};
    }

    private static void unite(int[] patch, int a, int b) {
        int low = Math.min(patch[a], patch[b]);
        int high = Math.max(patch[a], patch[b]);
        for (int edge = 0; edge < EDGES; edge++) {
            patch[edge] = patch[edge] == high ? low : patch[edge];
        }
    }
}
