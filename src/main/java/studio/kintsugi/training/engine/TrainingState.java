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
 * All that a run needs to be resumed: one file, replaced as a whole.
 *
 * @param networks one for each of the task's {@link Trainable}s
 * @param step steps done
 * @param seconds spent training
 */
public record TrainingState(List<Network> networks, long step, double seconds) {
    private static final String FILE = "state.safetensors";

    /**
     * One network's weights and optimiser.
     *
     * @param weights of the network, end to end in the order of its state dict
     * @param average their exponential moving average
     * @param m first moments of AdamW
     * @param v second moments
     */
    record Network(float[] weights, float[] average, float[] m, float[] v) {
        static Network start(float[] weights) {
            return new Network(weights, weights.clone(), new float[weights.length], new float[weights.length]);
        }
    }

    public static boolean existsIn(Path folder) {
        return Files.exists(folder.resolve(FILE));
    }

    public static TrainingState read(Path folder) throws KintsugiException {
        StateDict s = Safetensors.read(folder.resolve(FILE));
        float[] clock = s.get("clock").toFloats();
        List<Network> networks = new ArrayList<>();
        for (int i = 0; s.has("weights" + suffix(i)); i++) {
            String x = suffix(i);
            networks.add(new Network(s.get("weights" + x).toFloats(), s.get("average" + x).toFloats(),
                    s.get("m" + x).toFloats(), s.get("v" + x).toFloats()));
        }
        return new TrainingState(networks, (long) clock[0] * 1000 + (long) clock[1], clock[2]);
    }

    void write(Path folder) throws KintsugiException {
        Map<String, TensorData> tensors = new LinkedHashMap<>();
        for (int i = 0; i < networks.size(); i++) {
            Network n = networks.get(i);
            String x = suffix(i);
            tensors.put("weights" + x, TensorData.ofFloats(n.weights(), n.weights().length));
            tensors.put("average" + x, TensorData.ofFloats(n.average(), n.average().length));
            tensors.put("m" + x, TensorData.ofFloats(n.m(), n.m().length));
            tensors.put("v" + x, TensorData.ofFloats(n.v(), n.v().length));
        }
        // a float32 counts exactly to 2^24 only, so thousands of steps stand apart
        tensors.put("clock", TensorData.ofFloats(new float[] {step / 1000, step % 1000, (float) seconds}, 3));
        Safetensors.write(new StateDict(tensors), Map.of(), folder.resolve(FILE));
    }

    private static String suffix(int network) {
        return network == 0 ? "" : "." + network;
    }
}
