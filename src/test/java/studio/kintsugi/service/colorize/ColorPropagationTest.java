package studio.kintsugi.service.colorize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.service.colorize.ColorizeRequest.Hint;

/** Colours between lines, on a drawing of one box. */
class ColorPropagationTest {
    private static final int SIDE = 200;
    private static final int INSIDE = 100 * SIDE + 100;
    private static final int OUTSIDE = 100 * SIDE + 30;

    private static LineLayer box() {
        return LineLayer.of(ColoringPage.box(SIDE, SIDE), false);
    }

    private static float[][] white() {
        float[][] out = new float[3][SIDE * SIDE];
        for (float[] plane : out) {
            Arrays.fill(plane, 1);
        }
        return out;
    }

    private static float[] at(float[][] colors, int i) {
        return new float[] {colors[0][i], colors[1][i], colors[2][i]};
    }

    @Test
    void whatLinesCloseOffIsARegionThoughTheyHaveASmallGap() {
        Picture drawing = ColoringPage.box(SIDE, SIDE);
        float[] ink = drawing.plane(0).clone();
        ClosedRegions whole = new ClosedRegions(box());
        assertEquals(2, whole.count());
        assertNotEquals(whole.at(100, 100), whole.at(30, 100));
        Arrays.fill(ink, 50 * SIDE + 100, 50 * SIDE + 102, 1);
        Arrays.fill(ink, 51 * SIDE + 100, 51 * SIDE + 102, 1);
        Arrays.fill(ink, 52 * SIDE + 100, 52 * SIDE + 102, 1);
        ClosedRegions open = new ClosedRegions(new LineLayer(SIDE, SIDE, ink));
        assertNotEquals(open.at(100, 100), open.at(30, 100));
        for (int y = 50; y < 53; y++) {
            Arrays.fill(ink, y * SIDE + 80, y * SIDE + 120, 1);
        }
        ClosedRegions wide = new ClosedRegions(new LineLayer(SIDE, SIDE, ink));
        assertEquals(wide.at(100, 100), wide.at(30, 100));
    }

    @Test
    void aRegionBecomesEvenAndPaperWhiteWhileOtherThingsKeepTheirColor() {
        float[][] colors = white();
        for (int y = 50; y < 150; y++) {
            Arrays.fill(colors[1], y * SIDE + 50, y * SIDE + 150, 0.2f + 0.1f * (y % 2));
            Arrays.fill(colors[2], y * SIDE + 50, y * SIDE + 150, 0.2f);
        }
        Arrays.fill(colors[2], 0, 20 * SIDE, 0.95f);
        Arrays.fill(colors[1], 180 * SIDE, SIDE * SIDE, 0);
        RegionColors.even(colors, box());
        assertTrue(Math.abs(colors[1][INSIDE] - colors[1][INSIDE + SIDE]) < 0.01, "even");
        assertEquals(0.25, colors[1][INSIDE], 0.06);
        assertEquals(1, colors[2][10 * SIDE + 10], 0.005, "paper");
        assertEquals(0, colors[1][190 * SIDE + 100], 0.1, "another thing that no line divides");
    }

    @Test
    void aHintFillsWhatIsRoundItAndStaysBetweenTheLines() {
        LineLayer lines = box();
        float[][] colors = white();
        new ColorPropagation(lines).add(List.of(new Hint(100, 100, 0.1f, 0.6f, 0.2f)), colors);
        assertArrayEquals(new float[] {0.1f, 0.6f, 0.2f}, at(colors, INSIDE), 0.05f);
        assertArrayEquals(new float[] {1, 1, 1}, at(colors, OUTSIDE), 0.02f);
        assertTrue(colors[0][INSIDE + 10] < 0.2, "round it");
    }
}
