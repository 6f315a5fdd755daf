package studio.kintsugi.models.repsr;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import studio.kintsugi.checkpoint.HyperParameters;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.nn.Parameters;
import studio.kintsugi.nn.losses.Losses;

/** A network that ships can go on learning as it was trained: with branches. */
class ExpansionTest {
    private static final HyperParameters SHAPE =
            HyperParameters.of(Map.of("m_block", 2, "c_channel", 4, "scale", 2, "colors", 3));
    private static final RepSrConfig CONFIG = RepSrConfig.of(SHAPE);

    private static TrainingRepSr network(NDManager manager, long seed) {
        return new TrainingRepSr(CONFIG,
                new Parameters(manager, new RepSrArchitecture().initialWeights(SHAPE, new SplittableRandom(seed))));
    }

    private static StateDict shipped(NDManager manager) {
        TrainingRepSr network = network(manager, 3);
        return network.export(network.parameters().stateDict());
    }

    @Test
    void whatShipsIsTakenApartExactlyAndStaysSoUnderThePopulationsStatistics() {
        try (NDManager manager = ComputeDevice.processor().newManager()) {
            StateDict shipped = shipped(manager);
            TrainingRepSr again = network(manager, 8);
            again.begin(shipped);
            again.progress(0);
            NDArray x = manager.randomUniform(0, 1, new Shape(1, 3, 16, 12));
            float[] expected = new PlainSr(CONFIG, new Parameters(manager, shipped)).forward(x).toFloatArray();
            assertArrayEquals(expected, again.forwardTraining(x).toFloatArray(), 1e-5f);
            assertArrayEquals(expected, again.expanded(x, false).toFloatArray(), 1e-5f);
        }
    }

    @Test
    void aNetworkOfAnotherScaleLendsAllButItsLastConvolution() {
        HyperParameters threefold =
                HyperParameters.of(Map.of("m_block", 2, "c_channel", 4, "scale", 3, "colors", 3));
        try (NDManager manager = ComputeDevice.processor().newManager()) {
            StateDict shipped = shipped(manager);
            StateDict fresh = new RepSrArchitecture().initialWeights(threefold, new SplittableRandom(8));
            TrainingRepSr network = new TrainingRepSr(RepSrConfig.of(threefold), new Parameters(manager, fresh));
            network.begin(shipped);
            StateDict begun = network.export(network.parameters().stateDict());
            for (String name : List.of("M_block.0.weight", "M_block.2.weight", "M_block.4.bias", "M_block.5.weight")) {
                assertArrayEquals(shipped.get(name).toFloats(), begun.get(name).toFloats(), 1e-6f, name);
            }
            assertArrayEquals(fresh.get("M_block.6.weight").toFloats(), begun.get("M_block.6.weight").toFloats());
            assertEquals(27, begun.get("M_block.6.bias").shape()[0]);
        }
    }

    @Test
    void bothPathsLearn() {
        try (NDManager manager = ComputeDevice.processor().newManager()) {
            TrainingRepSr again = network(manager, 8);
            again.begin(shipped(manager));
            Parameters p = again.parameters();
            for (String branch : new String[] {".branch1.0.weight", ".branch1.2.weight", ".branch2.2.weight"}) {
                p.get(RepSrConfig.block(0) + branch).setRequiresGradient(true);
            }
            try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                NDArray x = manager.randomUniform(0, 1, new Shape(1, 3, 16, 12));
                collector.backward(Losses.l1(again.forwardTraining(x), manager.zeros(new Shape(1, 3, 32, 24))));
            }
            for (String branch : new String[] {".branch1.0.weight", ".branch1.2.weight", ".branch2.2.weight"}) {
                NDArray gradient = p.get(RepSrConfig.block(0) + branch).getGradient();
                assertTrue(gradient.abs().sum().getFloat() > 0, branch);
            }
        }
    }

    @Test
    void anotherNetworkIsRefused() {
        try (NDManager manager = ComputeDevice.processor().newManager()) {
            TrainingRepSr wider = new TrainingRepSr(RepSrConfig.of(
                    HyperParameters.of(Map.of("m_block", 2, "c_channel", 8, "scale", 2, "colors", 3))),
                    new Parameters(manager,
                    new RepSrArchitecture()
                    .initialWeights(HyperParameters.of(Map.of("m_block", 2, "c_channel", 8, "scale", 2, "colors", 3)),
                            new SplittableRandom(1))));
            assertThrows(IllegalArgumentException.class, () -> wider.begin(shipped(manager)));
        }
    }
}
