package studio.kintsugi.app;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Array;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.cli.KintsugiCommand;
import studio.kintsugi.cli.StartRecording;
import studio.kintsugi.cli.common.Console;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.models.BuiltInArchitectures;
import studio.kintsugi.service.job.JobRunner;
import studio.kintsugi.service.restoration.LocalInferenceService;
import studio.kintsugi.settings.MeasuredPrecisions;
import studio.kintsugi.settings.MeasuredSpeeds;
import studio.kintsugi.settings.ToolDefaults;
import studio.kintsugi.settings.WorkSettings;
import studio.kintsugi.store.Directories;
import studio.kintsugi.store.ModelStore;

/** Entry point; does not extend Application, so that JavaFX starts from the class path. */
public final class Main {
    private static final Logger LOG = LoggerFactory.getLogger(Main.class);
    private static final int ATTEMPTS = 10;
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(200);
    private static final String DJL_CACHE = "DJL_CACHE_DIR";
    /** Those that are sure to run a network. */
    private static final Set<String> NETWORK_COMMANDS = Set.of("restore", "upscale", "colorize", "dream");

    private Main() {}

    public static void main(String[] args) {
        try {
            Directories.check();
        } catch (KintsugiException e) {
            System.exit(new Console(System.out, System.err).failed(e.getMessage(), List.of(args), 1));
        }
        // for libraries that ask Java for the home folder, which would give them the account's
        System.setProperty("user.home", Directories.home().toString());
        keepLibrariesInCache();
        // the command line's classes would only slow the window down
        if (args.length == 0 || Arrays.equals(args, new String[] {FirstFrame.FLAG})) {
            openWindow(args);
            return;
        }
        if (NETWORK_COMMANDS.contains(args[0]) && Arrays.stream(args).noneMatch(a -> a.startsWith("--threads"))) {
            linkForReadingCommands();
            ComputeDevice.loadAhead();
        }
        Path config = Directories.config();
        ModelStore store = new ModelStore(new WorkSettings(config).models()
                .orElseGet(() -> Directories.data().resolve("models")));
        if (args[0].equals(StartRecording.FLAG)) {
            System.exit(StartRecording.run((folder, out, command) -> KintsugiCommand.create(store,
                    device -> service(store, folder, device), out, out, command[0]).execute(command)));
        }
        CommandLine line = KintsugiCommand.create(store,
                device -> service(store, config, device), System.out, System.err, args[0]);
        if (wantsWindow(args, line)) {
            openWindow(args);
        } else {
            System.exit(line.execute(args));
        }
    }

    /**
     * Does a little of each kind of thing that reading a command does: an annotation, a switch by type, an array by
     * reflection, the room on a disk. Java asks the system's linker for a native method when it is first called, and
     * the linker answers nobody while it loads PyTorch, which would keep the command unread for half a second.
     */
    private static void linkForReadingCommands() {
        for (Annotation annotation : KintsugiCommand.class.getAnnotations()) {
            String name = switch (annotation) {
                case CommandLine.Command command -> command.name();
                default -> "";
            };
            LOG.trace("{} of {}", name, Array.getLength(new int[0]));
        }
        LOG.trace("{}", Directories.config().toFile().getUsableSpace());
    }

    private static LocalInferenceService service(ModelStore store, Path config, ComputeDevice device) {
        return new LocalInferenceService(store, BuiltInArchitectures.all(), new ToolDefaults(config),
                new MeasuredSpeeds(config), new MeasuredPrecisions(config), device, new JobRunner());
    }

    /** Nothing but files. */
    private static boolean wantsWindow(String[] args, CommandLine line) {
        return Arrays.stream(args).noneMatch(a -> a.startsWith("-"))
                && !line.getSubcommands().containsKey(args[0]);
    }

    /**
     * PyTorch's libraries are unpacked where this platform keeps what can be made again, unless the user says where.
     */
    private static void keepLibrariesInCache() {
        if (System.getenv(DJL_CACHE) == null && System.getProperty(DJL_CACHE) == null) {
            System.setProperty(DJL_CACHE, new WorkSettings(Directories.config()).cache()
                    .orElseGet(Directories::cache).toString());
        }
    }

    private static void openWindow(String[] args) {
        boolean linux = System.getProperty("os.name").equals("Linux");
        if (linux && System.getenv("DISPLAY") == null && System.getProperty("glass.platform") == null) {
            System.err.println("kintsugi: There is no display to open the window on: set DISPLAY, or use a command"
                    + " (see kintsugi --help).");
            System.exit(1);
        }
        if (Arrays.asList(args).contains(FirstFrame.FLAG)) {
            KintsugiApplication.launch(Optional.empty(), args);
            return;
        }
        Path folder = Directories.state().resolve("window");
        List<Path> files = Arrays.stream(args).map(Path::of).toList();
        // one that ends just now lets go of its lock in a moment
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                Optional<FirstWindow> first = FirstWindow.claim(folder);
                if (first.isPresent()) {
                    KintsugiApplication.launch(first, args);
                    return;
                }
            } catch (IOException e) {
                LOG.warn("windows can't find one another", e);
                break;
            }
            if (FirstWindow.handOver(folder, files)) {
                return;
            }
            LockSupport.parkNanos(BETWEEN_ATTEMPTS.toNanos());
        }
        KintsugiApplication.launch(Optional.empty(), args);
    }
}
