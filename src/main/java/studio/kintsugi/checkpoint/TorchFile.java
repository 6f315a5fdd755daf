package studio.kintsugi.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import studio.kintsugi.Sentence;

/**
 * Files that {@code torch.save} and TorchScript leave: a zip file with a pickle and one stored entry for each storage,
 * or, from before PyTorch 1.6, five pickles in a row and the storages after them. The file is mapped; tensors are
 * slices of it wherever they lie contiguously.
 */
final class TorchFile {
    private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
    private static final long LONGEST_PICKLE = 64L << 20;

    private static final int DEEPEST = 64;
    /** Limit on visited objects: a file that repeats references can expand without bound. */
    private static final int MOST_OBJECTS = 2_000_000;

    private final MemorySegment file;
    private int visited;

    private TorchFile(MemorySegment file) {
        this.file = file;
    }

    /** The object in the file, as {@link Pickle} builds it, with {@link TensorData} for tensors. */
    static Object read(Path path) throws CheckpointException, IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            MemorySegment map = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto());
            TorchFile torch = new TorchFile(map);
            boolean zip = map.byteSize() > 4 && map.get(ValueLayout.JAVA_BYTE, 0) == 'P'
                    && map.get(ValueLayout.JAVA_BYTE, 1) == 'K';
            return zip ? torch.zip(path) : torch.legacy();
        }
    }

    private Object zip(Path path) throws CheckpointException, IOException {
        try (ZipFile zip = ZipFile.builder().setPath(path).get()) {
            Map<String, ZipArchiveEntry> entries = new HashMap<>();
            String top = null;
            for (ZipArchiveEntry entry : java.util.Collections.list(zip.getEntries())) {
                entries.put(entry.getName(), entry);
                if (entry.getName().endsWith("/data.pkl")) {
                    top = entry.getName().substring(0, entry.getName().length() - "data.pkl".length());
                }
            }
            if (top == null) {
                throw new CheckpointException(Sentence.of("This zip file holds no PyTorch weights."));
            }
            String prefix = top;
            Ranges ranges = new Ranges(file);
            TorchObjects objects = new TorchObjects((key, bytes) -> {
                ZipArchiveEntry entry = entries.get(prefix + "data/" + key);
                if (entry == null || entry.getMethod() != ZipEntry.STORED || entry.getSize() < bytes) {
                    throw new IllegalArgumentException("a storage is missing or short");
                }
                return ranges.take(key, entry.getDataOffset(), bytes);
            });
            byte[] pickle = bytes(zip, entries.get(prefix + "data.pkl"));
            return materialized(new Pickle(ByteBuffer.wrap(pickle), objects).load(), objects, 0);
        }
    }

    private static byte[] bytes(ZipFile zip, ZipArchiveEntry entry) throws IOException {
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] bytes = in.readNBytes((int) LONGEST_PICKLE + 1);
            if (bytes.length > LONGEST_PICKLE) {
                throw new IllegalArgumentException("the pickle is too long");
            }
            return bytes;
        }
    }

    private Object legacy() throws CheckpointException {
        ByteBuffer in = file.asSlice(0, Math.min(file.byteSize(), Integer.MAX_VALUE)).asByteBuffer();
        Map<String, Long> offsets = new HashMap<>();
        TorchObjects objects = new TorchObjects((key, bytes) -> {
            if (!offsets.containsKey(key)) {
                throw new IllegalArgumentException("a storage is missing");
            }
            return file.asSlice(offsets.get(key), bytes);
        });
        if (!MAGIC.equals(new Pickle(in, objects).load())) {
            throw new CheckpointException(Sentence.of("This is neither a PyTorch nor a safetensors file."));
        }
        new Pickle(in, objects).load();
        new Pickle(in, objects).load();
        Object root = new Pickle(in, objects).load();
        List<?> keys = (List<?>) new Pickle(in, objects).load();
        Map<String, Integer> sizes = new HashMap<>();
        elementSizes(root, sizes, 0);
        long at = in.position();
        ValueLayout.OfLong length = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
        for (Object key : keys) {
            long count = file.get(length, at);
            offsets.put((String) key, at + 8);
            // files hold no storage that no tensor uses, so every size is known
            at = Math.addExact(at + 8, Math.multiplyExact(count, (long) sizes.get((String) key)));
            if (count < 0 || at > file.byteSize()) {
                throw new IllegalArgumentException("a storage reaches beyond the file");
            }
        }
        return materialized(root, objects, 0);
    }

    private void elementSizes(Object o, Map<String, Integer> sizes, int depth) {
        check(depth);
        if (o instanceof TorchObjects.Tensor t) {
            sizes.put(t.key(), t.dtype().bytes());
        } else if (o instanceof Map<?, ?> map) {
            map.values().forEach(v -> elementSizes(v, sizes, depth + 1));
        } else if (o instanceof List<?> list) {
            list.forEach(v -> elementSizes(v, sizes, depth + 1));
        }
    }

    private Object materialized(Object o, TorchObjects objects, int depth) throws CheckpointException {
        check(depth);
        if (o instanceof TorchObjects.Tensor t) {
            return objects.materialize(t);
        }
        if (o instanceof TorchObjects.Array array) {
            return array.data();
        }
        if (o instanceof Map<?, ?> map) {
            Map<Object, Object> out = new LinkedHashMap<>();
            for (Map.Entry<?, ?> e : map.entrySet()) {
                out.put(e.getKey(), materialized(e.getValue(), objects, depth + 1));
            }
            return out;
        }
        if (o instanceof List<?> list) {
            List<Object> out = new ArrayList<>();
            for (Object item : list) {
                out.add(materialized(item, objects, depth + 1));
            }
            return out;
        }
        return o;
    }

    private void check(int depth) {
        visited++;
        if (depth > DEEPEST || visited > MOST_OBJECTS) {
            throw new IllegalArgumentException("objects are nested too deeply or are too many");
        }
    }
}
