package studio.kintsugi.cli.describe;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Completion for fish, for which picocli writes none. */
final class FishCompletion {
    private final String program;
    private final List<String> lines = new ArrayList<>();

    private FishCompletion(String program) {
        this.program = program;
    }

    /** The file that fish reads. */
    static String of(CommandSpec root) {
        FishCompletion completion = new FishCompletion(root.name());
        completion.add(root, "");
        return String.join("\n", completion.lines) + "\n";
    }

    /** @param path the command's name and those above it, without the program's; empty for the program itself */
    private void add(CommandSpec command, String path) {
        List<CommandSpec> commands = ManualPage.subcommands(command);
        String names = commands.stream().map(CommandSpec::name).collect(Collectors.joining(" "));
        String here = condition(path, names);
        command.options().stream().filter(o -> !o.hidden()).forEach(o -> lines.add(option(o, here)));
        for (CommandSpec c : commands) {
            lines.add(line(here) + " -a " + quote(c.name()) + " -d " + quote(ManualPage.summary(c)));
            add(c, path.isEmpty() ? c.name() : path + " " + c.name());
        }
    }

    /** Where a command is being written: its name and those above it have been, and none below it has. */
    private static String condition(String path, String below) {
        List<String> seen = new ArrayList<>();
        for (String name : path.split(" ")) {
            if (!name.isEmpty()) {
                seen.add("__fish_seen_subcommand_from " + name);
            }
        }
        if (!below.isEmpty()) {
            seen.add("not __fish_seen_subcommand_from " + below);
        }
        return String.join("; and ", seen);
    }

    private String line(String condition) {
        return "complete -c " + program + " -n " + quote(condition);
    }

    private String option(OptionSpec option, String condition) {
        StringBuilder line = new StringBuilder(line(condition));
        for (String name : option.names()) {
            line.append(name.startsWith("--") ? " -l " : " -s ").append(name.replaceFirst("^-+", ""));
        }
        if (option.arity().max() > 0) {
            line.append(" -r");
        }
        if (option.completionCandidates() != null) {
            String candidates = StreamSupport.stream(option.completionCandidates().spliterator(), false)
                    .collect(Collectors.joining(" "));
            line.append(" -f -a ").append(quote(candidates));
        }
        return line.append(" -d ").append(quote(String.join(" ", option.description()))).toString();
    }

    private static String quote(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
