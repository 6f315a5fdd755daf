package studio.kintsugi.training.engine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.checkpoint.Safetensors;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.checkpoint.TensorData;

/**
 * All that a run needs to go on: one file, replaced as a whole.
 *
 * @param learned by each of the task's turns
 * @param step steps done
 * @param seconds spent training
 */
public record TrainingState(List<Learned> learned, long step, double seconds) {
    private static final String FILE = "state.safetensors";

    /**
     * One turn's weights and optimiser.
     *
     * @param weights of the network, end to end in the order of its state dict
     * @param average their exponential moving average
     * @param m first moments of AdamW
     * @param v second moments
     */
    record Learned(float[] weights, float[] average, float[] m, float[] v) {
        static Learned start(float[] weights) {
            return new Learned(weights, weights.clone(), new float[weights.length], new float[weights.length]);
        }
    }

    public static boolean existsIn(Path folder) {
        return Files.exists(folder.resolve(FILE));
    }

    public static TrainingState read(Path folder) throws KintsugiException {
        StateDict s = Safetensors.read(folder.resolve(FILE));
        float[] clock = s.get("clock").toFloats();
        List<Learned> learned = new ArrayList<>();
        for (int i = 0; s.has("weights" + suffix(i)); i++) {
            String x = suffix(i);
            learned.add(new Learned(s.get("weights" + x).toFloats(), s.get("average" + x).toFloats(),
                    s.get("m" + x).toFloats(), s.get("v" + x).toFloats()));
        }
        return new TrainingState(learned, (long) clock[0] * 1000 + (long) clock[1], clock[2]);
    }

    void write(Path folder) throws KintsugiException {
        Map<String, TensorData> tensors = new LinkedHashMap<>();
        for (int i = 0; i < learned.size(); i++) {
            Learned l = learned.get(i);
            String x = suffix(i);
            tensors.put("weights" + x, TensorData.ofFloats(l.weights(), l.weights().length));
            tensors.put("average" + x, TensorData.ofFloats(l.average(), l.average().length));
            tensors.put("m" + x, TensorData.ofFloats(l.m(), l.m().length));
            tensors.put("v" + x, TensorData.ofFloats(l.v(), l.v().length));
        }
        // a float32 counts exactly to 2^24 only, so thousands of steps stand apart
        tensors.put("clock", TensorData.ofFloats(new float[] {step / 1000, step % 1000, (float) seconds}, 3));
        Safetensors.write(new StateDict(tensors), Map.of(), folder.resolve(FILE));
    }

    private static String suffix(int turn) {
        return turn == 0 ? "" : "." + turn;
    }
}
