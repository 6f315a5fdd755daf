package studio.kintsugi.service.restoration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import studio.kintsugi.imaging.Picture;

/** The layer that was taken away. */
class BlendTest {
    private static final int SIDE = 100;

    private static Picture with(float[] green) {
        float[] half = new float[green.length];
        Arrays.fill(half, 0.5f);
        return Picture.of(SIDE, SIDE, new float[][] {half, green, half.clone()});
    }

    private static Picture removed(float most) {
        float[] before = new float[SIDE * SIDE];
        float[] after = new float[SIDE * SIDE];
        for (int i = 0; i < before.length; i++) {
            after[i] = 0.3f;
            before[i] = 0.3f + most * (i % SIDE) / SIDE;
        }
        before[0] = 1;
        return Blend.removed(with(before), with(after));
    }

    @Test
    void aFaintLayerIsBrightenedAsAWholeAndFewPixelsDoNotKeepItDark() {
        Picture layer = removed(0.18f);
        assertEquals(0.9, layer.plane(1)[SIDE - 1], 0.02);
        assertEquals(0.45, layer.plane(1)[SIDE / 2], 0.02, "in proportion");
        assertEquals(0, layer.plane(0)[5], "black where nothing was taken");
    }

    @Test
    void aLayerIsNeverDarkenedNorBrightenedWithoutBound() {
        float[] black = new float[SIDE * SIDE];
        float[] nearlyWhite = new float[SIDE * SIDE];
        Arrays.fill(nearlyWhite, 0.95f);
        assertEquals(0.95, Blend.removed(with(nearlyWhite), with(black)).plane(1)[7], 1e-4);
        assertEquals(8 * 0.99 * 0.01, removed(0.01f).plane(1)[SIDE - 1], 0.01);
        assertEquals(0, Blend.removed(with(black), with(black)).plane(1)[7], "nothing stays black");
    }
}
