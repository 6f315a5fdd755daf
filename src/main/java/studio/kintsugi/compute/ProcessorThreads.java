package studio.kintsugi.compute;

/** How many of the processor's threads networks may take, whether the engine runs them or code of our own. */
public final class ProcessorThreads {
    /** DJL reads it when PyTorch is loaded. */
    private static final String ENGINE_SETTING = "ai.djl.pytorch.num_threads";

    private ProcessorThreads() {}

    /**
     * Limits them; before PyTorch is loaded.
     *
     * @param threads at least 1
     */
    public static void limit(int threads) {
        System.setProperty(ENGINE_SETTING, Integer.toString(threads));
    }

    /** The limit; all there are where none was set. Less on a thread that has {@link ThreadShare a share} of them. */
    public static int count() {
        return ThreadShare.or(Integer.getInteger(ENGINE_SETTING, Runtime.getRuntime().availableProcessors()));
    }
}
