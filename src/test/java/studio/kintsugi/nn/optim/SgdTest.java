package studio.kintsugi.nn.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.util.Map;
import org.junit.jupiter.api.Test;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.checkpoint.TensorData;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.nn.Parameters;

/** Steps down a gradient. */
class SgdTest {
    @Test
    void aGradientThatIsNotFiniteIsLeftOutAndForgotten() {
        StateDict start = new StateDict(Map.of("w.weight", TensorData.ofFloats(new float[] {1, 2}, 2)));
        try (NDManager m = ComputeDevice.processor().newManager(); Parameters p = new Parameters(m, start)) {
            Sgd sgd = new Sgd(p, 0.9f, 0);
            step(p, sgd, Float.NaN);
            assertArrayEquals(new float[] {1, 2}, p.get("w.weight").toFloatArray());
            step(p, sgd, 3);
            assertArrayEquals(new float[] {0.7f, 1.7f}, p.get("w.weight").toFloatArray(), 1e-6f);
        }
    }

    /** Along the gradient (slope, slope). */
    private static void step(Parameters p, Sgd sgd, float slope) {
        try (NDManager scope = p.manager().newSubManager();
                GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            collector.backward(p.view(scope, "w.weight").mul(scope.create(new float[] {slope, slope})).sum());
        }
        sgd.step(0.1f);
    }
}
