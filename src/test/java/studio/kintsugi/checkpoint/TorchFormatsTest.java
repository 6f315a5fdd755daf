package studio.kintsugi.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import studio.kintsugi.Fixtures;

/** Reads files that PyTorch wrote; refuses damaged and malicious ones. */
class TorchFormatsTest {
    @TempDir
    private Path folder;

    @TestFactory
    List<DynamicTest> everyKindOfTensorIsRead() {
        return Fixtures.cases("torch_formats", n -> true).stream()
                .map(c -> DynamicTest.dynamicTest(c.getFileName().toString(), () -> compare(c))).toList();
    }

    private static void compare(Path c) throws Exception {
        StateDict state = Checkpoints.everything(c.resolve("t.pt"));
        JsonObject expected =
                JsonParser.parseString(Files.readString(c.resolve("expected.json"))).getAsJsonObject();
        assertFalse(expected.isEmpty());
        for (Map.Entry<String, JsonElement> e : expected.entrySet()) {
            JsonObject tensor = e.getValue().getAsJsonObject();
            String name = state.names().stream().filter(n -> n.equals(e.getKey()) || n.endsWith("." + e.getKey()))
                    .findFirst().orElseThrow(() -> new AssertionError(e.getKey() + " is not in " + state.names()));
            TensorData actual = state.get(name);
            if (tensor.has("shape")) {
                assertArrayEquals(
                        numbers(tensor.getAsJsonArray("shape")).stream().mapToLong(Double::longValue).toArray(),
                        actual.shape(), name);
            }
            float[] values = actual.toFloats();
            List<Double> wanted = numbers(tensor.getAsJsonArray("values"));
            assertEquals(wanted.size(), values.length, name);
            for (int i = 0; i < values.length; i++) {
                assertEquals(wanted.get(i).floatValue(), values[i], name + "[" + i + "]");
            }
        }
    }

    private static List<Double> numbers(JsonArray array) {
        List<Double> out = new ArrayList<>();
        for (JsonElement e : array) {
            String text = e.getAsString();
            out.add(switch (text) {
                case "true" -> 1.0;
                case "false" -> 0.0;
                case "nan", "NaN" -> Double.NaN;
                case "inf", "Infinity" -> Double.POSITIVE_INFINITY;
                case "-inf", "-Infinity" -> Double.NEGATIVE_INFINITY;
                default -> Double.valueOf(text);
            });
        }
        return out;
    }

    @TestFactory
    List<DynamicTest> everyCheckpointOfTheFixturesIsRead() throws Exception {
        List<DynamicTest> tests = new ArrayList<>();
        for (String system : List.of("nafnet", "errnet", "clip", "repsr", "scft", "gal")) {
            for (Path c : Fixtures.cases(system, n -> true)) {
                try (Stream<Path> files = Files.list(c)) {
                    files.filter(f -> f.toString().matches(".*\\.(pt|pth)")).forEach(f -> tests.add(
                            DynamicTest.dynamicTest(system + "/" + c.getFileName() + "/" + f.getFileName(),
                                    () -> assertTrue(Checkpoints.read(f).parameters() > 0))));
                }
            }
        }
        return tests;
    }

    @Test
    void aPickleThatAsksForMoreIsRefusedByName() throws Exception {
        byte[] evil = "cos\nsystem\n(S'true'\ntR.".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        Path file = folder.resolve("evil.pt");
        Files.write(file, evil);
        CheckpointException e = assertThrows(CheckpointException.class, () -> Checkpoints.read(file));
        assertTrue(e.getMessage().contains("os.system"), e.getMessage());
    }
}
