package studio.kintsugi.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import studio.kintsugi.Sentence;

/** Reads weights from any supported file format, detected by content. */
public final class Checkpoints {
    private static final List<String> WRAPPERS = List.of("model_state_dict", "state_dict", "params_ema", "params-ema",
            "params", "icnn", "state_dict_s", "model", "net", "model_state", "net_g", "netG", "generator", "ema");
    private static final List<String> PREFIXES = List.of("module.", "netG.");
    private static final String INDEXES = "indexes";
    private static final int LONGEST_NAME = 512;
    private static final int DEEPEST_WRAPPER = 8;

    private Checkpoints() {}

    /**
     * The state dict of a file, with wrappers and common prefixes removed.
     *
     * @throws CheckpointException where the file is damaged, asks for something it should not, or holds no tensors
     */
    public static StateDict read(Path file) throws CheckpointException {
        return open(file).weights();
    }

    /**
     * As {@link #read}, with the wrappers that were removed.
     *
     * @param file safetensors, a PyTorch zip file, a legacy PyTorch pickle or a TorchScript archive
     * @throws CheckpointException where the file is damaged, asks for something it should not, or holds no tensors
     */
    public static Checkpoint open(Path file) throws CheckpointException {
        List<String> undone = new ArrayList<>();
        Map<String, TensorData> tensors;
        if (ShardedFiles.isIndex(file)) {
            tensors = ShardedFiles.read(file).tensors();
        } else if (isSafetensors(file)) {
            tensors = Safetensors.read(file).tensors();
        } else {
            tensors = torch(file, undone);
        }
        return new Checkpoint(new StateDict(withoutPrefixes(tensors, undone)), undone);
    }

    /**
     * The file that {@link #open} reads for what somebody named: of a folder its {@code model.safetensors} or the index
     * of its shards, of a shard the index beside it, else the file itself.
     */
    public static Path resolve(Path fileOrFolder) {
        return ShardedFiles.resolve(fileOrFolder);
    }

    /**
     * All tensors of a PyTorch file, whatever they are for, by their path in it.
     *
     * @throws CheckpointException as from {@link #open}
     */
    public static StateDict everything(Path file) throws CheckpointException {
        return new StateDict(torch(file, null));
    }

    /**
     * Looks for eight bytes of a length that fits the file, then JSON; a damaged header is decided by the file's name.
     */
    private static boolean isSafetensors(Path file) throws CheckpointException {
        if (Files.isDirectory(file)) {
            throw new CheckpointException(Sentence.of("%s is a folder: name a checkpoint file.", file));
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] start = in.readNBytes(Long.BYTES + 1);
            if (start.length == Long.BYTES + 1 && start[Long.BYTES] == '{') {
                long header = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).getLong();
                if (header > 0 && header <= Files.size(file) - Long.BYTES) {
                    return true;
                }
            }
            FileKind.check(file);
            return file.toString().toLowerCase(Locale.ROOT).endsWith(".safetensors");
        } catch (NoSuchFileException e) {
            throw new CheckpointException(Sentence.of("There is no file %s.", file), e);
        } catch (IOException e) {
            throw new CheckpointException(Sentence.of("The file %s can't be read: check its rights.", file), e);
        }
    }

    /**
     * @param undone receives the wrappers that were removed; null to remove none
     */
    private static Map<String, TensorData> torch(Path file, List<String> undone) throws CheckpointException {
        try {
            Object root = TorchFile.read(file);
            Map<String, TensorData> flat = new LinkedHashMap<>();
            flatten("", undone == null ? root : unwrapped(root, undone), flat);
            if (flat.isEmpty()) {
                throw new CheckpointException(Sentence.of("The file %s holds no tensors.", file));
            }
            return flat;
        } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
            // damaged pickles and zip files fail with many kinds of exception
            throw new CheckpointException(Sentence.of("The file %s is damaged or no checkpoint: fetch it again.",
                    file), e);
        }
    }

    private static Object unwrapped(Object root, List<String> undone) {
        if (root instanceof Map<?, ?> map) {
            for (String wrapper : WRAPPERS) {
                if (map.get(wrapper) instanceof Map<?, ?> inner) {
                    undone.add(wrapper);
                    return withIndexes(unwrappedFurther(inner, undone), map.get(INDEXES));
                }
            }
            if (map.size() == 1 && map.values().iterator().next() instanceof Map<?, ?> only) {
                undone.add(map.keySet().iterator().next().toString());
                return unwrappedFurther(only, undone);
            }
        }
        return root;
    }

    /** Takes off wrappers inside a wrapper, as long as every dictionary beside the next is a wrapper too. */
    private static Map<?, ?> unwrappedFurther(Map<?, ?> wrapped, List<String> undone) {
        Map<?, ?> map = wrapped;
        for (int depth = 0; depth < DEEPEST_WRAPPER; depth++) {
            boolean onlyWrappers = map.entrySet().stream().noneMatch(e -> e.getValue() instanceof TensorData
                    || e.getValue() instanceof Map<?, ?> && !WRAPPERS.contains(e.getKey()));
            Map<?, ?> outer = map;
            String next = onlyWrappers ? WRAPPERS.stream().filter(w -> outer.get(w) instanceof Map<?, ?>).findFirst()
                    .orElse(null) : null;
            if (next == null) {
                return map;
            }
            undone.add(next);
            map = (Map<?, ?>) outer.get(next);
        }
        return map;
    }

    /** Pruned networks may say beside their weights which channels each layer reads: {@code indexes[0]} and so on. */
    private static Object withIndexes(Map<?, ?> weights, Object indexes) {
        if (!(indexes instanceof List<?>)) {
            return weights;
        }
        Map<Object, Object> both = new LinkedHashMap<>(weights);
        both.put(INDEXES, indexes);
        return both;
    }

    private static void flatten(String path, Object o, Map<String, TensorData> out) {
        if (path.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("a name is too long");
        }
        if (o instanceof TensorData tensor) {
            out.put(path, tensor);
        } else if (o instanceof Map<?, ?> map) {
            map.forEach((k, v) -> flatten(path.isEmpty() ? k.toString() : path + "." + k, v, out));
        } else if (o instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                flatten(path + "[" + i + "]", list.get(i), out);
            }
        }
    }

    private static Map<String, TensorData> withoutPrefixes(Map<String, TensorData> tensors, List<String> undone) {
        Map<String, TensorData> named = tensors;
        for (String prefix : PREFIXES) {
            if (named.keySet().stream().allMatch(k -> k.startsWith(prefix))) {
                Map<String, TensorData> shorter = new LinkedHashMap<>();
                named.forEach((k, v) -> shorter.put(k.substring(prefix.length()), v));
                named = shorter;
                undone.add(prefix);
            }
        }
        return named;
    }
}
