package studio.kintsugi.models.dreamfields;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import studio.kintsugi.models.dreamfields.network.PaperBackgrounds;

/** Gradients through the picture before its background, against differences. */
class PaperBackgroundsGradientTest {
    private static final int SIDE = 9;
    private static final int WIDTH = 8;
    private static final int CROP = 6;
    private static final float BY = 1e-2f;
    private final SplittableRandom random = new SplittableRandom(3);
    private final float[] background = some(3 * SIDE * SIDE);
    private final float[] over = some(3 * SIDE * SIDE);

    private float[] some(int n) {
        float[] out = new float[n];
        for (int i = 0; i < n; i++) {
            out[i] = random.nextFloat();
        }
        return out;
    }

    private double sum(float[] rgb, float[] opacity) {
        float[] seen = PaperBackgrounds.before(background, SIDE, rgb, opacity, WIDTH, 5, 1, CROP);
        double sum = 0;
        for (int i = 0; i < seen.length; i++) {
            sum += seen[i] * over[i];
        }
        return sum;
    }

    @Test
    void areThoseOfDifferences() {
        float[] rgb = some(3 * WIDTH * WIDTH);
        float[] opacity = some(WIDTH * WIDTH);
        float[] overRgb = new float[rgb.length];
        float[] overOpacity = new float[opacity.length];
        PaperBackgrounds.beforeBackward(over, background, SIDE, rgb, opacity, WIDTH, 5, 1, CROP, overRgb, overOpacity);
        for (int i = 0; i < rgb.length; i++) {
            assertEquals(difference(rgb, i, rgb, opacity), overRgb[i], 2e-3, "colour " + i);
        }
        for (int i = 0; i < opacity.length; i++) {
            assertEquals(difference(opacity, i, rgb, opacity), overOpacity[i], 2e-3, "opacity " + i);
        }
    }

    private double difference(float[] changed, int i, float[] rgb, float[] opacity) {
        float was = changed[i];
        changed[i] = was + BY;
        double more = sum(rgb, opacity);
        changed[i] = was - BY;
        double less = sum(rgb, opacity);
        changed[i] = was;
        return (more - less) / (2 * BY);
    }
}
