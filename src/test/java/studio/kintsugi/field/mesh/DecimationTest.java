package studio.kintsugi.field.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import studio.kintsugi.field.VoxelField;

/** A ball with a bite, red on the left and blue on the right. */
class DecimationTest {
    private static final float LEVEL = 12;
    private static final double RADIUS = 0.7;

    private static Surface surface() {
        int n = 40;
        float[] raw = new float[4 * n * n * n];
        for (int i = 0; i < n * n * n; i++) {
            double x = 2 * VoxelField.RADIUS * (i % n) / (n - 1) - VoxelField.RADIUS;
            double y = 2 * VoxelField.RADIUS * (i / n % n) / (n - 1) - VoxelField.RADIUS;
            double z = 2 * VoxelField.RADIUS * (i / n / n) / (n - 1) - VoxelField.RADIUS;
            double inside = RADIUS - Math.sqrt(x * x + y * y + z * z);
            raw[4 * i] = (float) (-0.7 + 20 * inside);
            raw[4 * i + 1] = x < 0 ? 5 : -5;
            raw[4 * i + 2] = -5;
            raw[4 * i + 3] = x < 0 ? -5 : 5;
        }
        return SurfaceNets.of(VoxelField.of(raw), LEVEL);
    }

    @Test
    void aTenthOfTheTrianglesIsStillTheClosedColoredBall() {
        Surface whole = surface();
        int most = whole.triangles().size() / 10;
        Surface few = Decimation.of(whole, most);
        assertTrue(few.triangles().size() <= most && few.triangles().size() > most - 4);
        Map<Long, Integer> edges = new HashMap<>();
        for (int[] t : few.triangles()) {
            for (int k = 0; k < 3; k++) {
                long a = t[k];
                long b = t[(k + 1) % 3];
                edges.merge(a << 32 | b, 1, Integer::sum);
            }
        }
        edges.forEach((edge, count) -> {
            assertEquals(1, count, "no edge is passed twice the same way");
            assertTrue(edges.containsKey(edge << 32 | edge >>> 32), "each edge is passed the other way too");
        });
        assertEquals(2, few.corners().size() - edges.size() / 2 + few.triangles().size(), "Euler's number of a ball");
        for (float[] c : few.corners()) {
            assertEquals(RADIUS, Math.sqrt(c[0] * c[0] + c[1] * c[1] + c[2] * c[2]), 0.02);
            if (Math.abs(c[0]) > 0.15) {
                assertTrue(c[0] < 0 ? c[3] > 0.8 && c[5] < 0.2 : c[5] > 0.8 && c[3] < 0.2,
                        "colours stay in their places");
            }
        }
    }

    @Test
    void aSurfaceThatIsSmallEnoughStays() {
        Surface whole = surface();
        assertFalse(whole.triangles().isEmpty());
        assertEquals(whole, Decimation.of(whole, whole.triangles().size()));
    }
}
