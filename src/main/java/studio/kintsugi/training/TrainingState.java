package studio.kintsugi.training;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.checkpoint.Safetensors;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.checkpoint.TensorData;

/**
 * All that a run needs to go on: one file, replaced as a whole.
 *
 * @param weights of the network, end to end in the order of its state dict
 * @param average their exponential moving average
 * @param m first moments of AdamW
 * @param v second moments
 * @param step steps done
 * @param seconds spent training
 */
record TrainingState(float[] weights, float[] average, float[] m, float[] v, long step, double seconds) {
    private static final String FILE = "state.safetensors";

    static TrainingState start(float[] weights) {
        return new TrainingState(
                weights, weights.clone(), new float[weights.length], new float[weights.length], 0, 0);
    }

    static boolean existsIn(Path folder) {
        return Files.exists(folder.resolve(FILE));
    }

    static TrainingState read(Path folder) throws KintsugiException {
        StateDict s = Safetensors.read(folder.resolve(FILE));
        float[] clock = s.get("clock").toFloats();
        return new TrainingState(s.get("weights").toFloats(), s.get("average").toFloats(), s.get("m").toFloats(),
                s.get("v").toFloats(), (long) clock[0] * 1000 + (long) clock[1], clock[2]);
    }

    void write(Path folder) throws KintsugiException {
        Map<String, TensorData> tensors = new LinkedHashMap<>();
        tensors.put("weights", TensorData.ofFloats(weights, weights.length));
        tensors.put("average", TensorData.ofFloats(average, average.length));
        tensors.put("m", TensorData.ofFloats(m, m.length));
        tensors.put("v", TensorData.ofFloats(v, v.length));
        // a float32 counts exactly to 2^24 only, so thousands of steps stand apart
        tensors.put("clock", TensorData.ofFloats(new float[] {step / 1000, step % 1000, (float) seconds}, 3));
        Safetensors.write(new StateDict(tensors), Map.of(), folder.resolve(FILE));
    }
}
