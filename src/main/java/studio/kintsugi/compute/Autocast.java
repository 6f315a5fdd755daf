package studio.kintsugi.compute;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.function.Supplier;

/**
 * PyTorch's automatic mixed precision on the processor, for one thread during its work: operations made of products,
 * convolutions above all, take their inputs as bfloat16 and give bfloat16. Gradients are as right as
 * that; weights and what is added to float32 stay float32.
 *
 * <p>DJL has no number for bfloat16. Asked for an array of it, or for one of the type of another that is, it ends the
 * process; so such arrays are made and changed back by PyTorch itself, and their type is not asked for.
 */
public final class Autocast {
    /** PyTorch's number for the processor among devices. */
    private static final byte PROCESSOR = 0;
    private static final String AUTOCAST = "_ZN2at8autocast";
    private static final MethodHandle ENABLE = find(AUTOCAST + "20set_autocast_enabledEN3c1010DeviceTypeEb", null,
            ValueLayout.JAVA_BYTE, ValueLayout.JAVA_BOOLEAN);
    private static final MethodHandle ENTER = find(AUTOCAST + "17increment_nestingEv", ValueLayout.JAVA_INT);
    private static final MethodHandle LEAVE = find(AUTOCAST + "17decrement_nestingEv", ValueLayout.JAVA_INT);
    private static final MethodHandle FORGET = find(AUTOCAST + "11clear_cacheEv", null);
    private static final MethodHandle SUPPORTED =
            find("_ZN2at3cpu24is_avx512_bf16_supportedEv", ValueLayout.JAVA_BOOLEAN);

    private Autocast() {}

    @SuppressWarnings("restricted") // the program is started with native access enabled
    private static MethodHandle find(String name, MemoryLayout result, MemoryLayout... arguments) {
        return SymbolLookup.loaderLookup().find(name)
                .map(f -> Linker.nativeLinker().downcallHandle(f, result == null
                        ? FunctionDescriptor.ofVoid(arguments) : FunctionDescriptor.of(result, arguments)))
                .orElse(null);
    }

    /**
     * Whether this processor multiplies bfloat16, and PyTorch, which must have been prepared before, can be told to.
     */
    public static boolean isSupported() {
        if (ENABLE == null || ENTER == null || LEAVE == null || FORGET == null || SUPPORTED == null) {
            return false;
        }
        try {
            return (boolean) SUPPORTED.invokeExact();
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /**
     * Does work with it.
     *
     * @throws IllegalStateException where it is not {@link #isSupported supported}
     */
    public static <T> T during(Supplier<T> work) {
        if (!isSupported()) {
            throw new IllegalStateException("this processor has no bfloat16");
        }
        begin();
        try {
            return work.get();
        } finally {
            end();
        }
    }

    /** Does a part of what is done {@link #during} it without it. */
    public static <T> T paused(Supplier<T> part) {
        enable(false);
        try {
            return part.get();
        } finally {
            enable(true);
        }
    }

    private static void enable(boolean on) {
        try {
            ENABLE.invokeExact(PROCESSOR, on);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static void begin() {
        enable(true);
        try {
            int depth = (int) ENTER.invokeExact();
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static void end() {
        try {
            int depth = (int) LEAVE.invokeExact();
            enable(depth > 0);
            if (depth == 0) {
                FORGET.invokeExact();
            }
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static IllegalStateException unexpected(Throwable e) {
        return new IllegalStateException("these functions throw nothing", e);
    }
}
