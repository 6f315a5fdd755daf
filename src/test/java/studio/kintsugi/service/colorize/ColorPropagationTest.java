package studio.kintsugi.service.colorize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
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
    void aHintFillsWhatIsRoundItAndStaysBetweenTheLines() {
        LineLayer lines = box();
        float[][] colors = white();
        new ColorPropagation(lines).add(List.of(new Hint(100, 100, 0.1f, 0.6f, 0.2f)), colors);
        assertArrayEquals(new float[] {0.1f, 0.6f, 0.2f}, at(colors, INSIDE), 0.05f);
        assertArrayEquals(new float[] {1, 1, 1}, at(colors, OUTSIDE), 0.02f);
        assertTrue(colors[0][INSIDE + 10] < 0.2, "round it");
    }
}
