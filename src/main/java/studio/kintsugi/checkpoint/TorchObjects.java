package studio.kintsugi.checkpoint;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import studio.kintsugi.Sentence;

/**
 * What a PyTorch pickle may ask for: ordered dictionaries, tensors over storages, parameters, the attributes of
 * TorchScript modules, NumPy arrays of 64-bit whole numbers, and other NumPy objects of training files, which are
 * skipped. Nothing is imported and nothing is executed.
 */
final class TorchObjects implements Pickle.Host {
    private static final Map<String, DType> STORAGES = Map.ofEntries(
            Map.entry("torch.DoubleStorage", DType.F64), Map.entry("torch.FloatStorage", DType.F32),
            Map.entry("torch.HalfStorage", DType.F16), Map.entry("torch.BFloat16Storage", DType.BF16),
            Map.entry("torch.LongStorage", DType.I64), Map.entry("torch.IntStorage", DType.I32),
            Map.entry("torch.ShortStorage", DType.I16), Map.entry("torch.CharStorage", DType.I8),
            Map.entry("torch.ByteStorage", DType.U8), Map.entry("torch.BoolStorage", DType.BOOL));
    private static final Set<String> PASSED_OVER = Set.of("numpy.core.multiarray.scalar",
            "numpy.ndarray",
            "torch.Size", "torch.device", "torch.float64", "torch.float32", "torch.float16", "torch.bfloat16",
            "torch.int64", "torch.int32", "torch.int16", "torch.int8", "torch.uint8", "torch.bool");
    private static final Set<String> FUNCTIONS = Set.of("torch._utils._rebuild_tensor_v2",
            "numpy.core.multiarray._reconstruct", "numpy.dtype", "_codecs.encode",
            "torch._utils._rebuild_parameter", "collections.OrderedDict");
    /** Limit on the bytes of non-contiguous tensors, which are copied: strides of 0 could expand without bound. */
    private static final long MOST_COPIED = 128L << 20;
    private static final String SCRIPT_LISTS = "torch.jit._pickle.build_";

    private final StorageSource storages;
    private long copied;

    /** Gives the bytes of storages. */
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

    /** A class or function name that is allowed. */
    private record Name(String text) {}

    /** An object whose content is ignored. */
    private record Opaque(String name) {}

    /** A typed run of bytes that tensors are views of. */
    private record Storage(DType dtype, String key, long count) {}

    /** A tensor as the file describes it, before its storage is read. */
    record Tensor(DType dtype, String key, long storageCount, long offset, long[] shape, long[] stride) {}

    /** A NumPy array, filled after it was made; empty where its elements are no 64-bit whole numbers. */
    static final class Array {
        private TensorData data;

        /** The elements, or null. */
        TensorData data() {
            return data;
        }

        /**
         * @param state version, shape, element type, whether columns come first, bytes
         */
        private void fill(List<?> state) {
            boolean rows = Boolean.FALSE.equals(state.get(3));
            if (rows && state.get(2) instanceof ElementType t && t.code().equals("i8")
                    && state.get(4) instanceof byte[] b) {
                data = new TensorData(DType.I64, longs(state.get(1)), MemorySegment.ofArray(b));
            }
        }
    }

    /** A NumPy element type, as {@code i8}. */
    private record ElementType(String code) {}

    @Override
    public Object global(String name) throws CheckpointException {
        if (STORAGES.containsKey(name) || FUNCTIONS.contains(name) || PASSED_OVER.contains(name)
                || name.startsWith("__torch__.") || name.startsWith(SCRIPT_LISTS)) {
            return new Name(name);
        }
        throw new CheckpointException(Sentence.of("The checkpoint is refused: it asks for \"%s\", which weights do"
                + " not need and which might do harm.", name));
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
        if (name.equals("numpy.core.multiarray._reconstruct")) {
            return new Array();
        }
        if (name.equals("numpy.dtype")) {
            return new ElementType((String) arguments.getFirst());
        }
        if (name.equals("_codecs.encode")) {
            // bytes are spelled as text in old protocols
            return ((String) arguments.getFirst()).getBytes(StandardCharsets.ISO_8859_1);
        }
        if (name.equals("torch._utils._rebuild_parameter") || name.startsWith(SCRIPT_LISTS)) {
            return arguments.getFirst();
        }
        return new Opaque(name);
    }

    /**
     * TorchScript modules are filled with their attributes, arrays with their elements; what else is set on things is
     * no weight.
     */
    @Override
    @SuppressWarnings("unchecked")
    public Object build(Object object, Object state) {
        if (object instanceof Map<?, ?> module && module.isEmpty() && state instanceof Map<?, ?> attributes
                && !attributes.containsKey("_metadata")) {
            ((Map<Object, Object>) module).putAll(attributes);
        }
        if (object instanceof Array array && state instanceof List<?> parts && parts.size() == 5) {
            array.fill(parts);
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
    TensorData materialize(Tensor t) throws CheckpointException {
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
        if (t.offset() < 0 || count > 0 && last >= t.storageCount()) {
            throw new IllegalArgumentException("a tensor reaches beyond its storage");
        }
        if (contiguous) {
            return new TensorData(t.dtype(), t.shape(), storage.asSlice(t.offset() * size, count * size));
        }
        if (count > (MOST_COPIED - copied) / size) {
            throw new CheckpointException(Sentence.of("The checkpoint is refused: its tensors lie scattered and"
                    + " would fill the memory. Save it again with contiguous tensors."));
        }
        copied += count * size;
        MemorySegment out = MemorySegment.ofArray(new byte[Math.toIntExact(count * size)]);
        gather(t, storage, out, count);
        return new TensorData(t.dtype(), t.shape(), out);
    }

    /** Copies the elements of a strided tensor in row-major order, a row of the last dimension at a time. */
    private static void gather(Tensor t, MemorySegment storage, MemorySegment out, long count) {
        int last = t.shape().length - 1;
        int size = t.dtype().bytes();
        long[] index = new long[last];
        for (long done = 0; done < count; done += t.shape()[last]) {
            long from = t.offset();
            for (int d = 0; d < last; d++) {
                from += index[d] * t.stride()[d];
            }
            row(storage, from, t.stride()[last], out, done, t.shape()[last], size);
            for (int d = last - 1; d >= 0 && ++index[d] == t.shape()[d]; d--) {
                index[d] = 0;
            }
        }
    }

    private static void row(MemorySegment from, long at, long stride, MemorySegment to, long done, long n, int size) {
        for (long i = 0; i < n; i++) {
            long source = at + i * stride;
            long target = done + i;
            switch (size) {
                case 1 -> to.set(JAVA_BYTE, target, from.get(JAVA_BYTE, source));
                case 2 -> to.set(JAVA_SHORT_UNALIGNED, 2 * target, from.get(JAVA_SHORT_UNALIGNED, 2 * source));
                case 4 -> to.set(JAVA_INT_UNALIGNED, 4 * target, from.get(JAVA_INT_UNALIGNED, 4 * source));
                default -> to.set(JAVA_LONG_UNALIGNED, 8 * target, from.get(JAVA_LONG_UNALIGNED, 8 * source));
            }
        }
    }

    private static long[] longs(Object list) {
        return ((List<?>) list).stream().mapToLong(o -> (Long) o).toArray();
    }
}
