package studio.kintsugi.checkpoint;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A tensor in a file's form: element type, shape, and elements little-endian, contiguous, row-major. The segment may be
 * a slice of a mapped file, so that a large checkpoint is not held twice.
 *
 * @param dtype element type
 * @param shape sizes, outermost first; empty for a scalar
 * @param data exactly {@code count() * dtype.bytes()} bytes
 */
public record TensorData(DType dtype, long[] shape, MemorySegment data) {
    private static final ValueLayout.OfFloat F32 = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfDouble F64 =
            ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfShort I16 = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt I32 = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong I64 = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    public TensorData {
        long count = 1;
        for (long n : shape) {
            if (n < 0) {
                throw new IllegalArgumentException("negative size in " + Arrays.toString(shape));
            }
            count = Math.multiplyExact(count, n);
        }
        if (data.byteSize() != Math.multiplyExact(count, (long) dtype.bytes())) {
            throw new IllegalArgumentException(
                    Arrays.toString(shape) + " of " + dtype + " does not fit " + data.byteSize() + " bytes");
        }
    }

    /** A float32 tensor on the heap. {@code values} is copied. */
    public static TensorData ofFloats(float[] values, long... shape) {
        byte[] bytes = new byte[Math.multiplyExact(values.length, Float.BYTES)];
        MemorySegment segment = MemorySegment.ofArray(bytes);
        MemorySegment.copy(values, 0, segment, F32, 0, values.length);
        return new TensorData(DType.F32, shape, segment);
    }

    /** A float16 tensor on the heap, each value rounded to nearest. */
    public static TensorData ofHalves(float[] values, long... shape) {
        byte[] bytes = new byte[Math.multiplyExact(values.length, Short.BYTES)];
        MemorySegment segment = MemorySegment.ofArray(bytes);
        for (int i = 0; i < values.length; i++) {
            segment.set(I16, 2L * i, Float.floatToFloat16(values[i]));
        }
        return new TensorData(DType.F16, shape, segment);
    }

    /** Number of elements. */
    public long count() {
        return Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    }

    /** Whether all elements are numbers, none of them infinite. */
    public boolean isFinite() {
        long n = count();
        boolean finite = true;
        for (long i = 0; finite && i < n; i++) {
            finite = switch (dtype) {
                case F64 -> Double.isFinite(data.get(F64, 8 * i));
                case F32 -> Float.isFinite(data.get(F32, 4 * i));
                case F16 -> (data.get(I16, 2 * i) & 0x7C00) != 0x7C00;
                case BF16 -> (data.get(I16, 2 * i) & 0x7F80) != 0x7F80;
                default -> true;
            };
        }
        return finite;
    }

    /** The elements as float32, converted where the tensor holds another type. */
    public float[] toFloats() {
        int n = Math.toIntExact(count());
        float[] out = new float[n];
        if (dtype == DType.F32) {
            MemorySegment.copy(data, F32, 0, out, 0, n);
            return out;
        }
        if (dtype == DType.F16 || dtype == DType.BF16) {
            return widened(n);
        }
        for (int i = 0; i < n; i++) {
            out[i] = switch (dtype) {
                case F64 -> (float) data.get(F64, 8L * i);
                case I64 -> data.get(I64, 8L * i);
                case I32 -> data.get(I32, 4L * i);
                case I16 -> data.get(I16, 2L * i);
                case I8 -> data.get(ValueLayout.JAVA_BYTE, i);
                case U8, BOOL -> data.get(ValueLayout.JAVA_BYTE, i) & 0xff;
                case F32, F16, BF16 -> throw new IllegalStateException("read at once before");
            };
        }
        return out;
    }

    /** Values of 16 bits, from an array: all weights are read at the start, where the interpreter reads them. */
    private float[] widened(int n) {
        short[] bits = new short[n];
        MemorySegment.copy(data, I16, 0, bits, 0, n);
        float[] out = new float[n];
        for (int i = 0; i < n; i++) {
            out[i] = dtype == DType.F16 ? Float.float16ToFloat(bits[i]) : Float.intBitsToFloat(bits[i] << Short.SIZE);
        }
        return out;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof TensorData t && dtype == t.dtype && Arrays.equals(shape, t.shape)
                && data.mismatch(t.data) == -1;
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(shape) * 31 + dtype.hashCode();
    }
}
