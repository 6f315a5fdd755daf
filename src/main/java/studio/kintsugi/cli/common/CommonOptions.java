package studio.kintsugi.cli.common;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.compute.DeviceChoice;
import studio.kintsugi.compute.Precision;
import studio.kintsugi.compute.ProcessorThreads;

/** What every command takes. */
public final class CommonOptions {
    @Option(names = "--device", paramLabel = "DEVICE", defaultValue = "auto",
            description = "auto, cpu or gpu; auto takes a GPU where PyTorch finds one (default: ${DEFAULT-VALUE})")
    private DeviceChoice choice;

    @Option(names = "--precision", paramLabel = "PRECISION", defaultValue = "auto",
            description = "auto, float32 or bf16; auto takes bf16 where that is faster on this processor and changes a"
                    + " result too little to be seen (default: ${DEFAULT-VALUE})")
    private Precision precision;

    @Option(names = "--threads", paramLabel = "N", description = "processor threads to use (default: all)")
    private Integer threads;

    @Option(names = "--json", description = "print one JSON object on standard output and nothing else there")
    private boolean json;

    @Option(names = {"-v", "--verbose"}, description = "log what happens to standard error")
    private boolean verbose;

    private ComputeDevice device;

    /** Threads to use. */
    public int threads() {
        return ProcessorThreads.count();
    }

    public boolean json() {
        return json;
    }

    /**
     * Tells the engine, which reads these settings when it is first used.
     *
     * @throws UsageException where a number is out of range
     */
    public void apply() throws UsageException {
        if (threads != null) {
            if (threads < 1) {
                throw new UsageException("--threads takes a number of at least 1.");
            }
            ProcessorThreads.limit(threads);
        }
        if (verbose) {
            ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.DEBUG);
        }
    }

    /** What networks run on, to be prepared by those who run them. */
    public ComputeDevice device(Console console) {
        if (device == null) {
            device = ComputeDevice.of(choice, precision, remark -> console.note(remark.toString()));
        }
        return device;
    }

    /**
     * The device, ready for a command that runs networks itself, as services make it ready for all others.
     *
     * @throws KintsugiException where PyTorch can't be started, or finds no GPU where one is asked for
     */
    public ComputeDevice preparedDevice(Console console) throws KintsugiException {
        device(console).prepare(fraction -> console.progress("unpacking PyTorch", fraction, Double.NaN));
        return device;
    }
}
