package studio.kintsugi.models.dreamfields.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import studio.kintsugi.field.VoxelField;

/** What the paper's network says of the corners of a grid. */
final class NetworkGrid {
    private static final int AT_ONCE = 1 << 14;

    private NetworkGrid() {}

    /**
     * Asks it, as far as the scene of a {@link VoxelField} reaches.
     *
     * @param side corners along a side
     * @param origin where the grid's middle lies in the network's space, (3)
     * @param half side of the cube that holds all there is in the network's space
     */
    static VoxelField baked(NDManager manager, MlpField network, NDArray basis, int side, float[] origin, double half) {
        int corners = side * side * side;
        float[] matter = new float[4 * corners];
        List<Integer> some = new ArrayList<>();
        for (int corner = 0; corner < corners; corner++) {
            float[] p = place(corner, side);
            boolean within = p[0] * p[0] + p[1] * p[1] + p[2] * p[2] <= VoxelField.RADIUS * VoxelField.RADIUS;
            for (int a = 0; a < 3; a++) {
                within &= Math.abs(p[a] + origin[a]) <= half;
            }
            if (within) {
                some.add(corner);
            }
            if (some.size() == AT_ONCE || corner == corners - 1) {
                ask(manager, network, basis, side, origin, some, matter);
                some.clear();
            }
        }
        return VoxelField.ofMatter(matter);
    }

    private static float[] place(int corner, int side) {
        float scale = 2 * VoxelField.RADIUS / (side - 1);
        return new float[] {corner % side * scale - VoxelField.RADIUS, corner / side % side * scale - VoxelField.RADIUS,
            corner / (side * side) * scale - VoxelField.RADIUS};
    }

    private static void ask(NDManager manager, MlpField network, NDArray basis, int side, float[] origin,
            List<Integer> corners, float[] matter) {
        if (corners.isEmpty()) {
            return;
        }
        float[] places = new float[3 * corners.size()];
        for (int i = 0; i < corners.size(); i++) {
            float[] p = place(corners.get(i), side);
            for (int a = 0; a < 3; a++) {
                places[3 * i + a] = p[a] + origin[a];
            }
        }
        try (NDManager scope = manager.newSubManager()) {
            MlpField.Matter at = network.at(Encoding.plain(scope.create(places, new Shape(corners.size(), 3)), basis));
            float[] density = at.density().toFloatArray();
            float[] color = at.color().toFloatArray();
            for (int i = 0; i < density.length; i++) {
                matter[4 * corners.get(i)] = density[i];
                System.arraycopy(color, 3 * i, matter, 4 * corners.get(i) + 1, 3);
            }
        }
    }
}
