package studio.kintsugi.cli.describe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import studio.kintsugi.imaging.PictureFormat;

/**
 * {@code describe}: what packages install beside the application, made from the application itself so that it is
 * never out of date. Hidden, for only packaging calls it.
 */
@Command(name = "describe", hidden = true, mixinStandardHelpOptions = true,
        description = "Writes the manual's pages, completion for shells and the endings of picture files.")
public final class DescribeCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FOLDER", description = "where to write; made where it is missing")
    private Path folder;

    @Spec
    private CommandSpec self;

    @Override
    public Integer call() throws IOException {
        CommandSpec root = self.root();
        // shells read it, none starts it: without the first line, which names an interpreter
        String bash = AutoComplete.bash(root.name(), root.commandLine()).replaceFirst("#!.*\\R", "");
        manual(root);
        write("completion/" + root.name() + ".bash", bash);
        write("completion/_" + root.name(), zsh(root.name(), bash));
        write("completion/" + root.name() + ".fish", FishCompletion.of(root));
        write("picture-endings", String.join("\n", PictureFormat.allExtensions()) + "\n");
        return 0;
    }

    private void manual(CommandSpec command) throws IOException {
        write("man/" + ManualPage.name(command) + ".1", ManualPage.of(command));
        for (CommandSpec below : ManualPage.subcommands(command)) {
            manual(below);
        }
    }

    /** The completion for bash, which zsh understands, as a function that zsh finds by its name and first line. */
    private static String zsh(String program, String bash) {
        return "#compdef " + program + "\n" + bash + "\n_bash_complete -o default -F _complete_" + program + "\n";
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
