package studio.kintsugi.field;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import studio.kintsugi.field.camera.Camera;
import studio.kintsugi.field.render.VoxelRenderer;

class VoxelFieldTest {
    private static final int SIDE = 21;
    private static final int PIXELS = 48;

    /** A thin sheet of the density that dreams end with. */
    private static VoxelField sheet() {
        float[] matter = new float[4 * SIDE * SIDE * SIDE];
        for (int i = 0; i < SIDE * SIDE * SIDE; i++) {
            boolean inside = i / (SIDE * SIDE) == SIDE / 2 && Math.abs(i % SIDE - 10) < 6
                    && Math.abs(i / SIDE % SIDE - 10) < 6;
            matter[4 * i] = inside ? 15 : 0;
            matter[4 * i + 1] = 0.7f;
        }
        return VoxelField.ofMatter(matter);
    }

    @Test
    void whatIsSolidHidesWhatLiesBehind() {
        VoxelField thin = sheet();
        VoxelField solid = thin.solid();
        assertEquals(0.8, middle(thin), 0.05);
        assertTrue(middle(solid) > 0.99, middle(solid) + " of the sheet");
        assertEquals(thin.at(0, 0, 0)[1], solid.at(0, 0, 0)[1], 1e-4, "colors stay");
    }

    @Test
    void whatIsSolidStaysAsItIs() {
        VoxelField once = sheet();
        for (int i = 0; i < 4; i++) {
            once = once.solid();
        }
        assertEquals(300, once.at(0, 0, 0)[0], 1);
        assertArrayEquals(once.values(), once.solid().values(), 1e-2f);
        VoxelField empty = VoxelField.ofMatter(new float[4 * 8]);
        assertArrayEquals(empty.values(), empty.solid().values());
    }

    private static float middle(VoxelField field) {
        float[] seen = new VoxelRenderer(field, 400).render(Camera.at(0, 0), PIXELS, 0.5f);
        return seen[3 * PIXELS * PIXELS + PIXELS / 2 * PIXELS + PIXELS / 2];
    }
}
