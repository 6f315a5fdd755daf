package studio.kintsugi.compute;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.engine.StandardCapabilities;
import ai.djl.ndarray.NDManager;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.Sentence;

/**
 * What networks run on: a GPU or the processor. It is decided once for the process, when PyTorch is loaded, and handed
 * down to whoever opens memory for tensors. A GPU that fails in use is left for good: work that was {@link #run} on it
 * is done once more on the processor. Safe for several threads.
 */
public final class ComputeDevice {
    private static final Logger LOG = LoggerFactory.getLogger(ComputeDevice.class);
    /** Where DJL looks for a libtorch of the user's own. */
    static final String LIBRARY_PATH = "PYTORCH_LIBRARY_PATH";

    private final DeviceChoice choice;
    private final Precision precision;
    private final IntSupplier gpus;
    private final Consumer<Sentence> remarks;
    private Device current;

    ComputeDevice(DeviceChoice choice, Precision precision, IntSupplier gpus, Consumer<Sentence> remarks) {
        this.choice = choice;
        this.precision = precision;
        this.gpus = gpus;
        this.remarks = remarks;
        current = choice == DeviceChoice.CPU ? Device.cpu() : null;
    }

    /**
     * A device that is decided by {@link #prepare}.
     *
     * @param precision that networks run in where that is the processor
     * @param remarks hears a sentence for the user where a GPU fails in use; on any thread
     */
    public static ComputeDevice of(DeviceChoice choice, Precision precision, Consumer<Sentence> remarks) {
        return new ComputeDevice(choice, precision, ComputeDevice::gpusOfEngine, remarks);
    }

    /** The processor in float32, whatever else there is. */
    public static ComputeDevice processor() {
        return of(DeviceChoice.CPU, Precision.FLOAT32, remark -> {});
    }

    /** A PyTorch that was built without CUDA can use none, though the machine may have some. */
    private static int gpusOfEngine() {
        Engine engine = Engine.getInstance();
        return engine.hasCapability(StandardCapabilities.CUDA) ? engine.getGpuCount() : 0;
    }

    /**
     * Begins to load PyTorch, for whoever is certain to {@link #prepare} a device after other things that take time.
     * {@link ProcessorThreads#limit} has no effect any more.
     */
    public static void loadAhead() {
        NativeRuntime.loadAhead();
    }

    /** Work that opens its memory on the device itself, so that it can be done once more on another. */
    public interface Work<T> {
        T run() throws KintsugiException;
    }

    /**
     * Loads PyTorch and decides; does nothing where that was done before.
     *
     * @param unpacking hears how much of PyTorch is unpacked, 0–1, on another thread, where anything has to be
     * @throws KintsugiException where PyTorch can't be loaded, or a GPU is asked for and there is none
     */
    public void prepare(DoubleConsumer unpacking) throws KintsugiException {
        NativeRuntime.prepare(unpacking);
        decide();
    }

    synchronized void decide() throws KintsugiException {
        if (current != null) {
            return;
        }
        boolean found = gpus.getAsInt() > 0;
        if (choice == DeviceChoice.GPU && !found) {
            throw new KintsugiException(noGpu(System.getenv(LIBRARY_PATH)));
        }
        current = found ? Device.gpu() : Device.cpu();
        LOG.debug("networks run on {}", current);
    }

    /**
     * Why there is no GPU, and what to do.
     *
     * @param library folder of the user's own libtorch, or null
     */
    static Sentence noGpu(String library) {
        return library == null
                ? Sentence.of("No GPU was found by PyTorch: the one that comes with Kintsugi runs on the processor"
                        + " alone. Name a folder with a CUDA build of libtorch in %s, or use --device cpu.",
                        LIBRARY_PATH)
                : Sentence.of("No GPU was found by PyTorch in %s: check that it is a CUDA build and that the GPU's"
                        + " driver works, or use --device cpu.", library);
    }

    /**
     * Opens memory for tensors on the device; closed by who asks.
     *
     * @throws IllegalStateException before {@link #prepare}, unless the choice is the processor
     */
    public NDManager newManager() {
        return NDManager.newBaseManager(device());
    }

    /** What networks' convolutions may be computed in; float32 where nothing else is possible. */
    public Precision precision() {
        return device().isGpu() || precision == Precision.FLOAT32 || !Autocast.isSupported()
                ? Precision.FLOAT32 : precision;
    }

    /** Whether memory was opened on what networks run on now; no longer so once a GPU has failed. */
    public boolean holds(NDManager manager) {
        return manager.getDevice().equals(device());
    }

    synchronized Device device() {
        if (current == null) {
            throw new IllegalStateException("the device is decided when PyTorch is prepared");
        }
        return current;
    }

    /**
     * Does work. Where a GPU fails in it, says so,
             leaves the GPU for good and does the work once more on the processor.
     *
     * @throws EngineException where it fails on the processor
     */
    public <T> T run(Work<T> work) throws KintsugiException {
        Device usedFirst = device();
        try {
            return work.run();
        } catch (EngineException e) {
            if (!usedFirst.isGpu()) {
                throw e;
            }
            leaveGpu(e);
            return work.run();
        }
    }

    private synchronized void leaveGpu(EngineException reason) {
        if (!current.isGpu()) {
            return;
        }
        LOG.warn("the GPU failed", reason);
        current = Device.cpu();
        remarks.accept(Sentence.of("The GPU failed, so the processor does the work from here on: see the log for the"
                + " reason, or use --device cpu."));
    }
}
