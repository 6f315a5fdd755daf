package studio.kintsugi.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import studio.kintsugi.imaging.Picture;

/** Masks as pixels. */
class MaskPlaneTest {
    private static final int W = 100;
    private static final int H = 50;

    private static float[] plane(Mask mask) {
        return MaskPlane.of(mask, gray(), Placement.self(W, H));
    }

    /** Brightness rises from left to right. */
    private static Picture gray() {
        float[] plane = new float[W * H];
        for (int i = 0; i < plane.length; i++) {
            plane[i] = (i % W + 0.5f) / W;
        }
        return Picture.of(W, H, new float[][] {plane, plane, plane});
    }

    @Test
    void aHardBrushCoversWhatLiesWithinItsRadius() {
        float[] plane = plane(Mask.WHOLE.with(MaskShape.brush(List.of(0.2, 0.5, 0.8, 0.5), 0.1, 1, false)));
        for (int y = 0; y < H; y++) {
            for (int x = 0; x < W; x++) {
                double beyond = Math.max(0, Math.max(20 - (x + 0.5), x + 0.5 - 80));
                boolean inside = Math.hypot(beyond, y + 0.5 - 25) < 10;
                assertEquals(inside ? 1 : 0, plane[y * W + x], x + ", " + y);
            }
        }
    }

    @Test
    void erasingInvertingAndSoftEdgesDoAsTheySay() {
        Mask stroke = Mask.WHOLE.with(MaskShape.brush(List.of(0.5, 0.5), 0.2, 0, false));
        float[] soft = plane(stroke);
        assertEquals(1, soft[25 * W + 50], 0.01);
        assertEquals(0.5, soft[25 * W + 60], 0.06);
        assertEquals(0, soft[25 * W + 71]);
        float[] inverted = plane(stroke.withInverted(true));
        for (int i = 0; i < soft.length; i++) {
            assertEquals(1 - soft[i], inverted[i], 1e-6);
        }
        float[] erased = plane(stroke.with(MaskShape.brush(List.of(0.5, 0.5), 0.3, 1, true)));
        for (float v : erased) {
            assertEquals(0, v);
        }
        float[] hole = plane(Mask.WHOLE.with(MaskShape.brush(List.of(0.5, 0.5), 0.1, 1, true)));
        assertEquals(1, hole[0]);
        assertEquals(0, hole[25 * W + 50]);
    }

    @Test
    void gradientsFadeAndARangeHoldsThem() {
        float[] linear = plane(Mask.WHOLE.with(MaskShape.linear(0.2, 0.5, 0.8, 0.5, false)));
        assertEquals(1, linear[10]);
        assertEquals(0.5, linear[50], 0.02);
        assertEquals(0, linear[90]);
        float[] radial = plane(Mask.WHOLE.with(MaskShape.radial(0.5, 0.5, 0.2, 0.5, false)));
        assertEquals(1, radial[25 * W + 58]);
        assertEquals(0.5, radial[25 * W + 65], 0.08);
        assertEquals(0, radial[25 * W + 71]);
        float[] range = plane(Mask.WHOLE.withRange(new Mask.LuminosityRange(0.3, 0.6, 0.1)));
        assertEquals(0, range[10]);
        assertEquals(0.45, range[24], 0.01);
        assertEquals(1, range[45]);
        assertEquals(0, range[80]);
        assertEquals(W * H, plane(Mask.WHOLE).length);
        assertTrue(Arrays.equals(plane(Mask.WHOLE), plane(Mask.WHOLE.withRange(new Mask.LuminosityRange(0, 1, 0)))));
    }

    @Test
    void hostileShapesAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> MaskShape.brush(List.of(0.5), 0.1, 1, false));
        assertThrows(IllegalArgumentException.class, () -> MaskShape.brush(List.of(0.5, Double.NaN), 0.1, 1, false));
        assertThrows(IllegalArgumentException.class, () -> MaskShape.brush(List.of(0.5, 0.5), -1, 1, false));
        assertTrue(Recipe.parse("{\"version\":1,\"steps\":[{\"tool\":\"denoise\",\"model\":\"\",\"modelHash\":\"\","
                + "\"parameters\":{},\"mask\":{\"shapes\":[{\"kind\":\"brush\",\"points\":[1]}]}}]}").isEmpty());
    }
}
