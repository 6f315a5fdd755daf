package studio.kintsugi.checkpoint;

import java.lang.foreign.MemorySegment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a PyTorch pickle may ask for: ordered dictionaries, tensors over storages, parameters, the attributes of
 * TorchScript modules, and the few NumPy scalars that training files carry, which are passed over. Nothing is
 * imported and nothing is run.
 */
final class TorchObjects implements Pickle.Host {
    private static final Map<String, DType> STORAGES = Map.ofEntries(
            Map.entry("torch.DoubleStorage", DType.F64), Map.entry("torch.FloatStorage", DType.F32),
            Map.entry("torch.HalfStorage", DType.F16), Map.entry("torch.BFloat16Storage", DType.BF16),
            Map.entry("torch.LongStorage", DType.I64), Map.entry("torch.IntStorage", DType.I32),
            Map.entry("torch.ShortStorage", DType.I16), Map.entry("torch.CharStorage", DType.I8),
            Map.entry("torch.ByteStorage", DType.U8), Map.entry("torch.BoolStorage", DType.BOOL));
    private static final Set<String> PASSED_OVER = Set.of("numpy.core.multiarray.scalar",
            "numpy.core.multiarray._reconstruct", "numpy.dtype", "numpy.ndarray", "_codecs.encode",
            "torch.Size", "torch.device", "torch.float64", "torch.float32", "torch.float16", "torch.bfloat16",
            "torch.int64", "torch.int32", "torch.int16", "torch.int8", "torch.uint8", "torch.bool");
    private static final Set<String> FUNCTIONS = Set.of("torch._utils._rebuild_tensor_v2",
            "torch._utils._rebuild_parameter", "collections.OrderedDict");
    /** Bytes of a tensor that must be copied because it lies scattered; one that repeats itself could be endless. */
    private static final long MOST_COPIED = 256L << 20;
    private static final String SCRIPT_LISTS = "torch.jit._pickle.build_";

    private final StorageSource storages;

    /** Where the bytes of storages are. */
    interface StorageSource {
        /**
         * @param key of the storage
         * @param bytes it must have
         */
        MemorySegment storage(String key, long bytes) throws CheckpointException;
    }

    TorchObjects(StorageSource storages) {
        this.storages = storages;
    }

    /** A name that was allowed. */
    private record Name(String text) {}

    /** Something whose content does not matter. */
    private record Opaque(String name) {}

    /** A typed run of bytes that tensors are views of. */
    private record Storage(DType dtype, String key, long count) {}

    /** A tensor as the file describes it, not yet looked at. */
    record Tensor(DType dtype, String key, long storageCount, long offset, long[] shape, long[] stride) {}

    @Override
    public Object global(String name) throws CheckpointException {
        if (STORAGES.containsKey(name) || FUNCTIONS.contains(name) || PASSED_OVER.contains(name)
                || name.startsWith("__torch__.") || name.startsWith(SCRIPT_LISTS)) {
            return new Name(name);
        }
        throw new CheckpointException("The checkpoint is refused: it asks for \"" + name
                + "\", which weights do not need and which might do harm.");
    }

    @Override
    public Object call(Object function, List<Object> arguments) {
        String name = ((Name) function).text();
        if (name.equals("collections.OrderedDict") || name.startsWith("__torch__.")) {
            return new LinkedHashMap<>();
        }
        if (name.equals("torch._utils._rebuild_tensor_v2")) {
            Storage s = (Storage) arguments.get(0);
            return new Tensor(s.dtype(), s.key(), s.count(), (Long) arguments.get(1), longs(arguments.get(2)),
                    longs(arguments.get(3)));
        }
        if (name.equals("torch._utils._rebuild_parameter") || name.startsWith(SCRIPT_LISTS)) {
            return arguments.getFirst();
        }
        return new Opaque(name);
    }

    /** TorchScript modules are filled with their attributes; what else is set on things is no weight. */
    @Override
    @SuppressWarnings("unchecked")
    public Object build(Object object, Object state) {
        if (object instanceof Map<?, ?> module && module.isEmpty() && state instanceof Map<?, ?> attributes
                && !attributes.containsKey("_metadata")) {
            ((Map<Object, Object>) module).putAll(attributes);
        }
        return object;
    }

    @Override
    public Object persistent(Object id) {
        List<?> parts = (List<?>) id;
        DType dtype = STORAGES.get(((Name) parts.get(1)).text());
        if (!"storage".equals(parts.get(0)) || dtype == null) {
            throw new IllegalArgumentException("an unknown persistent id");
        }
        return new Storage(dtype, (String) parts.get(2), (Long) parts.get(4));
    }

    /** The tensor's elements, contiguous: a slice of its storage where they lie so, a copy otherwise. */
    TensorData materialise(Tensor t) throws CheckpointException {
        int size = t.dtype().bytes();
        MemorySegment storage = storages.storage(t.key(), Math.multiplyExact(t.storageCount(), (long) size));
        long count = 1;
        long last = t.offset();
        boolean contiguous = true;
        for (int d = t.shape().length - 1; d >= 0; d--) {
            if (t.shape()[d] < 0 || t.stride()[d] < 0) {
                throw new IllegalArgumentException("a negative size or stride");
            }
            contiguous &= t.shape()[d] == 1 || t.stride()[d] == count;
            last = Math.addExact(last, Math.multiplyExact(Math.max(0, t.shape()[d] - 1), t.stride()[d]));
            count = Math.multiplyExact(count, t.shape()[d]);
        }
        if (t.offset() < 0 || count > 0 && last >= t.storageCount()
                || !contiguous && count > MOST_COPIED / size) {
            throw new IllegalArgumentException("a tensor reaches beyond its storage");
        }
        if (contiguous) {
            return new TensorData(t.dtype(), t.shape(), storage.asSlice(t.offset() * size, count * size));
        }
        MemorySegment out = MemorySegment.ofArray(new byte[Math.toIntExact(count * size)]);
        long[] index = new long[t.shape().length];
        for (long i = 0; i < count; i++) {
            long from = t.offset();
            for (int d = 0; d < index.length; d++) {
                from += index[d] * t.stride()[d];
            }
            MemorySegment.copy(storage, from * size, out, i * size, size);
            for (int d = index.length - 1; d >= 0 && ++index[d] == t.shape()[d]; d--) {
                index[d] = 0;
            }
        }
        return new TensorData(t.dtype(), t.shape(), out);
    }

    private static long[] longs(Object list) {
        return ((List<?>) list).stream().mapToLong(o -> (Long) o).toArray();
    }
}
