package studio.kintsugi.models.deconvolution;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import studio.kintsugi.checkpoint.HyperParameters;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.models.nafnet.NafNetArchitecture;
import studio.kintsugi.models.network.ImageNetwork;
import studio.kintsugi.models.network.TrainableNetwork;
import studio.kintsugi.models.network.Window;
import studio.kintsugi.nn.Parameters;

/** From a blurred scene back to its kernel, and with the kernel back to the scene. */
class DeconvolutionTest {
    private static final int RADIUS = 15;
    private static final BlurKernel HOOK = BlurredScene.hook(RADIUS);
    private static final HyperParameters SMALL = HyperParameters.of(Map.of("width", 8, "enc_blk_nums", List.of(1, 1),
            "middle_blk_num", 1, "dec_blk_nums", List.of(1, 1)));

    private static NDManager manager;

    @BeforeAll
    static void open() {
        manager = ComputeDevice.processor().newManager();
    }

    @AfterAll
    static void close() {
        manager.close();
    }

    @Test
    void aTransferConvolvesAsAPointSpreads() {
        BlurredScene scene = new BlurredScene(90, HOOK, 0);
        Frequencies f = new Frequencies(90, 90, HOOK.side());
        NDArray sharp = scene.in(manager, scene.sharp, 1);
        assertArrayEquals(scene.sharp, f.picture(f.of(sharp)).toFloatArray(), 1e-5f);
        float[] blurred = f.picture(f.of(sharp).mul(f.transfer(HOOK.in(manager)))).toFloatArray();
        assertTrue(scene.psnr(blurred, scene.blurred, RADIUS) > 90, "beyond the border's influence they are the same");
    }

    @Test
    void picturesOfAnySizeAreContinued() {
        for (int side : new int[] {1, 2, 7, 50}) {
            Frequencies f = new Frequencies(side, 3, RADIUS);
            NDArray x = manager.randomUniform(0, 1, new Shape(2, 3, side, 3));
            assertArrayEquals(x.toFloatArray(), f.picture(f.of(x)).toFloatArray(), 1e-5f);
        }
    }

    @Test
    void theRightKernelTakesTheBlurAway() {
        BlurredScene scene = new BlurredScene(160, HOOK, 0.01);
        NDArray guides = Wiener.guides(scene.in(manager, scene.blurred, 3), HOOK.in(manager));
        assertEquals(new Shape(1, Wiener.GUIDES, 160, 160), guides.getShape());
        float[] sharper = guides.get(":,0:1").toFloatArray();
        double before = scene.psnr(scene.blurred, scene.sharp, RADIUS);
        double after = scene.psnr(sharper, scene.sharp, RADIUS);
        assertTrue(after > before + 3, before + " to " + after + " dB");
    }

    /** Tiles of different sizes share the picture's border, and must make the same of it. */
    @Test
    void aBorderDoesNotKnowTheOppositeOne() {
        BlurredScene scene = new BlurredScene(240, HOOK, 0.01);
        NDArray y = scene.in(manager, scene.blurred, 3);
        NDArray whole = Wiener.guides(y, HOOK.in(manager)).get(":,:,:,:60");
        NDArray tile = Wiener.guides(y.get(":,:,:,:170"), HOOK.in(manager)).get(":,:,:,:60");
        // the first is right for little noise and rings further
        assertEquals(0, whole.sub(tile).get(":,3:").abs().max().getFloat(), 0.5f / 255);
        assertEquals(0, whole.sub(tile).get(":,:3").abs().max().getFloat(), 2f / 255);
    }

    /** What a tile is continued by where the picture goes on is wrong less far into it. */
    @Test
    void bordersAreContinuedByWhatTheKernelWouldShowThere() {
        BlurredScene scene = new BlurredScene(240, HOOK, 0.01);
        NDArray y = scene.in(manager, scene.blurred, 3);
        try (Wiener large = new Wiener(manager, HOOK.in(manager), 240, 240);
                Wiener small = new Wiener(manager, HOOK.in(manager), 240, 150)) {
            float[] off = new float[2];
            for (int rounds = 0; rounds < off.length; rounds++) {
                NDArray whole = large.guides(y, 2 * rounds).get(":,:3,:,100:130");
                NDArray tile = small.guides(y.get(":,:,:,:150"), 2 * rounds).get(":,:3,:,100:130");
                off[rounds] = whole.sub(tile).abs().mean().getFloat();
            }
            assertTrue(off[1] < 0.8f * off[0], off[0] + " and " + off[1]);
        }
    }

    @Test
    void sidesOfWavesHaveSmallFactorsAlone() {
        assertEquals(720, Frequencies.quick(709));
        assertEquals(768, Frequencies.quick(751));
        assertEquals(2, Frequencies.quick(1));
    }

    @Test
    void aKernelIsFoundFromBothPictures() {
        BlurredScene scene = new BlurredScene(160, HOOK, 0.01);
        KernelFromGradients.Fit found = KernelFromGradients.of(scene.in(manager, scene.sharp, 1),
                scene.in(manager, scene.blurred, 1), everywhere(), RADIUS).sparse(0.01f);
        double likeness = BlurredScene.likeness(HOOK, found.kernel());
        assertTrue(likeness > 0.95, "" + likeness);
        assertTrue(found.explained() > 0.5 && found.explained() <= 1, "" + found.explained());
        assertEquals(HOOK.spread(), found.kernel().spread(), 0.5);
    }

    private NDArray everywhere() {
        return manager.ones(new Shape(1, 1, 160, 160));
    }

    /** A large γ smears a kernel out, unless it is small where the kernel is. */
    @Test
    void reweightingMakesAPathThin() {
        BlurredScene scene = new BlurredScene(160, HOOK, 0.01);
        KernelFromGradients both = KernelFromGradients.of(scene.in(manager, scene.sharp, 1),
                scene.in(manager, scene.blurred, 1), everywhere(), RADIUS);
        double sparse = BlurredScene.likeness(HOOK, both.sparse(0.5f).kernel());
        assertTrue(sparse > 0.95, "" + sparse);
    }

    @Test
    void aKernelIsTrustedWhereItBlursAndExplainsWhatIsSeen() {
        assertEquals(1, KernelEstimate.of(HOOK, 0.6, 0, 0.3).trust());
        assertEquals(0, KernelEstimate.of(HOOK, 0.1, 0, 0.3).trust(), "hardly an edge");
        assertEquals(1, KernelEstimate.of(HOOK, 0.1, 0.8, 0.3).trust(), "half of what is not noise is explained");
        assertEquals(0, KernelEstimate.of(HOOK, 0.6, 0, 0.8).trust(), "detail that no shake leaves");
        assertEquals(0, KernelEstimate.of(BlurKernel.point(RADIUS), 0.9, 0, 0.3).trust(), "sharp");
        assertEquals(0, BlurKernel.point(RADIUS).spread());
    }

    @Test
    void fineDetailTellsASharpPictureFromAShakenOneWithNoise() {
        BlurredScene sharp = new BlurredScene(160, BlurKernel.point(RADIUS), 0.01);
        BlurredScene shaken = new BlurredScene(160, HOOK, 0.01);
        assertTrue(FineDetail.of(sharp.blurred, 160, 160) > 0.45, "" + FineDetail.of(sharp.blurred, 160, 160));
        assertTrue(FineDetail.of(shaken.blurred, 160, 160) < 0.42, "" + FineDetail.of(shaken.blurred, 160, 160));
        assertEquals(0, FineDetail.of(new float[400], 20, 20));
    }

    @Test
    void noisesShareOfTheGradientsIsKnown() {
        for (double noise : new double[] {0.01, 0.04}) {
            BlurredScene scene = new BlurredScene(160, HOOK, noise);
            BlurredScene clean = new BlurredScene(160, HOOK, 0);
            double energy = 0;
            double without = 0;
            for (int i = 0; i < 160 * 159; i++) {
                energy += Math.pow(scene.blurred[i + 160] - scene.blurred[i], 2);
                without += Math.pow(clean.blurred[i + 160] - clean.blurred[i], 2);
            }
            assertEquals(1 - without / energy, GradientNoise.share(scene.blurred, 160, 160), 0.1);
        }
        assertEquals(0, GradientNoise.share(new float[400], 20, 20));
        assertEquals(0, GradientNoise.share(new float[4], 2, 2));
    }

    @Test
    void aSharpPictureIsLeftAsItIs() {
        DeconvolutionArchitecture architecture = new DeconvolutionArchitecture();
        BlurredScene scene = new BlurredScene(160, BlurKernel.point(RADIUS), 0);
        try (DeconvolvingNet net = architecture.build(SMALL,
                new Parameters(manager, architecture.initialWeights(SMALL, new SplittableRandom(4))))) {
            NDArray y = scene.in(manager, scene.blurred, 3);
            assertArrayEquals(y.toFloatArray(), net.forward(y).toFloatArray());
            assertArrayEquals(y.toFloatArray(), net.calibrated(y, manager, () -> false).forward(y).toFloatArray());
        }
    }

    @Test
    void aKernelIsFoundFromTheBlurredPictureAlone() {
        BlurredScene scene = new BlurredScene(224, HOOK, 0.01);
        BlurKernel found = find(scene.in(manager, scene.blurred, 3));
        assertEquals(HOOK.side(), found.side());
        assertTrue(BlurredScene.likeness(HOOK, found) > 0.75, "" + BlurredScene.likeness(HOOK, found));
    }

    /** A lamp's path is cut off at white: it is told by what lies between lamps. */
    @Test
    void lampsDoNotHideTheKernel() {
        BlurredScene scene = new BlurredScene(224, HOOK, 0.01, 8);
        NDArray y = scene.in(manager, scene.blurred, 3);
        BlurKernel blinded = search(() -> false).find(y, manager.ones(new Shape(1, 1, 224, 224))).kernel();
        double likeness = BlurredScene.likeness(HOOK, find(y));
        assertTrue(likeness > 0.7, "" + likeness);
        assertTrue(likeness > BlurredScene.likeness(HOOK, blinded) + 0.1, "" + BlurredScene.likeness(HOOK, blinded));
    }

    @Test
    void lampsAreKnownByWhatIsCutOff() {
        NDArray x = manager.full(new Shape(1, 3, 100, 120), 0.5f);
        x.set(new NDIndex(":,1,20,20"), 1);
        assertEquals(100 * 120, Lamps.unlit(x).sum().getFloat(), "noise is no lamp");
        x.set(new NDIndex(":,1,50:55,60:65"), 1);
        NDArray unlit = Lamps.unlit(x);
        assertEquals(new Shape(1, 1, 100, 120), unlit.getShape());
        assertEquals(100 * 120 - 21 * 21 + 4, unlit.sum().getFloat(), "a square round the lamp, without its corners");
        assertEquals(100 * 120, Lamps.unlit(manager.ones(x.getShape())).sum().getFloat(), "a white wall is no lamp");
    }

    @Test
    void whatIsNotKnownTellsNothing() {
        BlurredScene scene = new BlurredScene(160, HOOK, 0.02);
        float[] half = Arrays.copyOf(scene.blurred, 80 * 160);
        float[] covered = scene.blurred.clone();
        Arrays.fill(covered, 80 * 160, covered.length, Float.NaN);
        assertEquals(FineDetail.of(half, 160, 80), FineDetail.of(covered, 160, 160), 0.05);
        assertEquals(GradientNoise.share(half, 160, 80),
                GradientNoise.share(covered, 160, 160), 1e-3);
    }

    private BlurKernel find(NDArray y) {
        return search(() -> false).find(y, Lamps.unlit(y)).kernel();
    }

    /** With few gradients for sharpness, where the program has a network. */
    private static KernelSearch search(BooleanSupplier cancelled) {
        return new KernelSearch((x, kernel) -> L0GradientDeconvolution.latent(x, kernel, 2e-3f), 8, cancelled);
    }

    @Test
    void aRoundIsTakenBeyondWhatItFound() {
        BlurKernel point = BlurKernel.point(RADIUS);
        assertEquals(1, HOOK.beyond(HOOK, 0.5).likeness(HOOK), 1e-5);
        BlurKernel half = BlurKernel.of(sum(HOOK.values(), point.values()));
        BlurKernel beyond = half.beyond(point, 0.5);
        assertTrue(beyond.likeness(HOOK) > half.likeness(HOOK), "half way from a point, and further");
        for (float v : beyond.values()) {
            assertTrue(v >= 0);
        }
    }

    private static float[] sum(float[] a, float[] b) {
        float[] out = a.clone();
        for (int i = 0; i < out.length; i++) {
            out[i] += b[i];
        }
        return out;
    }

    @Test
    void theSearchCanBeCancelled() {
        NDArray y = manager.randomUniform(0, 1, new Shape(1, 3, 64, 64));
        assertThrows(CancellationException.class, () -> search(() -> true).find(y, Lamps.unlit(y)));
    }

    @Test
    void anEvenPictureHasNoKernel() {
        BlurKernel found = find(manager.ones(new Shape(1, 3, 64, 64))).balanced();
        for (float v : found.values()) {
            assertTrue(Float.isFinite(v) && v >= 0);
        }
    }

    @Test
    void aKernelIsTidiedAndBalanced() {
        BlurKernel dirty = new BlurKernel(HOOK.side(), HOOK.values().clone());
        dirty.values()[0] = 0.005f;
        dirty.values()[dirty.side() * 3] = 0.0001f;
        BlurKernel tidy = dirty.tidied();
        assertEquals(1, sum(tidy), 1e-5);
        assertEquals(1, BlurredScene.likeness(HOOK, tidy), 1e-4, "what lay apart is gone");
        BlurKernel balanced = tidy.balanced();
        assertEquals(0, mean(balanced, true), 0.01);
        assertEquals(0, mean(balanced, false), 0.01);
        assertEquals(HOOK.spread(), balanced.spread(), 0.1, "no thicker than it was");
    }

    private static double sum(BlurKernel k) {
        double sum = 0;
        for (float v : k.values()) {
            sum += v;
        }
        return sum;
    }

    private static double mean(BlurKernel k, boolean across) {
        double sum = 0;
        for (int i = 0; i < k.values().length; i++) {
            sum += k.values()[i] * ((across ? i % k.side() : i / k.side()) - k.radius());
        }
        return sum;
    }

    @Test
    void trainingGoesOnFromANetworkThatSawThePictureAlone() {
        StateDict plain = new NafNetArchitecture().initialWeights(SMALL, new SplittableRandom(3));
        DeconvolutionArchitecture architecture = new DeconvolutionArchitecture();
        try (ImageNetwork nafnet = new NafNetArchitecture().build(SMALL, new Parameters(manager, plain));
                TrainableNetwork guided = architecture.buildForTraining(SMALL,
                        new Parameters(manager, architecture.initialWeights(SMALL, new SplittableRandom(4))))) {
            guided.begin(plain);
            NDArray x = manager.randomUniform(0, 1, new Shape(2, 3, 24, 32));
            NDArray guides = manager.randomUniform(0, 1, new Shape(2, Wiener.GUIDES, 24, 32));
            assertArrayEquals(nafnet.forward(x).toFloatArray(), guided.forward(x.concat(guides, 1)).toFloatArray(),
                    1e-5f);
            assertEquals("nafnet-deconvolution",
                    new DeconvolutionArchitecture().recognize(guided.parameters().stateDict()).orElseThrow()
                    .architecture().id());
            assertTrue(new DeconvolutionArchitecture().recognize(guided.parameters().stateDict()).orElseThrow()
                    .isExact());
            assertTrue(new DeconvolutionArchitecture().recognize(plain).isEmpty());
        }
    }

    @Test
    void aCalibratedNetworkUsesOneKernelForAllTiles() {
        DeconvolutionArchitecture architecture = new DeconvolutionArchitecture();
        BlurredScene scene = new BlurredScene(128, HOOK, 0.01);
        try (DeconvolvingNet net = architecture.build(SMALL,
                new Parameters(manager, architecture.initialWeights(SMALL, new SplittableRandom(4))))) {
            NDArray y = scene.in(manager, scene.blurred, 3);
            float[] whole = net.forward(y).toFloatArray();
            ImageNetwork calibrated = net.calibrated(y, manager, () -> false);
            assertArrayEquals(whole, calibrated.forward(y).toFloatArray(), 2e-3f);
            float[] part = calibrated.forward(y.get(":,:,:,:64")).toFloatArray();
            for (int x = 0; x < 16; x++) {
                assertEquals(whole[64 * 128 + x], part[64 * 64 + x], 0.02, "far from the cut nothing changes");
            }
            assertTileIsPartOfWhole(calibrated, y);
            assertThrows(CancellationException.class, () -> net.calibrated(y, manager, () -> true));
        }
    }

    @Test
    void aNetworkThatLooksFurtherThanItsDeconvolutionIsShownAsMuch() {
        DeconvolutionArchitecture architecture = new DeconvolutionArchitecture();
        HyperParameters local = HyperParameters.of(Map.of("width", 8, "enc_blk_nums", List.of(1, 1),
                "middle_blk_num", 1, "dec_blk_nums", List.of(1, 1), "train_size", 256));
        try (DeconvolvingNet near = architecture.build(SMALL,
                new Parameters(manager, architecture.initialWeights(SMALL, new SplittableRandom(4))));
                DeconvolvingNet far = architecture.build(local,
                        new Parameters(manager, architecture.initialWeights(local, new SplittableRandom(4))))) {
            assertTrue(far.context() > near.context() && far.context() >= 256 * 3 / 4, "half a window of statistics");
        }
    }

    /** The network sees less of the tile than the deconvolution, and gives what it gives of the whole. */
    private static void assertTileIsPartOfWhole(ImageNetwork calibrated, NDArray y) {
        Window wanted = new Window(56, 40, 16, 24);
        float[] whole = wanted.of(calibrated.forward(y)).toFloatArray();
        float[] part = new float[whole.length];
        calibrated.run(manager, y.toFloatArray(), 128, 128, wanted, (c, row, values, from) -> {
            if (row >= wanted.top() && row < wanted.top() + wanted.height()) {
                System.arraycopy(values, from + wanted.left(), part,
                        (c * wanted.height() + row - wanted.top()) * wanted.width(), wanted.width());
            }
        });
        assertArrayEquals(whole, part, 0.5f / 255);
    }
}
