package studio.kintsugi.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Reads the weights out of whatever file they were published in. */
public final class Checkpoints {
    private static final List<String> WRAPPERS = List.of("model_state_dict", "state_dict", "params_ema", "params-ema",
            "params", "icnn", "state_dict_s", "model", "net");
    private static final List<String> PREFIXES = List.of("module.", "netG.");

    private Checkpoints() {}

    /**
     * The state dict in a file, with wrappers and common prefixes undone.
     *
     * @throws CheckpointException where the file is damaged, asks for something it should not, or holds no tensors
     */
    public static StateDict read(Path file) throws CheckpointException {
        if (file.toString().toLowerCase(Locale.ROOT).endsWith(".safetensors")) {
            return Safetensors.read(file);
        }
        return torch(file, Checkpoints::unwrapped);
    }

    /** All tensors of a PyTorch file, whatever they are for, by their path in it. */
    static StateDict everything(Path file) throws CheckpointException {
        return torch(file, root -> root);
    }

    private static StateDict torch(Path file, UnaryOperator<Object> wanted) throws CheckpointException {
        if (Files.isDirectory(file)) {
            throw new CheckpointException(file + " is a folder: name a checkpoint file.");
        }
        try {
            Map<String, TensorData> flat = new LinkedHashMap<>();
            flatten("", wanted.apply(TorchFile.read(file)), flat);
            if (flat.isEmpty()) {
                throw new CheckpointException("The file " + file + " holds no tensors.");
            }
            return new StateDict(withoutPrefix(flat));
        } catch (NoSuchFileException e) {
            throw new CheckpointException("There is no file " + file + ".", e);
        } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
            // a damaged pickle or zip can fail in as many ways as there are operations
            throw new CheckpointException("The file " + file + " is damaged or no checkpoint: fetch it again.", e);
        }
    }

    private static Object unwrapped(Object root) {
        if (root instanceof Map<?, ?> map) {
            for (String wrapper : WRAPPERS) {
                if (map.get(wrapper) instanceof Map<?, ?> inner) {
                    return inner;
                }
            }
            if (map.size() == 1 && map.values().iterator().next() instanceof Map<?, ?> only) {
                return only;
            }
        }
        return root;
    }

    private static void flatten(String prefix, Object o, Map<String, TensorData> out) {
        if (o instanceof TensorData tensor) {
            out.put(prefix, tensor);
        } else if (o instanceof Map<?, ?> map) {
            map.forEach((k, v) -> flatten(prefix.isEmpty() ? k.toString() : prefix + "." + k, v, out));
        } else if (o instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                flatten(prefix + "[" + i + "]", list.get(i), out);
            }
        }
    }

    private static Map<String, TensorData> withoutPrefix(Map<String, TensorData> tensors) {
        for (String prefix : PREFIXES) {
            if (tensors.keySet().stream().allMatch(k -> k.startsWith(prefix))) {
                Map<String, TensorData> out = new LinkedHashMap<>();
                tensors.forEach((k, v) -> out.put(k.substring(prefix.length()), v));
                return out;
            }
        }
        return tensors;
    }
}
