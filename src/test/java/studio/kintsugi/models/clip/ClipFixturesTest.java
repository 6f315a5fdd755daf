package studio.kintsugi.models.clip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import studio.kintsugi.Fixtures;
import studio.kintsugi.checkpoint.Checkpoints;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.checkpoint.TensorData;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.nn.Parameters;

/** CLIP against outputs of the official code: features, logits, and gradients of the picture. */
class ClipFixturesTest {
    @TestFactory
    List<DynamicTest> outputsMeetTheirTolerance() {
        return Fixtures.cases("clip", n -> n.startsWith("vit") || n.startsWith("rn")).stream()
                .flatMap(c -> {
                    try {
                        return Fixtures.json(c).getAsJsonObject("checkpoints").keySet().stream().map(file ->
                                DynamicTest.dynamicTest(c.getFileName() + " " + file, () -> check(c, file)));
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                }).toList();
    }

    private static void check(Path folder, String checkpoint) throws Exception {
        JsonObject json = Fixtures.json(folder);
        StateDict weights = Checkpoints.read(folder.resolve(checkpoint));
        String prefix = checkpoint.contains("fp32") ? "pure32_" : "";
        TensorData image = Fixtures.npy(folder.resolve("image.npy"));
        ClipConfig config = ClipConfig.of(new ClipArchitecture().recognize(weights).orElseThrow().hyperParameters());
        try (NDManager manager = ComputeDevice.processor().newManager();
                Parameters parameters = new Parameters(manager, weights)) {
            Clip clip = new Clip(config, parameters);
            long[] tokens = integers(folder.resolve("tokens.npy"));
            NDArray words = manager.create(tokens, new Shape(tokens.length / config.context(), config.context()));
            NDArray texts = clip.texts(words);
            NDArray pictures = manager.create(image.toFloats(), new Shape(image.shape()));
            pictures.setRequiresGradient(true);
            try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                NDArray features = clip.pictures(pictures);
                NDArray logits = clip.logits(features, texts);
                compare(folder, json, prefix + "image_features", features);
                compare(folder, json, prefix + "text_features", texts);
                compare(folder, json, prefix + "logits_per_image", logits);
                collector.backward(logits.get("0,1"));
                compare(folder, json, prefix + "grad_logit01_wrt_image", pictures.getGradient());
            }
        }
    }

    private static void compare(Path folder, JsonObject json, String name, NDArray actual) throws Exception {
        if (json.getAsJsonObject("outputs").has(name)) {
            double tolerance = json.getAsJsonObject("tolerance").getAsJsonObject(name).get("max_abs").getAsDouble();
            assertArrayEquals(Fixtures.npy(folder.resolve(name + ".npy")).toFloats(), actual.toFloatArray(),
                    (float) tolerance, name);
        }
    }

    /** A little-endian int32 array of NumPy's .npy format. */
    static long[] integers(Path file) throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        int length = bytes[8] & 0xff | (bytes[9] & 0xff) << 8;
        ByteBuffer data = ByteBuffer.wrap(bytes, 10 + length, bytes.length - 10 - length)
                .order(ByteOrder.LITTLE_ENDIAN);
        long[] out = new long[data.remaining() / 4];
        for (int i = 0; i < out.length; i++) {
            out[i] = data.getInt();
        }
        return out;
    }
}
