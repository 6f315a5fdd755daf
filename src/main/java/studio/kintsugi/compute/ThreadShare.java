package studio.kintsugi.compute;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * Networks that run on one thread of ours with a share of the processor's threads. Two at a time, each on a thread
 * alone, are done sooner than one after the other on two threads, which wait for each other many times a layer.
 *
 * <p>PyTorch keeps the number for each thread that calls it. DJL sets it for the process, so it is set by PyTorch's own
 * function here, as PyTorch is loaded before networks run.
 */
public final class ThreadShare {
    private static final MethodHandle SET_THREADS = find();
    private static final ScopedValue<Integer> SHARE = ScopedValue.newInstance();

    private ThreadShare() {}

    @SuppressWarnings("restricted") // the program is started with native access enabled
    private static MethodHandle find() {
        return SymbolLookup.loaderLookup().find("_ZN2at15set_num_threadsEi")
                .map(f -> Linker.nativeLinker().downcallHandle(f, FunctionDescriptor.ofVoid(ValueLayout.JAVA_INT)))
                .orElse(null);
    }

    /** Whether PyTorch, which must have been prepared before, can be told. */
    public static boolean isSupported() {
        return SET_THREADS != null;
    }

    /**
     * Does work with it; on a thread of its own, which ends soon after.
     *
     * @param threads that networks take in it, at least 1
     * @throws IllegalStateException where it is not {@link #isSupported supported}
     */
    public static void with(int threads, Runnable work) {
        if (!isSupported()) {
            throw new IllegalStateException("PyTorch can't be told how many threads to take");
        }
        int all = ProcessorThreads.count();
        set(threads);
        try {
            ScopedValue.where(SHARE, threads).run(work);
        } finally {
            // what was set is what further threads begin with, too
            set(all);
        }
    }

    /** The share of this thread, or {@code all} where it has none of its own. */
    static int or(int all) {
        return SHARE.orElse(all);
    }

    private static void set(int threads) {
        try {
            SET_THREADS.invokeExact(threads);
        } catch (Throwable e) {
            throw new IllegalStateException("this function throws nothing", e);
        }
    }
}
