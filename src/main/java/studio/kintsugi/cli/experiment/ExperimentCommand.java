package studio.kintsugi.cli.experiment;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import studio.kintsugi.cli.common.Console;
import studio.kintsugi.store.ModelStore;

/** {@code experiment}: measurements of the papers, made again with the models at hand. */
@Command(name = "experiment", mixinStandardHelpOptions = true, description = "Makes an experiment of a paper again.",
        synopsisSubcommandLabel = "COMMAND")
public final class ExperimentCommand {
    private ExperimentCommand() {}

    public static CommandLine create(ModelStore store, Console console) {
        return new CommandLine(new ExperimentCommand()).addSubcommand(new AlignmentCommand(store, console))
                .addSubcommand(new ColorizationCommand(store, console)).addSubcommand(new StatisticsCommand(console))
                .addSubcommand(new ClassifierPruningCommand(console))
                .addSubcommand(new DreamSetCommand(store, console))
                .addSubcommand(new DreamAblationCommand(store, console));
    }
}
