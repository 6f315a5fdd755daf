package studio.kintsugi.service;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * Hands freed native memory back to the system. The C library of Linux keeps the large blocks that tensors leave
 * behind, gigabytes of them on a large photo; giving each back at once would halve the speed, giving all back now and
 * then costs nothing that can be measured.
 */
final class NativeMemory {
    private static final MethodHandle TRIM = find();

    private NativeMemory() {}

    private static MethodHandle find() {
        Linker linker = Linker.nativeLinker();
        return linker.defaultLookup().find("malloc_trim")
                .map(f -> linker.downcallHandle(f,
                        FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG)))
                .orElse(null);
    }

    /** Does nothing where the C library has no such call. */
    static void trim() {
        if (TRIM == null) {
            return;
        }
        try {
            int ignored = (int) TRIM.invokeExact(0L);
        } catch (Throwable e) {
            throw new IllegalStateException("malloc_trim takes a number and fails for none", e);
        }
    }
}
