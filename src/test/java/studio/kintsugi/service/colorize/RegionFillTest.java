package studio.kintsugi.service.colorize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import studio.kintsugi.service.colorize.ColorizeRequest.Hint;
import studio.kintsugi.service.colorize.Correspondence.Grid;

/** From what a network gives to colours that stay between the lines, on a drawing of one box. */
class RegionFillTest {
    private static final int SIDE = 200;
    private static final int INSIDE = 100 * SIDE + 100;
    private static final int OUTSIDE = 100 * SIDE + 20;
    private static final Grid PLACES = new Grid(20, 20);
    private static final float[] RED = {0.8f, 0.2f, 0.1f};

    private static float[] ink() {
        return ColoringPage.box(SIDE, SIDE).plane(0).clone();
    }

    private static LineLayer lines(float[] ink) {
        return new LineLayer(SIDE, SIDE, ink);
    }

    /** A red box on white with a thin black line through it, as a reference. */
    private static ReferencePalette palette() {
        float[] planes = new float[3 * SIDE * SIDE];
        Arrays.fill(planes, 1);
        for (int y = 60; y < 140; y++) {
            for (int x = 60; x < 140; x++) {
                for (int c = 0; c < 3; c++) {
                    planes[c * SIDE * SIDE + y * SIDE + x] = x == 100 ? 0 : RED[c];
                }
            }
        }
        return new ReferencePalette(planes, SIDE, SIDE);
    }

    /** White, with a red box that is a third white and reaches over its lines on the right. */
    private static float[][] blotchy() {
        float[][] out = new float[3][SIDE * SIDE];
        for (int i = 0; i < SIDE * SIDE; i++) {
            int x = i % SIDE;
            int y = i / SIDE;
            boolean red = y >= 53 && y < 148 && x >= 53 && x < 170 && (x < 80 || x > 110);
            for (int c = 0; c < 3; c++) {
                out[c][i] = red ? RED[c] : 1;
            }
        }
        return out;
    }

    private static RegionFill fill(LineLayer lines, float[][] network) {
        ClosedRegions regions = new ClosedRegions(lines);
        RegionColors colors = new RegionColors(regions, List.of(new RegionColors.Source(palette(), PLACES, 1)));
        float[] attention = new float[PLACES.places() * PLACES.places()];
        Arrays.fill(attention, 1f / PLACES.places());
        float[] trust = new float[SIDE * SIDE];
        Arrays.fill(trust, 1);
        return new RegionFill(lines, regions, colors,
                colors.vote(network, trust, new Grid(SIDE, SIDE), attention, PLACES));
    }

    private static float[] at(float[][] colors, int i) {
        return new float[] {colors[0][i], colors[1][i], colors[2][i]};
    }

    @Test
    void whatLinesCloseOffIsARegionThoughTheyHaveAGap() {
        float[] ink = ink();
        ClosedRegions whole = new ClosedRegions(lines(ink));
        assertEquals(2, whole.count());
        assertNotEquals(whole.at(100, 100), whole.at(30, 100));
        for (int y = 50; y < 53; y++) {
            Arrays.fill(ink, y * SIDE + 97, y * SIDE + 105, 1);
        }
        ClosedRegions open = new ClosedRegions(lines(ink));
        assertNotEquals(open.at(100, 100), open.at(30, 100));
        for (int y = 50; y < 53; y++) {
            Arrays.fill(ink, y * SIDE + 80, y * SIDE + 120, 1);
        }
        ClosedRegions wide = new ClosedRegions(lines(ink));
        assertEquals(wide.at(100, 100), wide.at(30, 100));
    }

    @Test
    void aReferenceIsMadeOfItsColorsAndNotOfItsLines() {
        ReferencePalette palette = palette();
        assertEquals(2, palette.size());
        assertTrue(palette.hasBackground());
        assertArrayEquals(new float[] {1, 1, 1}, palette.rgb(0), 1e-3f);
        assertArrayEquals(RED, palette.rgb(1), 1e-3f);
        assertEquals(0.16, palette.shares()[1], 0.01);
        assertArrayEquals(new float[] {0, 1}, palette.shares(70, 70, 20, 20));
    }

    @Test
    void aRegionHasOneColorAndNoneGetsOverItsLines() {
        float[][] colors = fill(lines(ink()), blotchy()).flat();
        for (int i = 0; i < SIDE * SIDE; i++) {
            int x = i % SIDE;
            int y = i / SIDE;
            if (x > 52 && x < 148 && y > 52 && y < 148) {
                assertArrayEquals(RED, at(colors, i), 1e-3f);
            } else if (x < 49 || x > 151 || y < 49 || y > 151) {
                assertArrayEquals(new float[] {1, 1, 1}, at(colors, i), 1e-3f);
            }
        }
    }

    @Test
    void narrowStripsBetweenHatchesTakeTheColorOfWhatTheyLieIn() {
        float[] ink = ink();
        for (int x = 60; x < 100; x += 5) {
            for (int y = 50; y < 150; y++) {
                ink[y * SIDE + x] = 0;
            }
        }
        float[][] network = blotchy();
        for (int y = 53; y < 148; y++) {
            for (int c = 0; c < 3; c++) {
                Arrays.fill(network[c], y * SIDE + 70, y * SIDE + 90, 0.5f * (RED[c] + 1) + 0.02f);
                Arrays.fill(network[c], y * SIDE + 90, y * SIDE + 148, RED[c]);
            }
        }
        float[][] colors = fill(lines(ink), network).flat();
        for (int x = 54; x < 147; x++) {
            assertArrayEquals(RED, at(colors, 100 * SIDE + x), 1e-3f, "column " + x);
        }
    }

    @Test
    void shadesStayAndDifferencesThatNoLineDividesToo() {
        float[][] network = blotchy();
        float[][] soft = new float[3][];
        for (int c = 0; c < 3; c++) {
            soft[c] = network[c].clone();
            for (int y = 53; y < 148; y++) {
                Arrays.fill(soft[c], y * SIDE + 53, y * SIDE + 100, 0.3f);
                Arrays.fill(soft[c], y * SIDE + 100, y * SIDE + 148, 0.5f);
            }
        }
        float[][] colors = fill(lines(ink()), network).shaded(soft);
        assertEquals(0.2, colors[0][INSIDE + 20] - colors[0][INSIDE - 20], 1e-3);
        assertEquals(RED[0], (colors[0][INSIDE + 20] + colors[0][INSIDE - 20]) / 2, 0.02);
    }

    @Test
    void aHintFillsItsRegionAndAnotherOneThereSpreads() {
        LineLayer lines = lines(ink());
        RegionFill fill = fill(lines, blotchy());
        List<Hint> hints = List.of(new Hint(100, 100, 0.1f, 0.6f, 0.2f), new Hint(60, 60, 0.1f, 0.1f, 0.9f));
        assertEquals(hints.subList(1, 2), fill.take(hints));
        float[][] colors = fill.flat();
        assertArrayEquals(new float[] {0.1f, 0.6f, 0.2f}, at(colors, 140 * SIDE + 140));
        assertArrayEquals(new float[] {1, 1, 1}, at(colors, OUTSIDE), 1e-3f);
        new ColorPropagation(lines, fill.areas()).add(hints.subList(1, 2), colors);
        assertTrue(colors[2][60 * SIDE + 60] > 0.7, "there");
        assertEquals(0.2f, colors[2][140 * SIDE + 140], 0.05, "not far from it");
        assertArrayEquals(new float[] {1, 1, 1}, at(colors, OUTSIDE), 1e-3f);
    }
}
