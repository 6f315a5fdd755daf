package studio.kintsugi.models.repsr;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import studio.kintsugi.checkpoint.HyperParameters;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.nn.Parameters;
import studio.kintsugi.nn.losses.Losses;

/** Once statistics are frozen, blocks are trained as the one convolution that they are. */
class FrozenStatisticsTest {
    private static final RepSrConfig CONFIG = RepSrConfig.of(
            HyperParameters.of(Map.of("m_block", 2, "c_channel", 4, "scale", 2, "colors", 3, "freeze_at", 0.5)));

    private final NDManager manager = ComputeDevice.processor().newManager();

    private Map<String, float[]> gradients(Function<Parameters, UnaryOperator<NDArray>> network, NDArray x,
            NDArray target) {
        Parameters p = parameters();
        p.names().stream().filter(n -> !n.contains(".running_")).forEach(n -> p.get(n).setRequiresGradient(true));
        try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            NDArray loss = Losses.l1(network.apply(p).apply(x), target);
            // what Java frees in between must not matter
            System.gc();
            collector.backward(loss);
        }
        Map<String, float[]> out = new LinkedHashMap<>();
        p.names().stream().filter(n -> !n.contains(".running_"))
                .forEach(n -> out.put(n, p.get(n).getGradient().toFloatArray()));
        return out;
    }

    @Test
    void gradientsOfTheMergedBlockAreThoseOfItsPaths() {
        try (manager) {
            NDArray x = manager.randomUniform(0, 1, new Shape(2, 3, 12, 12));
            NDArray target = manager.randomUniform(0, 1, new Shape(2, 3, 24, 24));
            Map<String, float[]> merged = gradients(p -> new TrainingRepSr(CONFIG, p)::forward, x, target);
            Map<String, float[]> paths = gradients(
                    p -> y -> new TrainingRepSr(CONFIG, p).expanded(y, false), x, target);
            paths.forEach((name, expected) -> {
                double scale = 1e-6;
                for (float e : expected) {
                    scale = Math.max(scale, Math.abs(e));
                }
                for (int i = 0; i < expected.length; i++) {
                    assertEquals(expected[i] / scale, merged.get(name)[i] / scale, 1e-3, name + " " + i);
                }
            });
        }
    }

    /** The same each time, with statistics that have moved. */
    private Parameters parameters() {
        Parameters p = new Parameters(manager, new RepSrArchitecture().initialWeights(
                HyperParameters.of(Map.of("m_block", 2, "c_channel", 4, "scale", 2, "colors", 3)),
                new SplittableRandom(4)));
        SplittableRandom random = new SplittableRandom(9);
        p.names().stream().filter(n -> n.contains(".running_")).forEach(n -> {
            float[] values = new float[(int) p.get(n).size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (0.5 + random.nextDouble());
            }
            p.get(n).set(values);
        });
        return p;
    }
}
