package studio.kintsugi.models.dreamfields;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SurfaceNetsTest {
    private static final float LEVEL = 12;

    /** A field whose density passes {@link #LEVEL} at a radius. */
    private static VoxelField ball(double radius, int side) {
        float[] raw = new float[4 * side * side * side];
        float scale = 2 * VoxelField.RADIUS / (side - 1);
        for (int i = 0; i < side * side * side; i++) {
            double x = i % side * scale - VoxelField.RADIUS;
            double y = i / side % side * scale - VoxelField.RADIUS;
            double z = i / (side * side) * scale - VoxelField.RADIUS;
            raw[4 * i] = (float) (Math.log(Math.expm1(LEVEL / 30)) + 20 * (radius - Math.sqrt(x * x + y * y + z * z)));
        }
        return VoxelField.of(raw);
    }

    @Test
    void aBallHasItsVolumeAndLooksOutwards() {
        SurfaceNets.Surface surface = SurfaceNets.of(ball(0.6, 32), LEVEL);
        assertClosed(surface);
        double volume = 0;
        for (int[] t : surface.triangles()) {
            float[] a = surface.corners().get(t[0]);
            float[] b = surface.corners().get(t[1]);
            float[] c = surface.corners().get(t[2]);
            volume += (a[0] * (b[1] * c[2] - b[2] * c[1]) + a[1] * (b[2] * c[0] - b[0] * c[2])
                    + a[2] * (b[0] * c[1] - b[1] * c[0])) / 6;
        }
        double expected = 4.0 / 3 * Math.PI * Math.pow(0.6, 3);
        assertEquals(expected, volume, 0.04 * expected);
    }

    @Test
    void aFieldThatFillsTheSceneIsClosedToo() {
        assertClosed(SurfaceNets.of(ball(2, 16), LEVEL));
        assertClosed(SurfaceNets.of(ball(2, 17), LEVEL));
    }

    /** Each edge is passed as often in one direction as in the other. */
    private static void assertClosed(SurfaceNets.Surface surface) {
        assertFalse(surface.triangles().isEmpty());
        Map<Long, Integer> edges = new HashMap<>();
        for (int[] t : surface.triangles()) {
            for (int k = 0; k < 3; k++) {
                long a = t[k];
                long b = t[(k + 1) % 3];
                edges.merge(Math.min(a, b) << 32 | Math.max(a, b), a < b ? 1 : -1, Integer::sum);
            }
        }
        assertEquals(0, edges.values().stream().filter(n -> n != 0).count(), "open edges");
    }
}
