package studio.kintsugi.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.cli.common.Console;
import studio.kintsugi.cli.common.UsageException;

/**
 * How a command ends that can't do its work: with a sentence on standard error, one JSON object on standard output
 * where {@code --json} asks for it, and status 2 for wrong usage or 1 for all else.
 */
final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler, IExecutionStrategy {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private static final String UNFORESEEN = "Something went wrong that should not have: see it with -v. (";
    /** What Java puts in the place of bytes that are no text in the locale's charset. */
    private static final String UNKNOWN = "\uFFFD";

    private final Console console;
    private final IExecutionStrategy execution;
    private final IParameterExceptionHandler usage;

    private Failures(Console console, IExecutionStrategy execution, IParameterExceptionHandler usage) {
        this.console = console;
        this.execution = execution;
        this.usage = usage;
    }

    /** Has all commands below {@code line} end like this. */
    static void handle(CommandLine line, Console console) {
        Failures failures = new Failures(console, line.getExecutionStrategy(), line.getParameterExceptionHandler());
        line.setExecutionExceptionHandler(failures);
        line.setParameterExceptionHandler(failures);
        line.setExecutionStrategy(failures);
    }

    /** Runs the command; errors of the virtual machine, which picocli passes by, become exceptions. */
    @Override
    public int execute(ParseResult result) {
        Optional<String> noText = noText(result.originalArgs());
        if (noText.isPresent()) {
            return console.failed(noText.get(), result.originalArgs(), ExitCode.USAGE);
        }
        try {
            return execution.execute(result);
        } catch (OutOfMemoryError e) {
            LOG.debug("the command ran out of memory", e);
            return console.failed("There is not enough memory for this: use smaller files, or smaller tiles.",
                    result.originalArgs(), ExitCode.SOFTWARE);
        } catch (Error e) {
            LOG.debug("the command failed", e);
            return console.failed(UNFORESEEN + e + ")", result.originalArgs(), ExitCode.SOFTWARE);
        }
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult result) {
        LOG.debug("the command failed", e);
        String sentence = e instanceof KintsugiException ? e.getMessage()
                : UNFORESEEN + e + ")";
        return console.failed(sentence, result.originalArgs(), e instanceof UsageException ? ExitCode.USAGE
                : ExitCode.SOFTWARE);
    }

    @Override
    public int handleParseException(ParameterException e, String[] args) throws Exception {
        Optional<String> noText = noText(List.of(args));
        if (noText.isPresent()) {
            return console.failed(noText.get(), List.of(args), ExitCode.USAGE);
        }
        int status = usage.handleParseException(e, args);
        if (List.of(args).contains(Console.JSON)) {
            console.jsonError(e.getMessage());
        }
        return status;
    }

    /** What is said of an argument that came here without all of its letters. */
    private static Optional<String> noText(List<String> args) {
        return args.stream().filter(a -> a.contains(UNKNOWN) && !isFile(a)).findFirst()
                .map(a -> StandardCharsets.UTF_8.name().equals(System.getProperty("sun.jnu.encoding"))
                        ? "“" + a + "” has bytes that are not UTF-8: rename the file, or name the folder it lies in."
                        : "“" + a + "” has letters that are unknown in this locale: set LC_ALL=C.UTF-8.");
    }

    private static boolean isFile(String argument) {
        try {
            return Files.exists(Path.of(argument));
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
