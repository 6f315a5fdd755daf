package studio.kintsugi.edit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.geom.Point2D;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.Region;
import studio.kintsugi.imaging.Resolution;
import studio.kintsugi.imaging.processing.Resample;

/** Steps that move pixels, and masks that follow them, against computations pixel by pixel. */
class GeometryTest {
    private static final Step CROP =
            new Step("crop", Map.of("left", 0.25, "top", 0.2, "width", 0.5, "height", 0.6));
    private static final List<Step> STEPS = List.of(CROP, new Step("rotate", Map.of("quarters", 1)),
            new Step("rotate", Map.of("quarters", 2)), new Step("rotate", Map.of("quarters", 3)),
            new Step("flip", Map.of()), new Step("flip", Map.of("vertical", true)),
            new Step("straighten", Map.of("angle", 7)), new Step("straighten", Map.of("angle", -31.5)),
            new Step("resize", Map.of("longSide", 20)), new Step("resize", Map.of("longSide", 90)));

    /** Red says where across a pixel was, green where down; the slopes survive interpolation. */
    private static Picture places(int w, int h) {
        float[][] planes = new float[3][w * h];
        for (int i = 0; i < w * h; i++) {
            planes[0][i] = 0.1f + 0.8f * (i % w + 0.5f) / w;
            planes[1][i] = 0.1f + 0.8f * (i / w + 0.5f) / h;
            planes[2][i] = 0.5f;
        }
        return Picture.of(w, h, planes);
    }

    @Test
    void everyPixelComesFromWhereItsPlacementSays() {
        Picture in = places(40, 30);
        for (Step step : STEPS) {
            Picture out = Geometry.apply(step, in);
            assertEquals(Geometry.size(step, in.bounds()), out.bounds(), step.toString());
            Placement place = Placement.of(in.bounds(), List.of(step), 0);
            for (int y = 3; y < out.height() - 3; y++) {
                for (int x = 3; x < out.width() - 3; x++) {
                    Point2D from = place.toFrame().transform(new Point2D.Double(x + 0.5, y + 0.5), null);
                    assertEquals(0.1 + 0.8 * from.getX() / 40, out.plane(0)[y * out.width() + x], 0.012,
                            step + " at " + x + ", " + y);
                    assertEquals(0.1 + 0.8 * from.getY() / 30, out.plane(1)[y * out.width() + x], 0.012,
                            step + " at " + x + ", " + y);
                }
            }
        }
    }

    @Test
    void aStraightenedPictureHasNoEmptyCorner() {
        for (double angle : new double[] {-45, -20, -1, 0.3, 5, 44}) {
            Step step = new Step("straighten", Map.of("angle", angle));
            Region size = Geometry.size(step, Region.of(400, 300));
            Placement place = Placement.of(Region.of(400, 300), List.of(step), 0);
            for (double[] corner : new double[][] {{0, 0}, {size.width(), 0}, {0, size.height()},
                {size.width(), size.height()}}) {
                Point2D from = place.toFrame().transform(new Point2D.Double(corner[0], corner[1]), null);
                assertTrue(from.getX() > -1e-6 && from.getX() < 400 + 1e-6 && from.getY() > -1e-6
                        && from.getY() < 300 + 1e-6, angle + ": " + from);
            }
            assertEquals(4 / 3.0, size.width() / (double) size.height(), 0.02);
        }
    }

    @Test
    void fourQuartersAndTwoFlipsGiveThePictureBack() {
        Picture in = places(7, 5);
        Picture out = in;
        for (int i = 0; i < 4; i++) {
            out = Geometry.apply(STEPS.get(1), out);
        }
        assertArrayEquals(in.plane(0), out.plane(0));
        Picture flipped = Geometry.apply(STEPS.get(5), Geometry.apply(STEPS.get(5), in));
        assertArrayEquals(in.plane(1), flipped.plane(1));
    }

    @Test
    void finePatternsKeepTheirLightWhenTheyGetSmall() {
        float[][] planes = new float[3][100 * 100];
        for (int i = 0; i < 100 * 100; i++) {
            planes[0][i] = (i + i / 100) % 2;
            planes[1][i] = planes[0][i];
            planes[2][i] = planes[0][i];
        }
        Picture small = Geometry.apply(new Step("resize", Map.of("longSide", 10, "dpi", 300)),
                Picture.of(100, 100, planes));
        // half the light is 0.7354 in sRGB
        assertEquals(0.7354, small.plane(1)[55], 0.01);
        assertEquals(new Resolution(300, 300), small.info().metadata().resolution().orElseThrow());
    }

    @Test
    void aMaskStaysOnItsPlaceThroughGeometry() {
        Picture in = places(200, 150);
        Mask mask = Mask.WHOLE.with(MaskShape.brush(List.of(0.4, 0.4, 0.6, 0.55), 0.1, 0.5, false));
        Step masked = new Step("denoise", "m", "", Map.of(), mask);
        float[] whole = MaskPlane.of(mask, in, Placement.of(in.bounds(), List.of(masked), 0));
        for (Step step : STEPS) {
            Picture moved = Geometry.apply(step, in);
            float[] plane = MaskPlane.of(mask, moved, Placement.of(in.bounds(), List.of(step, masked), 0));
            Picture drawn = in.withPlanes(new float[][] {whole, whole, whole});
            Picture expected = step.tool().equals("resize")
                    ? Resample.area(drawn, moved.width(), moved.height()) : Geometry.apply(step, drawn);
            double worst = 0;
            for (int i = 0; i < plane.length; i++) {
                worst = Math.max(worst, Math.abs(plane[i] - expected.plane(0)[i]));
            }
            assertTrue(worst < (step.tool().equals("resize") ? 0.13 : 0.03), step + ": " + worst);
        }
    }

    @Test
    void aSecondRecipesMasksAreCountedFromWhereItBegins() {
        Mask mask = Mask.WHOLE.with(MaskShape.radial(0.5, 0.5, 0.2, 0.5, false));
        Step masked = new Step("denoise", "m", "", Map.of(), mask);
        Recipe both = Recipe.of(List.of(CROP)).then(List.of(masked));
        assertEquals(1, both.steps().getLast().mask().frame());
        Placement place = Placement.of(Region.of(200, 100), both.steps(), 1);
        assertEquals(Placement.self(100, 60), place);
        assertEquals(both, Recipe.parse(both.toJson()).orElseThrow());
    }
}
