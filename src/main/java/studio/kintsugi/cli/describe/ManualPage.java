package studio.kintsugi.cli.describe;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** A command's page of the manual, in the man macros of roff. It holds what the command's {@code --help} shows. */
final class ManualPage {
    /** No synopsis is longer: man breaks the lines. */
    private static final int ONE_LINE = 10_000;

    private final CommandSpec command;
    private final StringBuilder page = new StringBuilder();

    private ManualPage(CommandSpec command) {
        this.command = command;
    }

    /** The page's name without its section, as {@code kintsugi-models-list}. */
    static String name(CommandSpec command) {
        return command.qualifiedName("-");
    }

    /** The page's source. */
    static String of(CommandSpec command) {
        return new ManualPage(command).write();
    }

    private String write() {
        Help help = new Help(command, Help.defaultColorScheme(Ansi.OFF));
        String program = command.root().name();
        String[] version = command.root().version();
        request(".TH", name(command).toUpperCase(Locale.ROOT), "1", "",
                version.length == 0 ? program : version[0], "");
        request(".SH", "NAME");
        text(name(command) + " \\- " + escape(summary(command)));
        request(".SH", "SYNOPSIS");
        text(escape(synopsis(help)));
        request(".SH", "DESCRIPTION");
        text(escape(sentences(command.usageMessage().description())));
        arguments(help);
        request(".SH", "OPTIONS");
        command.options().stream().filter(o -> !o.hidden()).forEach(o -> item(label(help, o), o.description()));
        List<CommandSpec> commands = subcommands(command);
        if (!commands.isEmpty()) {
            request(".SH", "COMMANDS");
            commands.forEach(c -> item(c.name(), c.usageMessage().description()));
        }
        footer();
        seeAlso(commands);
        return page.toString();
    }

    /** What has a page of its own below a command's. */
    static List<CommandSpec> subcommands(CommandSpec command) {
        return command.subcommands().values().stream().map(CommandLine::getCommandSpec)
                .filter(c -> !c.usageMessage().hidden()).distinct().toList();
    }

    /** A command's description up to the end of its first sentence, which it goes without. */
    static String summary(CommandSpec command) {
        String[] description = command.usageMessage().description();
        return description.length == 0 ? command.name() : description[0].replaceFirst("\\.(\\s.*)?$", "");
    }

    private String synopsis(Help help) {
        int width = command.usageMessage().width();
        command.usageMessage().width(ONE_LINE);
        try {
            return help.synopsis(0).strip();
        } finally {
            command.usageMessage().width(width);
        }
    }

    private void arguments(Help help) {
        List<PositionalParamSpec> shown = command.positionalParameters().stream().filter(p -> !p.hidden()).toList();
        if (!shown.isEmpty()) {
            request(".SH", "ARGUMENTS");
            shown.forEach(p -> item(parameter(help, p), p.description()));
        }
    }

    private static String label(Help help, OptionSpec option) {
        return String.join(", ", option.names()) + parameter(help, option);
    }

    private static String parameter(Help help, ArgSpec argument) {
        return help.createDefaultParamLabelRenderer().renderParameterLabel(argument, Ansi.OFF, List.of()).toString();
    }

    private void footer() {
        String[] footer = command.usageMessage().footer();
        if (footer.length > 0) {
            request(".SH", "NOTES");
            Arrays.stream(footer).forEach(line -> {
                text(escape(line));
                page.append(".br\n");
            });
        }
    }

    private void seeAlso(List<CommandSpec> commands) {
        List<String> pages = commands.stream().map(ManualPage::name).collect(Collectors.toList());
        if (command.parent() != null) {
            pages.addFirst(name(command.parent()));
        }
        if (!pages.isEmpty()) {
            request(".SH", "SEE ALSO");
            text(pages.stream().map(p -> "\\fB" + escape(p) + "\\fR(1)").collect(Collectors.joining(",\n")));
        }
    }

    private void item(String label, String[] description) {
        page.append(".TP\n\\fB").append(escape(label.strip())).append("\\fR\n");
        text(escape(sentences(description)));
    }

    private static String sentences(String[] lines) {
        return String.join(" ", lines).strip();
    }

    private void request(String name, String... arguments) {
        page.append(name);
        for (String argument : arguments) {
            page.append(" \"").append(escape(argument).replace("\"", "\\(dq")).append('"');
        }
        page.append('\n');
    }

    /** A line that begins with a point or an apostrophe would be taken for a request. */
    private void text(String line) {
        page.append(line.startsWith(".") || line.startsWith("'") ? "\\&" : "").append(line).append('\n');
    }

    private static String escape(String text) {
        return text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq").replace('\n', ' ');
    }
}
