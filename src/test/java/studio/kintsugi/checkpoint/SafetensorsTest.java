package studio.kintsugi.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsTest {
    @TempDir
    private Path folder;

    private static final StateDict STATE = new StateDict(Map.of(
            "a", TensorData.ofFloats(new float[] {1, -2.5f, 3}, 3, 1),
            "b", TensorData.ofHalves(new float[] {0.5f, 65504}, 2),
            "scalar", TensorData.ofFloats(new float[] {7})));

    @Test
    void whatIsWrittenIsReadBack() throws CheckpointException {
        Path file = folder.resolve("w.safetensors");
        Safetensors.write(STATE, Map.of("made", "here"), file);
        StateDict back = Safetensors.read(file);
        assertEquals(STATE.tensors(), back.tensors());
        assertArrayEquals(new float[] {0.5f, 65504}, back.get("b").toFloats());
    }

    @Test
    void damageGivesTheDocumentedExceptionAndNoOther() throws Exception {
        Path file = folder.resolve("w.safetensors");
        Safetensors.write(STATE, Map.of(), file);
        byte[] whole = Files.readAllBytes(file);
        for (int cut = 0; cut < whole.length; cut++) {
            byte[] part = java.util.Arrays.copyOf(whole, cut);
            assertThrows(CheckpointException.class, () -> Safetensors.read(part), "cut at " + cut);
        }
        SplittableRandom random = new SplittableRandom(1);
        int mutants = 2000;
        int refused = 0;
        for (int i = 0; i < mutants; i++) {
            byte[] mutant = whole.clone();
            mutant[random.nextInt(mutant.length)] = (byte) random.nextInt();
            try {
                for (Map.Entry<String, TensorData> e : Safetensors.read(mutant).tensors().entrySet()) {
                    TensorData t = e.getValue();
                    assertEquals(LongStream.of(t.shape()).reduce(1, Math::multiplyExact), t.toFloats().length,
                            e.getKey());
                }
            } catch (CheckpointException e) {
                refused++;
                assertTrue(e.getMessage().startsWith("The built-in weights"), e.getMessage());
            }
        }
        assertTrue(refused > mutants / 4 && refused < mutants, refused + " of " + mutants + " were refused");
    }
}
