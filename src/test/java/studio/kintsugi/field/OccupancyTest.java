package studio.kintsugi.field;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class OccupancyTest {
    private static final int SIDE = 9;

    private static VoxelField withDense(int... corners) {
        float[] raw = new float[4 * SIDE * SIDE * SIDE];
        Arrays.fill(raw, -20);
        for (int c : corners) {
            raw[4 * c] = 5;
        }
        return VoxelField.of(raw);
    }

    private static int corner(int x, int y, int z) {
        return (z * SIDE + y) * SIDE + x;
    }

    @Test
    void anEmptyFieldHasNoPieces() {
        assertEquals(new Occupancy(0, 0, 0), Occupancy.of(withDense(), 1));
    }

    @Test
    void piecesAreConnectedAlongTheAxesOnly() {
        Occupancy o = Occupancy.of(withDense(corner(4, 4, 4), corner(5, 4, 4), corner(5, 4, 5), corner(3, 3, 4)), 1);
        assertEquals(2, o.pieces());
        assertEquals(0.25, o.scattered(), 1e-9);
        assertEquals(4 / (4 * Math.PI / 3 * 64), o.filled(), 1e-9);
    }
}
