package studio.kintsugi.field.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import studio.kintsugi.field.VoxelField;

class TextureLayoutTest {
    private static final int SIDE = 256;

    private final VoxelField field = MeshFileTest.rainbow();
    private final Surface surface = SurfaceNets.of(field, MeshFile.SURFACE);
    private final TextureLayout layout = TextureLayout.of(surface, SIDE);

    @Test
    void noPixelBelongsToTwoTriangles() {
        Map<Integer, int[]> owner = new HashMap<>();
        AtomicInteger twice = new AtomicInteger();
        for (int[] t : layout.surface().triangles()) {
            flat(t).eachInside((column, row, weights) ->
                    twice.addAndGet(owner.put(row * SIDE + column, t) == null ? 0 : 1));
        }
        assertEquals(0, twice.get());
        assertTrue(owner.size() > SIDE * SIDE / 3, owner.size() + " pixels hold colours");
    }

    @Test
    void theCutSurfaceIsTheSame() {
        assertEquals(surface.triangles().size(), layout.surface().triangles().size());
        assertEquals(area(surface), area(layout.surface()), 1e-4);
        assertEquals(layout.surface().corners().size(), layout.places().size());
        assertEquals(layout.surface().corners().size(), layout.normals().size());
    }

    /** What a viewer shows, blended between pixels, against the field's views. */
    @Test
    void theTextureIsWhatTheFieldShows() throws Exception {
        double texture = DreamMeasurement.of(field).texture();
        assertTrue(texture < 0.03, "differs by " + texture);
    }

    /** A picture so small that the charts do not fit grows. */
    @Test
    void chartsAlwaysFit() {
        TextureLayout small = TextureLayout.of(surface, 8);
        assertTrue(small.side() > 8 && small.side() < SIDE, small.side() + " pixels");
    }

    private FlatTriangle flat(int[] t) {
        List<float[]> p = layout.places();
        return new FlatTriangle(new float[] {p.get(t[0])[0], p.get(t[1])[0], p.get(t[2])[0]},
                new float[] {p.get(t[0])[1], p.get(t[1])[1], p.get(t[2])[1]});
    }

    private static double area(Surface of) {
        double out = 0;
        for (int[] t : of.triangles()) {
            float[] n = of.areaNormal(t);
            out += Math.sqrt(n[0] * n[0] + n[1] * n[1] + n[2] * n[2]) / 2;
        }
        return out;
    }
}
