package studio.kintsugi.models.dreamfields.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.field.VoxelField;
import studio.kintsugi.models.dreamfields.Dream;
import studio.kintsugi.models.dreamfields.Guidance;

/** The paper's network follows a guidance that wants red before all backgrounds. */
class NetworkDreamTest {
    private static final int STEPS = 60;

    /** Minus the mean of red, plus those of green and blue. */
    private static final class Redness implements Guidance {
        @Override
        public int side() {
            return 16;
        }

        @Override
        public Judgment judge(float[] pictures, int count) {
            int plane = side() * side();
            float[] gradient = new float[pictures.length];
            double loss = 0;
            for (int i = 0; i < pictures.length; i++) {
                gradient[i] = (i / plane % 3 == 0 ? -1f : 1f) / (count * plane);
                loss += gradient[i] * pictures[i];
            }
            double[] cosines = new double[count];
            Arrays.fill(cosines, -loss);
            return new Judgment(loss, gradient, cosines);
        }

        @Override
        public void close() {
            // nothing to free
        }
    }

    @Test
    void theFieldTurnsRed() {
        PaperSettings settings = new PaperSettings(1, STEPS, 1, 16, 15, 12, true, false);
        try (NetworkDream dream = new NetworkDream(settings, List.of(new Redness()), ComputeDevice.processor())) {
            double before = redness(dream.field());
            for (int i = 0; i < STEPS; i++) {
                Dream.Report report = dream.step((double) i / STEPS);
                assertTrue(report.transmittance() >= 0 && report.transmittance() <= 1);
            }
            assertEquals(STEPS, dream.steps());
            double after = redness(dream.field());
            assertTrue(after > before + 0.1, before + " became " + after);
        }
    }

    private static double redness(VoxelField field) {
        float[] seen = field.at(0, 0, 0.3f);
        return seen[1] - (seen[2] + seen[3]) / 2;
    }
}
