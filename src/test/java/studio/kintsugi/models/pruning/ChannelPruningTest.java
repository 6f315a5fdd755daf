package studio.kintsugi.models.pruning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.kintsugi.checkpoint.Checkpoints;
import studio.kintsugi.checkpoint.HyperParameters;
import studio.kintsugi.checkpoint.Safetensors;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.checkpoint.TensorData;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.models.BuiltInArchitectures;
import studio.kintsugi.models.errnet.ErrNetArchitecture;
import studio.kintsugi.models.nafnet.NafNetArchitecture;
import studio.kintsugi.models.registry.Recognition;
import studio.kintsugi.models.registry.TrainableArchitecture;
import studio.kintsugi.nn.Parameters;

/** A pruned network is the masked one. */
class ChannelPruningTest {
    private static final HyperParameters NAFNET =
            HyperParameters.of(Map.of("img_channel", 3, "width", 16, "enc_blk_nums",
            List.of(1, 1), "middle_blk_num", 2, "dec_blk_nums", List.of(1, 1), "train_size", 0));

    private static final HyperParameters ERRNET =
            HyperParameters.of(Map.of("in_channels", 12, "out_channels", 12, "n_feats", 16,
            "n_resblocks", 4, "se_reduction", 4, "pyramid", true, "res_scale", 1.0, "fold", 2, "residual", true,
            "smooth_pyramid", true));

    @TempDir
    private Path folder;

    @Test
    void aPrunedNafNetWrittenOutAndReadBackIsTheMaskedOne() throws Exception {
        pruned("nafnet", NAFNET, 1);
    }

    @Test
    void aPrunedRepSrWrittenOutAndReadBackIsTheMaskedOne() throws Exception {
        pruned("repsr",
                HyperParameters.of(Map.of("m_block", 3, "c_channel", 12, "scale", 2, "colors", 3)), 1);
    }

    @Test
    void aPrunedErrNetWrittenOutAndReadBackIsTheMaskedOne() throws Exception {
        pruned("errnet", ERRNET, 1);
    }

    @Test
    void wholeBlocksOfAnErrNetCanGo() throws Exception {
        TrainableArchitecture architecture = new ErrNetArchitecture();
        StateDict weights = weights(architecture, ERRNET);
        ChannelPruning pruning = new ChannelPruning(architecture.channelGroups(ERRNET));
        float[] masks = masks(pruning, 7);
        for (int g = 0; g < pruning.groups().size(); g++) {
            if (pruning.groups().get(g).name().equals("res_module.2")) {
                masks[pruning.offset(g)] = 0;
            }
        }
        StateDict small = cut(weights, pruning, masks, 4);
        assertTrue(small.names().stream().noneMatch(n -> n.startsWith("res_module.2.")));
        Recognition r = BuiltInArchitectures.all().recognize(small);
        assertEquals(0, r.hyperParameters().integers("block_channels").get(2));
        same(architecture, ERRNET, weights, pruning, masks, small, r.hyperParameters());
    }

    @Test
    void halvesAndWholeBlocksOfANafNetCanGo() throws Exception {
        TrainableArchitecture architecture = new NafNetArchitecture();
        StateDict weights = weights(architecture, NAFNET);
        ChannelPruning pruning = new ChannelPruning(architecture.channelGroups(NAFNET));
        float[] masks = masks(pruning, 5);
        for (int g = 0; g < pruning.groups().size(); g++) {
            ChannelGroup group = pruning.groups().get(g);
            if (group instanceof ChannelGroup.Branch
                    && (group.name().startsWith("middle_blks.0") || group.name().equals("encoders.0.0.beta"))) {
                masks[pruning.offset(g)] = 0;
            }
        }
        StateDict small = cut(weights, pruning, masks, 4);
        assertTrue(small.names().stream().noneMatch(n -> n.startsWith("middle_blks.0.")));
        Recognition r = BuiltInArchitectures.all().recognize(small);
        assertEquals("nafnet", r.architecture().id());
        assertEquals(0, r.hyperParameters().integers("attention_channels").getFirst());
        same(architecture, NAFNET, weights, pruning, masks, small, r.hyperParameters());
    }

    private void pruned(String id, HyperParameters hyper, int multiple) throws Exception {
        TrainableArchitecture architecture =
                BuiltInArchitectures.all().find(id, TrainableArchitecture.class).orElseThrow();
        StateDict weights = weights(architecture, hyper);
        ChannelPruning pruning = new ChannelPruning(architecture.channelGroups(hyper));
        float[] masks = masks(pruning, 3);
        StateDict small = cut(weights, pruning, masks, multiple);
        Recognition r = BuiltInArchitectures.all().recognize(small);
        assertTrue(architecture.macsPerPixel(r.hyperParameters()) < 0.95 * architecture.macsPerPixel(hyper));
        same(architecture, hyper, weights, pruning, masks, small, r.hyperParameters());
    }

    /** Rounding to multiples may cut more than what is masked: that is masked too. */
    private StateDict cut(StateDict weights, ChannelPruning pruning, float[] masks, int multiple) throws Exception {
        boolean[] kept = pruning.kept(masks, 0, multiple);
        for (int i = 0; i < masks.length; i++) {
            masks[i] = kept[i] ? masks[i] : 0;
        }
        return roundTrip(pruning.removed(weights, masks, kept));
    }

    private static void same(TrainableArchitecture architecture, HyperParameters hyper, StateDict weights,
            ChannelPruning pruning, float[] masks, StateDict small, HyperParameters smallHyper) {
        try (NDManager m = ComputeDevice.processor().newManager();
                Parameters whole = new Parameters(m, weights);
                Parameters pruned = new Parameters(m, small)) {
            NDArray x = m.create(uniform(3 * 64 * 64, 9, 0, 1), new Shape(1, 3, 64, 64));
            Parameters masked = pruning.masked(whole, m.create(masks), m.newSubManager());
            float[] expected = architecture.build(hyper, masked).forward(x).toFloatArray();
            float[] actual = architecture.build(smallHyper, pruned).forward(x).toFloatArray();
            assertArrayEquals(expected, actual, 1e-6f);
            float[] unmasked = architecture.build(hyper, whole).forward(x).toFloatArray();
            double far = 0;
            for (int i = 0; i < unmasked.length; i++) {
                far = Math.max(far, Math.abs(unmasked[i] - actual[i]));
            }
            assertTrue(far > 1e-4, "the masks change nothing: " + far);
        }
    }

    /** A third of the masks 0, the others between 0.2 and 1.2; of each group at least one above 0. */
    private static float[] masks(ChannelPruning pruning, long seed) {
        float[] masks = uniform(pruning.size(), seed, -0.3, 1.2);
        for (int i = 0; i < masks.length; i++) {
            masks[i] = Math.max(0, masks[i]);
        }
        for (int g = 0; g < pruning.groups().size(); g++) {
            masks[pruning.offset(g)] = 0.9f;
        }
        return masks;
    }

    /** Weights as they ship, none of which is zero. */
    private static StateDict weights(TrainableArchitecture architecture, HyperParameters hyper) {
        StateDict initial = architecture.initialWeights(hyper, new SplittableRandom(1));
        StateDict shipped;
        try (NDManager m = ComputeDevice.processor().newManager()) {
            shipped = architecture.buildForTraining(hyper, new Parameters(m, initial)).export(initial);
        }
        Map<String, TensorData> out = new LinkedHashMap<>();
        shipped.tensors().forEach((name, t) -> out.put(name,
                name.endsWith("beta") || name.endsWith("gamma") || name.startsWith("deconv3")
                        ? TensorData.ofFloats(uniform((int) t.count(), name.hashCode(), -1, 1), t.shape()) : t));
        return new StateDict(out);
    }

    private static float[] uniform(int n, long seed, double from, double to) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] out = new float[n];
        for (int i = 0; i < n; i++) {
            out[i] = (float) random.nextDouble(from, to);
        }
        return out;
    }

    private StateDict roundTrip(StateDict weights) throws Exception {
        Path file = folder.resolve("weights.safetensors");
        Safetensors.write(weights, Map.of(), file);
        return Checkpoints.read(file);
    }
}
