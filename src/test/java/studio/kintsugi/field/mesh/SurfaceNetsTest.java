package studio.kintsugi.field.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import studio.kintsugi.field.VoxelField;

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
        Surface surface = SurfaceNets.of(ball(0.6, 32), LEVEL);
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

    /** Corners inside by chance: cells of all kinds, touching diagonally at edges, faces and corners. */
    @Test
    void everyEdgeHasTwoTrianglesWhateverTouches() {
        for (int seed = 0; seed < 20; seed++) {
            assertClosed(SurfaceNets.of(scattered(14, seed, 0.2 + 0.03 * seed), LEVEL));
        }
    }

    @Test
    void twoCubesThatTouchAtAnEdgeArePartedAndDecimated() {
        int side = 16;
        float[] raw = new float[4 * side * side * side];
        for (int i = 0; i < side * side * side; i++) {
            int x = i % side;
            int y = i / side % side;
            int z = i / (side * side);
            boolean one = x >= 3 && x < 8 && y >= 3 && y < 8;
            boolean other = x >= 8 && x < 13 && y >= 8 && y < 13;
            raw[4 * i] = (one || other) && z >= 4 && z < 12 ? 2 : -9;
        }
        Surface surface = SurfaceNets.of(VoxelField.of(raw), LEVEL);
        assertClosed(surface);
        assertEquals(4, euler(surface), "two surfaces, each like a ball");
        Surface few = Decimation.of(surface, 40);
        assertClosed(few);
        assertTrue(few.triangles().size() <= 40, few.triangles().size() + " triangles");
    }

    private static VoxelField scattered(int side, int seed, double share) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] raw = new float[4 * side * side * side];
        for (int i = 0; i < side * side * side; i++) {
            raw[4 * i] = random.nextDouble() < share ? 2 : -9;
        }
        return VoxelField.of(raw);
    }

    private static int euler(Surface surface) {
        return surface.corners().size() - surface.triangles().size() / 2;
    }

    /** Each edge is passed once in one direction and once in the other. */
    private static void assertClosed(Surface surface) {
        assertFalse(surface.triangles().isEmpty());
        Set<Long> edges = new HashSet<>();
        for (int[] t : surface.triangles()) {
            for (int k = 0; k < 3; k++) {
                assertTrue(edges.add((long) t[k] << 32 | t[(k + 1) % 3]), "an edge is passed twice the same way");
            }
        }
        assertTrue(edges.stream().allMatch(e -> edges.contains(e << 32 | e >>> 32)), "an edge is open");
    }
}
