package studio.kintsugi.models.scft;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.kintsugi.checkpoint.Checkpoints;
import studio.kintsugi.checkpoint.Safetensors;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.checkpoint.TensorData;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.models.network.ColorizationNetwork;
import studio.kintsugi.models.pruning.ChannelPruning;
import studio.kintsugi.models.registry.Recognition;
import studio.kintsugi.nn.Parameters;

/** Encoders can lose channels. */
class ScftGroupsTest {
    private static final int SIDE = 32;

    /** With a level below attention's, which only attention reads. */
    private static final ScftConfig CONFIG = new ScftConfig(4, 3, 1, 2, 12, 1, true, true, false);

    @TempDir
    private Path folder;

    @Test
    void aPrunedNetworkWrittenOutAndReadBackIsTheMaskedOne() throws Exception {
        SplittableRandom random = new SplittableRandom(1);
        StateDict weights = Scft.initialWeights(CONFIG, random);
        ChannelPruning pruning = new ChannelPruning(new ScftArchitecture().channelGroups(CONFIG.hyperParameters()));
        float[] masks = new float[pruning.size()];
        for (int i = 0; i < masks.length; i++) {
            masks[i] = (float) Math.max(0, random.nextDouble(-0.4, 1.2));
        }
        boolean[] kept = pruning.kept(masks, 0, 1);
        for (int i = 0; i < masks.length; i++) {
            masks[i] = kept[i] ? masks[i] : 0;
        }
        Path file = folder.resolve("weights.safetensors");
        Safetensors.write(pruning.removed(weights, masks, kept), Map.of(), file);
        StateDict small = Checkpoints.read(file);
        assertTrue(small.parameters() < 0.9 * weights.parameters());
        Recognition recognized = new ScftArchitecture().recognize(small).orElseThrow();
        assertTrue(recognized.isExact(), recognized.toString());

        try (NDManager m = ComputeDevice.processor().newManager();
                Parameters whole = new Parameters(m, weights);
                Parameters pruned = new Parameters(m, small)) {
            NDArray sketch = m.create(uniform(SIDE * SIDE, 2), new Shape(1, 1, SIDE, SIDE));
            NDArray reference = m.create(uniform(3 * SIDE * SIDE, 3), new Shape(1, 3, SIDE, SIDE));
            float[] expected = colored(new Scft(CONFIG, pruning.masked(whole, m.create(masks), m.newSubManager())),
                    sketch, reference);
            float[] actual = colored(new ScftArchitecture().build(recognized.hyperParameters(), pruned), sketch,
                    reference);
            assertArrayEquals(expected, actual, 1e-5f);
            float[] unmasked = colored(new Scft(CONFIG, whole), sketch, reference);
            assertTrue(Arrays.mismatch(unmasked, actual) >= 0, "the masks change nothing");
        }
    }

    @Test
    void theWholeNetworkIsToldWithoutWidths() {
        Recognition recognized =
                new ScftArchitecture().recognize(Scft.initialWeights(CONFIG, new SplittableRandom(1))).orElseThrow();
        assertEquals(CONFIG.hyperParameters(), recognized.hyperParameters());
        assertFalse(recognized.hyperParameters().has("sketch_channels"));
    }

    @Test
    void costsAreThoseOfAllWeightsAtTheirPlaces() {
        double macs = 0;
        for (Map.Entry<String, TensorData> e : Scft.initialWeights(CONFIG, new SplittableRandom(1)).tensors()
                .entrySet()) {
            if (e.getValue().shape().length > 1) {
                double side = CONFIG.fold() << level(e.getKey());
                macs += e.getValue().count() / (side * side);
            }
        }
        assertEquals(macs, new ScftArchitecture().macsPerPixel(CONFIG.hyperParameters()), 1e-9 * macs);
    }

    /** Of the features that a weight makes. */
    private static int level(String weight) {
        if (weight.contains(".layer")) {
            return (Integer.parseInt(weight.replaceAll(".*\\.layer(\\d+)\\..*", "$1")) - 1) / 2;
        }
        return weight.startsWith("decoder.last_conv") ? 0 : CONFIG.grid();
    }

    private static float[] colored(ColorizationNetwork network, NDArray sketch, NDArray reference) {
        return network.color(sketch, null, network.remember(reference)).picture().toFloatArray();
    }

    private static float[] uniform(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] out = new float[n];
        for (int i = 0; i < n; i++) {
            out[i] = (float) random.nextDouble();
        }
        return out;
    }
}
