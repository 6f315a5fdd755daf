package studio.kintsugi.cli.common;

import picocli.CommandLine.Option;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.service.engine.NativeRuntime;

/** What every command takes. */
public final class CommonOptions {
    @Option(names = "--device", paramLabel = "DEVICE", defaultValue = "auto",
            description = "auto, cpu or gpu (default: ${DEFAULT-VALUE})")
    private String device;

    @Option(names = "--threads", paramLabel = "N", description = "processor threads to use (default: all)")
    private Integer threads;

    @Option(names = "--json", description = "print one JSON object on standard output and nothing else there")
    private boolean json;

    @Option(names = {"-v", "--verbose"}, description = "log what happens to standard error")
    private boolean verbose;

    /** Threads to use. */
    public int threads() {
        return threads != null ? threads : Runtime.getRuntime().availableProcessors();
    }

    public boolean json() {
        return json;
    }

    boolean verbose() {
        return verbose;
    }

    /**
     * Tells the engine, which reads these settings when it is first used.
     *
     * @throws KintsugiException where a setting asks for what this build has not
     */
    public void apply() throws KintsugiException {
        if (device.equals("gpu")) {
            throw new KintsugiException("This build has no GPU support: use --device cpu or leave it out.");
        }
        if (!device.equals("auto") && !device.equals("cpu")) {
            throw new KintsugiException("--device takes auto, cpu or gpu, not \"" + device + "\".");
        }
        if (threads != null) {
            if (threads < 1) {
                throw new KintsugiException("--threads takes a number of at least 1.");
            }
            System.setProperty("ai.djl.pytorch.num_threads", threads.toString());
        }
        if (verbose) {
            System.setProperty("kintsugi.log", "DEBUG");
        }
    }

    /**
     * Starts the engine for a command that runs networks itself, as the service starts it for all others.
     *
     * @throws KintsugiException where it can't be started
     */
    public void startEngine(Console console) throws KintsugiException {
        NativeRuntime.prepare(fraction -> console.progress("unpacking PyTorch", fraction, Double.NaN));
    }
}
