package studio.kintsugi.nn.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.checkpoint.TensorData;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.nn.Parameters;

class FlatParametersTest {
    private static StateDict state() {
        Map<String, TensorData> tensors = new LinkedHashMap<>();
        tensors.put("z", TensorData.ofFloats(new float[] {5, 6}, 2));
        tensors.put("running", TensorData.ofFloats(new float[] {9}, 1));
        tensors.put("a", TensorData.ofFloats(new float[] {1, 2, 3, 4}, 2, 2));
        return new StateDict(tensors);
    }

    @Test
    void valuesFollowTheNamesInAlphabeticalOrder() {
        try (NDManager manager = ComputeDevice.processor().newManager();
                Parameters p = new Parameters(manager, state())) {
            FlatParameters flat = new FlatParameters(p, Set.of("running"));
            assertArrayEquals(new float[] {1, 2, 3, 4, 9, 5, 6}, flat.values());
            flat.set(new float[] {7, 6, 5, 4, 3, 2, 1});
            assertArrayEquals(new float[] {7, 6, 5, 4}, p.get("a").toFloatArray());
            assertArrayEquals(new float[] {3}, p.get("running").toFloatArray());
            assertArrayEquals(new float[] {2, 1}, p.get("z").toFloatArray());
            StateDict named = flat.stateDict(new float[] {0, 1, 2, 3, 4, 5, 6});
            assertArrayEquals(new long[] {2, 2}, named.get("a").shape());
            assertArrayEquals(new float[] {5, 6}, named.get("z").toFloats());
        }
    }

    /** The loss Σ a² + 3 Σ z has gradients 2 a and 3. */
    @Test
    void gradientsAreTakenOnceAndBuffersHaveNone() {
        try (NDManager manager = ComputeDevice.processor().newManager();
                Parameters p = new Parameters(manager, state())) {
            FlatParameters flat = new FlatParameters(p, Set.of("running"));
            flat.requireGradients();
            for (int i = 0; i < 2; i++) {
                try (NDManager scope = manager.newSubManager();
                        GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                    collector.backward(p.view(scope, "a").square().sum()
                            .add(p.view(scope, "z").mul(scope.create(3f)).sum()));
                }
                assertArrayEquals(new float[] {2, 4, 6, 8, 0, 3, 3}, flat.takeGradients(), 1e-6f, "pass " + i);
            }
            assertArrayEquals(new float[7], flat.takeGradients(), "taken already");
        }
    }

    @Test
    void buffersAreTakenFromTheNetwork() {
        try (NDManager manager = ComputeDevice.processor().newManager();
                Parameters p = new Parameters(manager, state())) {
            FlatParameters flat = new FlatParameters(p, Set.of("running"));
            float[] values = new float[7];
            flat.takeBuffers(values);
            assertArrayEquals(new float[] {0, 0, 0, 0, 9, 0, 0}, values);
        }
    }
}
