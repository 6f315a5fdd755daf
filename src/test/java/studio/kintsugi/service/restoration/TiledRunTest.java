package studio.kintsugi.service.restoration;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.Region;
import studio.kintsugi.models.nafnet.NafNetArchitecture;
import studio.kintsugi.models.network.ImageNetwork;
import studio.kintsugi.nn.Parameters;
import studio.kintsugi.store.ModelStore;
import studio.kintsugi.store.StoredModel;

/** The built-in denoiser on a picture that is noisy here and smooth there. */
class TiledRunTest {
    private static Picture picture(int w, int h) {
        SplittableRandom random = new SplittableRandom(3);
        float[][] planes = new float[3][w * h];
        for (int i = 0; i < w * h; i++) {
            int x = i % w;
            int y = i / w;
            double base = 0.5 + 0.3 * Math.sin(x / 17.0) * Math.cos(y / 23.0) + (x / 64 + y / 64) % 2 * 0.15;
            for (int c = 0; c < 3; c++) {
                planes[c][i] = (float) Math.clamp(base + 0.1 * x / w * random.nextGaussian(), 0, 1);
            }
        }
        return Picture.of(w, h, planes);
    }

    private interface Use {
        void with(ImageNetwork network, NDManager manager) throws Exception;
    }

    private static void withDenoiser(Use use) throws Exception {
        StoredModel model = new ModelStore(java.nio.file.Path.of("nowhere")).find("denoise").orElseThrow();
        try (NDManager manager = ComputeDevice.processor().newManager();
                ImageNetwork network = new NafNetArchitecture().build(
                        model.card().hyperParameters(), new Parameters(manager, model.weights()))) {
            use.with(network, manager);
        }
    }

    @Test
    void tileSizesAgree() throws Exception {
        Picture input = picture(500, 410);
        withDenoiser((network, manager) -> {
            TiledRun run = new TiledRun(network, manager, 1L << 30);
            Picture small = run.run(input, new RunOptions(null, false, 96), () -> false, (r, p, f) -> {});
            Picture large = run.run(input, new RunOptions(null, false, 256), () -> false, (r, p, f) -> {});
            Picture whole = run.run(input, new RunOptions(null, false, 1024), () -> false, (r, p, f) -> {});
            assertAgree(small, large);
            assertAgree(small, whole);
        });
    }

    private static void assertAgree(Picture a, Picture b) {
        double sum = 0;
        double worst = 0;
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < a.plane(c).length; i++) {
                double d = Math.abs(a.plane(c)[i] - b.plane(c)[i]);
                sum += d;
                worst = Math.max(worst, d);
            }
        }
        double mean = sum / (3.0 * a.plane(0).length);
        assertTrue(mean * 255 < 1 && worst * 255 < 3, "mean " + mean * 255 + ", worst " + worst * 255 + " of 255");
    }

    @Test
    void itMakesNoDifferenceHowManyTilesAreMadeAtOnce() throws Exception {
        Picture input = picture(500, 410);
        RunOptions options = new RunOptions(null, false, 96);
        withDenoiser((network, manager) -> {
            Picture alone = new TiledRun(network, manager, 1).run(input, options, () -> false, (r, p, f) -> {});
            Picture several = new TiledRun(network, manager, 1L << 32)
                    .run(input, options, () -> false, (r, p, f) -> {});
            for (int c = 0; c < 3; c++) {
                assertArrayEquals(alone.plane(c), several.plane(c));
            }
        });
    }

    @Test
    void mendsWhatTheUserSeesFirstAndEverythingOnce() throws Exception {
        Picture input = picture(300, 200);
        Region view = new Region(200, 100, 50, 50);
        withDenoiser((network, manager) -> {
            List<Region> order = new ArrayList<>();
            new TiledRun(network, manager, 1L << 30)
                    .run(input, new RunOptions(view, false, 64), () -> false, (r, p, f) -> order.add(r));
            assertTrue(!order.getFirst().intersect(view).isEmpty(), order.toString());
            assertEquals(input.bounds().area(), order.stream().mapToLong(Region::area).sum());
        });
    }

    @Test
    void aPreviewLeavesTheRestAsItWas() throws Exception {
        Picture input = picture(300, 200);
        withDenoiser((network, manager) -> {
            Picture out = new TiledRun(network, manager, 1L << 30).run(
                    input, new RunOptions(new Region(0, 0, 20, 20), true, 64), () -> false, (r, p, f) -> {});
            assertArrayEquals(input.crop(new Region(64, 64, 200, 100)).plane(1),
                    out.crop(new Region(64, 64, 200, 100)).plane(1));
            assertTrue(out.plane(1)[0] != input.plane(1)[0]);
        });
    }

    @Test
    void tinyAndNarrowPicturesKeepTheirSize() throws Exception {
        withDenoiser((network, manager) -> {
            for (int[] size : new int[][] {{1, 1}, {3, 700}, {17, 5}}) {
                Picture out = new TiledRun(network, manager, 1L << 30)
                        .run(picture(size[0], size[1]), RunOptions.WHOLE, () -> false, (r, p, f) -> {});
                assertEquals(Region.of(size[0], size[1]), out.bounds());
            }
        });
    }

    @Test
    void cancelIsHeardBeforeTheFirstTile() throws Exception {
        withDenoiser((network, manager) -> assertThrows(CancellationException.class, () ->
                new TiledRun(network, manager, 1L << 30)
                        .run(picture(300, 200), RunOptions.WHOLE, () -> true, (r, p, f) -> {})));
    }

    @Test
    void theDenoiserRemovesNoise() throws Exception {
        Picture noisy = picture(256, 256);
        withDenoiser((network, manager) -> {
            Picture out = new TiledRun(network, manager, 1L << 30)
                    .run(noisy, RunOptions.WHOLE, () -> false, (r, p, f) -> {});
            assertTrue(roughness(out) < 0.5 * roughness(noisy), roughness(out) + " of " + roughness(noisy));
        });
    }

    private static double roughness(Picture p) {
        double sum = 0;
        for (int i = 1; i < p.plane(0).length; i++) {
            double d = p.plane(0)[i] - p.plane(0)[i - 1];
            sum += d * d;
        }
        return sum;
    }
}
