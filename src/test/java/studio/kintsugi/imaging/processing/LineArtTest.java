package studio.kintsugi.imaging.processing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.PictureInfo;

/** Lines found in pictures. */
class LineArtTest {
    private static final int SIDE = 40;

    static LineArt[] hands() {
        return new LineArt[] {LineArt.DEFAULT, new LineArt.Pencil(1, 3)};
    }

    /** A disc of one colour on white. */
    private static Picture disc(float r, float g, float b, float[] alpha) {
        float[][] planes = new float[3][SIDE * SIDE];
        float[] color = {r, g, b};
        for (int i = 0; i < SIDE * SIDE; i++) {
            boolean inside = Math.hypot(i % SIDE - 20, i / SIDE - 20) < 12;
            for (int c = 0; c < 3; c++) {
                planes[c][i] = inside ? color[c] : 1;
            }
        }
        return new Picture(SIDE, SIDE, planes, alpha, PictureInfo.SRGB_8);
    }

    private static void assertOutlined(float[] lines) {
        assertEquals(1, lines[0], 1e-6, "paper outside");
        assertEquals(1, lines[20 * SIDE + 20], 1e-6, "paper inside");
        float darkest = 1;
        for (int x = 28; x < 36; x++) {
            darkest = Math.min(darkest, lines[20 * SIDE + x]);
        }
        assertTrue(darkest < 0.5, "no line round the disc: " + darkest);
    }

    @ParameterizedTest
    @MethodSource("hands")
    void shapesAreOutlinedWhateverTheirColor(LineArt hand) {
        assertOutlined(hand.draw(disc(0.1f, 0.1f, 0.4f, null)));
        assertOutlined(hand.draw(disc(1, 1, 0.2f, null)));
    }

    @ParameterizedTest
    @MethodSource("hands")
    void whatIsTransparentIsPaper(LineArt hand) {
        float[] alpha = new float[SIDE * SIDE];
        float[] lines = hand.draw(disc(0, 0, 0, alpha));
        float[] paper = new float[lines.length];
        Arrays.fill(paper, 1);
        assertEquals(0, Arrays.mismatch(lines, paper) + 1, "ink on a transparent picture");
    }

    @ParameterizedTest
    @MethodSource("hands")
    void onePixelIsPaper(LineArt hand) {
        assertEquals(1, hand.draw(new float[] {0.3f}, 1, 1)[0], 1e-6);
    }
}
