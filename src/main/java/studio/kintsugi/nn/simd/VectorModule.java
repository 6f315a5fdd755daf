package studio.kintsugi.nn.simd;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The JDK's Vector API. It still incubates, so Java leaves its module out unless {@code --add-modules} names it, which
 * prints a warning at each start and halves what the start-up cache saves. It is therefore brought in when it is first
 * needed, by the way that Java itself brings in modules for agents; the launchers export that way to us.
 */
public final class VectorModule {
    private static final Logger LOG = LoggerFactory.getLogger(VectorModule.class);
    private static final String NAME = "jdk.incubator.vector";
    /** Lanes below which the engine's own convolutions are faster. */
    private static final int FEWEST_LANES = 8;
    /** Set to {@code false} it stays away, as it has to where a start-up cache is recorded, which can't hold it. */
    private static final String SETTING = "kintsugi.vectors";
    private static final boolean USABLE = !"false".equals(System.getProperty(SETTING)) && load();

    private VectorModule() {}

    /** Whether vectors can be used, and are worth it on this processor. */
    public static boolean usable() {
        return USABLE;
    }

    private static boolean load() {
        try {
            Class.forName("jdk.internal.module.Modules").getMethod("loadModule", String.class).invoke(null, NAME);
            return VectorKernel.LANES >= FEWEST_LANES;
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            LOG.info("no Vector API here", e);
            return false;
        }
    }
}
