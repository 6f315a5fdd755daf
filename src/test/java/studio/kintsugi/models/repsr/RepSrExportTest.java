package studio.kintsugi.models.repsr;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.kintsugi.checkpoint.HyperParameters;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.checkpoint.TensorData;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.nn.Parameters;

/** What is exported gives the picture of what was trained, for the sizes of the paper, and what doesn't is refused. */
class RepSrExportTest {
    private static HyperParameters size(int blocks, int channels, int scale) {
        return HyperParameters.of(Map.of("m_block", blocks, "c_channel", channels, "scale", scale, "colors", 3));
    }

    private static StateDict weights(HyperParameters size) {
        SplittableRandom random = new SplittableRandom(7);
        Map<String, TensorData> out = new LinkedHashMap<>(new RepSrArchitecture().initialWeights(size, random)
                .tensors());
        out.replaceAll((name, tensor) -> {
            if (!name.contains(".running_")) {
                return tensor;
            }
            float[] moved = tensor.toFloats().clone();
            for (int i = 0; i < moved.length; i++) {
                moved[i] += (float) random.nextDouble(0, 0.5);
            }
            return TensorData.ofFloats(moved, tensor.shape());
        });
        return new StateDict(out);
    }

    @ParameterizedTest
    @CsvSource({"4, 16, 4", "4, 32, 2", "8, 32, 3", "8, 64, 2", "16, 64, 4"})
    void samePicture(int blocks, int channels, int scale) {
        HyperParameters size = size(blocks, channels, scale);
        RepSrConfig config = RepSrConfig.of(size);
        try (NDManager manager = ComputeDevice.processor().newManager();
                TrainingRepSr training = new TrainingRepSr(config, new Parameters(manager, weights(size)));
                PlainSr plain = new PlainSr(config,
                        new Parameters(manager, training.export(training.parameters().stateDict())))) {
            NDArray x = manager.randomUniform(0, 1, new Shape(1, 3, 24, 31));
            float[] expected = training.expanded(x, false).toFloatArray();
            assertArrayEquals(expected, plain.forward(x).toFloatArray(), 1e-5f);
            assertArrayEquals(expected, plain.calibrated(x, manager, () -> false).forward(x).toFloatArray(), 1e-5f);
        }
    }

    @Test
    void aBlockThatIsNoLongerItsPathsIsRefused() {
        HyperParameters size = size(4, 16, 2);
        Map<String, TensorData> broken = new LinkedHashMap<>(weights(size).tensors());
        broken.computeIfPresent(RepSrConfig.block(1) + ".branch2.1.bias",
                (name, t) -> TensorData.ofFloats(filled(t.toFloats().length), t.shape()));
        try (NDManager manager = ComputeDevice.processor().newManager();
                TrainingRepSr training = new TrainingRepSr(RepSrConfig.of(size),
                        new Parameters(manager, weights(size)))) {
            StateDict trained = new StateDict(broken);
            assertThrows(ArithmeticException.class, () -> training.export(trained));
        }
    }

    private static float[] filled(int count) {
        float[] out = new float[count];
        Arrays.fill(out, Float.POSITIVE_INFINITY);
        return out;
    }
}
