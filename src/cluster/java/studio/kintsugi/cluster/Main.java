package studio.kintsugi.cluster;

import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.cli.common.UsageException;

/** The driver's entry point, for our launcher and for {@code spark-submit}: {@code apply} is its one command. */
@Command(name = "kintsugi", subcommands = ApplyOnCluster.class, mixinStandardHelpOptions = true,
        description = "Recipes over pictures on a cluster.")
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        CommandLine line = new CommandLine(new Main());
        line.setExecutionExceptionHandler((e, command, result) -> {
            LoggerFactory.getLogger(Main.class).debug("the run failed", e);
            System.err.println("kintsugi: " + (e instanceof KintsugiException ? e.getMessage()
                    : "Something went wrong that should not have: " + e));
            return e instanceof UsageException ? CommandLine.ExitCode.USAGE : CommandLine.ExitCode.SOFTWARE;
        });
        System.exit(line.execute(args));
    }
}
