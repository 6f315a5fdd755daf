package studio.kintsugi.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.WriteOptions;
import studio.kintsugi.imaging.io.PictureWriter;

class StatisticsExperimentTest {
    @TempDir
    private Path folder;

    @Test
    void bothRunsAreTheSameUntilOneChangesItsStatistics() throws Exception {
        Random random = new Random(3);
        for (int n = 0; n < 9; n++) {
            float[][] planes = new float[3][700 * 680];
            for (float[] plane : planes) {
                float base = random.nextFloat();
                for (int i = 0; i < plane.length; i++) {
                    plane[i] = (float) Math.clamp(base + 0.2 * Math.sin(i * 0.05 * (n + 1)), 0, 1);
                }
            }
            PictureWriter.write(Picture.of(700, 680, planes), folder.resolve(n + ".png"), WriteOptions.DEFAULT);
        }
        List<StatisticsExperiment.Point> points = new ArrayList<>();
        new StatisticsExperiment(folder, 4, 2, 0.5, ComputeDevice.processor()).run(points::add);
        assertEquals(4, points.size());
        assertEquals(points.get(0).psnr(), points.get(2).psnr(), 1e-4);
        assertNotEquals(points.get(1).psnr(), points.get(3).psnr(), 1e-6);
    }
}
