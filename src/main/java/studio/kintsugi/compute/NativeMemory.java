package studio.kintsugi.compute;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * When freed native memory goes back to the system. The C library of Linux gives each large block back at once, so
 * that every tensor's pages are made anew, which can cost more than what is computed on them. Here it keeps all, and
 * gives all back now and then. Does nothing where the C library has no such calls.
 */
public final class NativeMemory {
    private static final int M_TRIM_THRESHOLD = -1;
    private static final int M_MMAP_MAX = -4;
    private static final int M_ARENA_MAX = -8;
    private static final MethodHandle TRIM = find("malloc_trim", ValueLayout.JAVA_LONG);
    private static final MethodHandle OPTION = find("mallopt", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);

    private NativeMemory() {}

    @SuppressWarnings("restricted") // the program is started with native access enabled
    private static MethodHandle find(String name, MemoryLayout... arguments) {
        Linker linker = Linker.nativeLinker();
        return linker.defaultLookup().find(name)
                .map(f -> linker.downcallHandle(f, FunctionDescriptor.of(ValueLayout.JAVA_INT, arguments)))
                .orElse(null);
    }

    /** Keeps freed memory from now on, until {@link #trim}. */
    static void keep() {
        if (OPTION == null) {
            return;
        }
        try {
            int first = (int) OPTION.invokeExact(M_MMAP_MAX, 0);
            int second = (int) OPTION.invokeExact(M_TRIM_THRESHOLD, Integer.MAX_VALUE);
            // a thread's own arena is made of 64 MB heaps that go back as soon as they are empty, whatever is asked for
            int third = (int) OPTION.invokeExact(M_ARENA_MAX, 1);
        } catch (Throwable e) {
            throw new IllegalStateException("mallopt takes two numbers and throws for none", e);
        }
    }

    /** Gives back what is free. */
    public static void trim() {
        if (TRIM == null) {
            return;
        }
        try {
            int ignored = (int) TRIM.invokeExact(0L);
        } catch (Throwable e) {
            throw new IllegalStateException("malloc_trim takes a number and throws for none", e);
        }
    }
}
