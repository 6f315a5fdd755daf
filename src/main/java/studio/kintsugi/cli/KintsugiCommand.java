package studio.kintsugi.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.function.Function;
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
    private KintsugiCommand() {}

    /** All commands, wired. */
    public static CommandLine create(
            ModelStore store, Function<ComputeDevice, InferenceService> services, PrintStream out, PrintStream err) {
        Console console = new Console(out, err);
        CommandLine line = new CommandLine(new KintsugiCommand())
                .addSubcommand(new RestoreCommand(services, console))
                .addSubcommand(new UpscaleCommand(services, console))
                .addSubcommand(new ColorizeCommand(store, console))
                .addSubcommand(new ApplyCommand(services, console))
                .addSubcommand(new WatchCommand(services, console))
                .addSubcommand(new DreamCommand(store, console))
                .addSubcommand(new ExportCommand(console))
                .addSubcommand(new JudgeCommand(store, console))
                .addSubcommand(new TrainCommand(store, console))
                .addSubcommand(new PruneCommand(store, console))
                .addSubcommand(new EvaluateCommand(services, console))
                .addSubcommand(models(store, console))
                .addSubcommand(ExperimentCommand.create(store, console))
                .addSubcommand(new BenchCommand(console))
                .addSubcommand(new DescribeCommand());
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        Failures.handle(line, console);
        return line;
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
