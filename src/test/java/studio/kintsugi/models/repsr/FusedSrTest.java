package studio.kintsugi.models.repsr;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.checkpoint.TensorData;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.models.network.ImageNetwork;
import studio.kintsugi.models.network.Window;
import studio.kintsugi.nn.Parameters;
import studio.kintsugi.nn.simd.VectorModule;
import studio.kintsugi.store.ModelStore;
import studio.kintsugi.store.StoredModel;

/** All layers in one pass give what they give one by one. */
class FusedSrTest {
    private static final float TOLERANCE = 1e-5f;
    private static final String THREADS = "ai.djl.pytorch.num_threads";

    @BeforeAll
    static void vectors() {
        assumeTrue(VectorModule.usable(), "needs vectors of at least 8 floats");
    }

    static Stream<Arguments> networks() {
        return Stream.of(Arguments.of(new RepSrConfig(4, 16, 2, 3, 0), 9, 7),
                Arguments.of(new RepSrConfig(4, 16, 4, 1, 0), 33, 18),
                Arguments.of(new RepSrConfig(16, 64, 4, 3, 0), 40, 101),
                Arguments.of(new RepSrConfig(8, 32, 3, 3, 0), 30, 61),
                Arguments.of(new RepSrConfig(2, 32, 2, 3, 0, List.of(5, 17, 49)), 1, 1),
                Arguments.of(new RepSrConfig(2, 32, 2, 3, 0, List.of(5, 17, 49)), 2, 300));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void sizesOfNetworksAndPictures(RepSrConfig config, int height, int width) {
        try (NDManager manager = ComputeDevice.processor().newManager();
                PlainSr plain = new PlainSr(config, new Parameters(manager, weights(config, manager)))) {
            assertAgree(plain, manager.randomUniform(0, 1, new Shape(1, 3, height, width)), manager);
        }
    }

    /** A picture high enough for a strip for each thread. */
    @Test
    void builtInModelsInStrips() throws Exception {
        String before = System.setProperty(THREADS, "3");
        try (NDManager manager = ComputeDevice.processor().newManager()) {
            for (String id : List.of("upscale-x2", "upscale-x4")) {
                StoredModel model = new ModelStore(Path.of("nowhere")).find(id).orElseThrow();
                try (ImageNetwork network = new RepSrArchitecture()
                        .build(model.card().hyperParameters(), new Parameters(manager, model.weights()))) {
                    assertAgree(network, manager.randomUniform(0, 1, new Shape(2, 3, 150, 66)), manager);
                }
            }
        } finally {
            if (before == null) {
                System.clearProperty(THREADS);
            } else {
                System.setProperty(THREADS, before);
            }
        }
    }

    private static void assertAgree(ImageNetwork plain, NDArray x, NDManager manager) {
        ImageNetwork fused = plain.calibrated(x, manager, () -> false);
        assertInstanceOf(FusedSr.class, fused);
        float[] expected = plain.forward(x).toFloatArray();
        assertArrayEquals(expected, fused.forward(x).toFloatArray(), TOLERANCE);
        int height = (int) x.getShape().get(2) * plain.scale();
        int width = (int) x.getShape().get(3) * plain.scale();
        float[] rows = new float[3 * height * width];
        int rowsSeen = height / plain.scale();
        int columnsSeen = width / plain.scale();
        fused.run(manager, x.get("0:1").toFloatArray(), rowsSeen, columnsSeen, Window.all(rowsSeen, columnsSeen),
                (c, y, values, from) -> System.arraycopy(values, from, rows, (c * height + y) * width, width));
        assertArrayEquals(Arrays.copyOf(expected, rows.length), rows, TOLERANCE);
    }

    /** Random ones under which the values of layers stay about as large as the input's; slopes from -0.5 to 1.5. */
    private static StateDict weights(RepSrConfig config, NDManager manager) {
        SplittableRandom random = new SplittableRandom(5);
        Map<String, TensorData> out = new LinkedHashMap<>();
        int in = config.colors();
        for (int i = -1; i < config.blocks(); i++) {
            int width = config.widths().get(i + 1);
            conv(out, i < 0 ? RepSrConfig.head() : RepSrConfig.block(i), width, in, manager);
            float[] slopes = new float[width];
            for (int c = 0; c < width; c++) {
                slopes[c] = (float) random.nextDouble(-0.5, 1.5);
            }
            out.put(RepSrConfig.slope(i), TensorData.ofFloats(slopes, width));
            in = width;
        }
        conv(out, config.tail(), config.colors() * config.scale() * config.scale(), in, manager);
        return new StateDict(out);
    }

    private static void conv(Map<String, TensorData> out, String name, int to, int from, NDManager manager) {
        float deviation = (float) Math.sqrt(1.0 / (9 * from));
        out.put(name + ".weight", TensorData.ofFloats(manager.randomNormal(0, deviation, new Shape(to, from, 3, 3),
                DataType.FLOAT32).toFloatArray(), to, from, 3, 3));
        out.put(name + ".bias", TensorData.ofFloats(
                manager.randomNormal(0, 0.1f, new Shape(to), DataType.FLOAT32).toFloatArray(), to));
    }
}
