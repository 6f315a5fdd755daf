package studio.kintsugi.compute;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.util.NativeResource;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * Where a tensor's values lie, for what is copied there and for kernels of our own that work on them in place, by
 * PyTorch's interface for C.
 */
public final class TensorMemory {
    private static final MethodHandle DATA = find();

    private TensorMemory() {}

    @SuppressWarnings("restricted") // the program is started with native access enabled
    private static MethodHandle find() {
        return SymbolLookup.loaderLookup().find("aoti_torch_get_data_ptr")
                .map(f -> Linker.nativeLinker().downcallHandle(f,
                        FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.ADDRESS)))
                .orElse(null);
    }

    /** Whether this PyTorch tells; it must have been prepared before. */
    public static boolean isSupported() {
        return DATA != null;
    }

    /**
     * A tensor of values that lie in Java's memory. The engine's own way leaves a copy of them beside Java's heap until
     * garbage is collected, which may be gigabytes later.
     */
    public static NDArray copyOf(float[] values, Shape shape, NDManager manager) {
        if (!isSupported() || manager.getDevice().isGpu()) {
            return manager.create(values, shape);
        }
        NDArray out = manager.create(shape, DataType.FLOAT32);
        MemorySegment.copy(values, 0, of(out, Float.BYTES), ValueLayout.JAVA_FLOAT, 0, values.length);
        return out;
    }

    /**
     * The memory of a tensor on the processor, valid until the tensor is closed.
     *
     * @param valueBytes of one value
     * @throws IllegalStateException where PyTorch does not tell
     */
    @SuppressWarnings("restricted") // as above; the size is the tensor's own
    public static MemorySegment of(NDArray tensor, int valueBytes) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment address = arena.allocate(ValueLayout.ADDRESS);
            long handle = (long) ((NativeResource<?>) tensor).getHandle();
            int error = (int) DATA.invokeExact(handle, address);
            if (error != 0) {
                throw new IllegalStateException("a tensor without memory");
            }
            return address.get(ValueLayout.ADDRESS, 0).reinterpret(tensor.size() * valueBytes);
        } catch (RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("this function throws nothing", e);
        }
    }
}
