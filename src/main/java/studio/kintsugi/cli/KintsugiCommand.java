package studio.kintsugi.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import studio.kintsugi.cli.common.Console;
import studio.kintsugi.cli.describe.DescribeCommand;
import studio.kintsugi.cli.experiment.ExperimentCommand;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.compute.PyTorchVersion;
import studio.kintsugi.models.BuiltInArchitectures;
import studio.kintsugi.service.library.ModelDownloads;
import studio.kintsugi.service.library.ModelImporter;
import studio.kintsugi.service.restoration.InferenceService;
import studio.kintsugi.store.Catalog;
import studio.kintsugi.store.Directories;
import studio.kintsugi.store.Downloader;
import studio.kintsugi.store.ModelStore;

/** The root of the command line. */
@Command(name = "kintsugi", mixinStandardHelpOptions = true, versionProvider = KintsugiCommand.Version.class,
        synopsisSubcommandLabel = "[FILE... | COMMAND]",
        description = "Mends pictures on your own computer. Without a command, opens the window.")
public final class KintsugiCommand {
    /** The command that tells of all others. */
    private static final String DESCRIBE = "describe";

    private KintsugiCommand() {}

    /** All commands, wired. */
    public static CommandLine create(
            ModelStore store, Function<ComputeDevice, InferenceService> services, PrintStream out, PrintStream err) {
        return create(store, services, out, err, "");
    }

    /**
     * The same with that command alone which is asked for, where there is one of that name: reading what all others
     * take costs a tenth of a second at each start.
     *
     * @param asked the first argument
     */
    public static CommandLine create(ModelStore store, Function<ComputeDevice, InferenceService> services,
            PrintStream out, PrintStream err, String asked) {
        Console console = new Console(out, err);
        CommandLine line = new CommandLine(new KintsugiCommand());
        Map<String, Supplier<Object>> commands = commands(store, services, console);
        boolean alone = commands.containsKey(asked) && !asked.equals(DESCRIBE);
        commands.forEach((name, command) -> {
            if (!alone || name.equals(asked)) {
                line.addSubcommand(name, command.get());
            }
        });
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        Failures.handle(line, console);
        return line;
    }

    private static Map<String, Supplier<Object>> commands(
            ModelStore store, Function<ComputeDevice, InferenceService> services, Console console) {
        Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
        commands.put("restore", () -> new RestoreCommand(services, console));
        commands.put("upscale", () -> new UpscaleCommand(services, console));
        commands.put("colorize", () -> new ColorizeCommand(store, console));
        commands.put("apply", () -> new ApplyCommand(services, console));
        commands.put("watch", () -> new WatchCommand(services, console));
        commands.put("dream", () -> new DreamCommand(store, console));
        commands.put("export", () -> new ExportCommand(console));
        commands.put("judge", () -> new JudgeCommand(store, console));
        commands.put("train", () -> new TrainCommand(store, console));
        commands.put("prune", () -> new PruneCommand(store, console));
        commands.put("evaluate", () -> new EvaluateCommand(services, console));
        commands.put("models", () -> models(store, console));
        commands.put("experiment", () -> ExperimentCommand.create(store, console));
        commands.put("bench", () -> new BenchCommand(console));
        commands.put(DESCRIBE, DescribeCommand::new);
        return commands;
    }

    private static ModelsCommand models(ModelStore store, Console console) {
        Catalog catalog = Catalog.official();
        ModelImporter importer = new ModelImporter(store, catalog, BuiltInArchitectures.all());
        ModelDownloads downloads =
                new ModelDownloads(Downloader::standard, importer, Directories.data().resolve("downloads"));
        return new ModelsCommand(store, catalog, importer, downloads, console);
    }

    /** The version that the build wrote into the jar's manifest, and what it runs on. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = KintsugiCommand.class.getPackage().getImplementationVersion();
            return new String[] {
                "Kintsugi " + (version == null ? "(development build)" : version),
                "Java " + Runtime.version() + " (" + System.getProperty("java.vendor") + ")",
                "PyTorch " + PyTorchVersion.bundled().orElse("none for this platform")
            };
        }
    }
}
