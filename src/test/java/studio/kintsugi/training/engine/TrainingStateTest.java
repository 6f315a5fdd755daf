package studio.kintsugi.training.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.kintsugi.checkpoint.Safetensors;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.checkpoint.TensorData;

class TrainingStateTest {
    @TempDir
    private Path folder;

    @Test
    void aStateComesBackAsItWasWritten() throws Exception {
        assertFalse(TrainingState.existsIn(folder));
        TrainingState.Network first =
                new TrainingState.Network(new float[] {1, 2}, new float[] {3, 4}, new float[] {5, 6},
                new float[] {7, 8});
        TrainingState.Network second =
                new TrainingState.Network(new float[] {9}, new float[] {8}, new float[] {7}, new float[] {6});
        long step = 123_456_789;
        new TrainingState(List.of(first, second), step, 90.5).write(folder);
        assertTrue(TrainingState.existsIn(folder));
        TrainingState read = TrainingState.read(folder);
        assertEquals(step, read.step(), "beyond what a float32 counts exactly");
        assertEquals(90.5, read.seconds());
        assertEquals(2, read.networks().size());
        assertArrayEquals(new float[] {3, 4}, read.networks().get(0).average());
        assertArrayEquals(new float[] {7, 8}, read.networks().get(0).v());
        assertArrayEquals(new float[] {9}, read.networks().get(1).weights());
        assertArrayEquals(new float[] {7}, read.networks().get(1).m());
    }

    /** The names on disk, which earlier versions wrote, must stay. */
    @Test
    void theFormatOnDiskStays() throws Exception {
        Map<String, TensorData> tensors = new LinkedHashMap<>();
        for (String suffix : List.of("", ".1")) {
            for (String name : List.of("weights", "average", "m", "v")) {
                tensors.put(name + suffix, TensorData.ofFloats(new float[] {name.length(), suffix.length()}, 2));
            }
        }
        tensors.put("clock", TensorData.ofFloats(new float[] {12, 345, 67}, 3));
        Safetensors.write(new StateDict(tensors), Map.of(), folder.resolve("state.safetensors"));
        TrainingState read = TrainingState.read(folder);
        assertEquals(12_345, read.step());
        assertEquals(67, read.seconds());
        assertArrayEquals(new float[] {7, 0}, read.networks().get(0).average());
        assertArrayEquals(new float[] {1, 2}, read.networks().get(1).m());
    }
}
