package studio.kintsugi.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.Region;

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

    @Test
    void aLongStrokeIsTheSameAsItsLinesOneByOneHoweverThePictureIsTurned() {
        List<Double> points = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 60; i++) {
            points.add(random.nextDouble());
        }
        List<Step> turned = List.of(new Step("straighten", Map.of("angle", 12)), new Step("rotate",
                Map.of("quarters", 1)));
        Placement place = Placement.of(Region.of(W, H), turned, 0);
        Mask whole = Mask.WHOLE.with(MaskShape.brush(points, 0.06, 0.3, false));
        Mask lines = Mask.WHOLE;
        for (int i = 0; i + 4 <= points.size(); i += 2) {
            lines = lines.with(MaskShape.brush(points.subList(i, i + 4), 0.06, 0.3, false));
        }
        float[] a = MaskPlane.of(whole, 40, 80, place, (x, y) -> 0);
        assertTrue(Arrays.equals(a, MaskPlane.of(lines, 40, 80, place, (x, y) -> 0)));
        assertTrue(IntStream.range(0, a.length).anyMatch(i -> a[i] > 0.5));
    }

    @Test
    void aViewShowsTheSameMaskAtItsOwnResolution() {
        Mask mask = Mask.WHOLE.with(MaskShape.radial(0.5, 0.5, 0.2, 0.2, false)).with(
                MaskShape.brush(List.of(0.1, 0.2, 0.6, 0.9), 0.05, 0.5, true));
        float[] full = plane(mask);
        float[] view = MaskPlane.of(mask, 40, 20, Placement.self(W, H).view(30, 15, 1), (x, y) -> 0);
        for (int y = 0; y < 20; y++) {
            for (int x = 0; x < 40; x++) {
                assertEquals(full[(y + 15) * W + x + 30], view[y * 40 + x], 1e-6);
            }
        }
        float[] half = MaskPlane.of(mask, W / 2, H / 2, Placement.self(W, H).view(0, 0, 2), (x, y) -> 0);
        assertEquals(full[25 * W + 50], half[12 * W / 2 + 25], 0.05);
    }

    @Test
    void aMaskSaidInAnotherFrameLiesOnTheSamePlaces() {
        List<Step> before = List.of(new Step("crop", Map.of("left", 0.2, "top", 0.1, "width", 0.6, "height", 0.8)),
                new Step("rotate", Map.of("quarters", 3)), new Step("resize", Map.of("longSide", 120)));
        Region size = Region.of(W, H);
        for (Step step : before) {
            size = Geometry.size(step, size);
        }
        Mask mask = Mask.WHOLE.with(MaskShape.radial(0.4, 0.6, 0.2, 0.5, false))
                .with(MaskShape.brush(List.of(0.2, 0.2, 0.7, 0.4), 0.05, 1, false));
        Placement place = Placement.of(Region.of(W, H), before, 0);
        float[] here = MaskPlane.of(mask, size.width(), size.height(), Placement.self(size.width(), size.height()),
                (x, y) -> 0);
        float[] moved = MaskPlane.of(mask.inOpened(size, place), size.width(), size.height(), place, (x, y) -> 0);
        int far = 0;
        for (int i = 0; i < here.length; i++) {
            far += Math.abs(here[i] - moved[i]) > 0.1 ? 1 : 0;
        }
        // a hard edge may fall on either side of a pixel's middle
        assertTrue(far < here.length / 200, far + " of " + here.length);
    }
}
