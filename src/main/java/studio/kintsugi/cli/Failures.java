package studio.kintsugi.cli;

import java.util.List;
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
    private static final String JSON = "--json";

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
        try {
            return execution.execute(result);
        } catch (OutOfMemoryError e) {
            LOG.debug("the command ran out of memory", e);
            return failed("There is not enough memory for this: use smaller files, or smaller tiles.",
                    result.originalArgs(), ExitCode.SOFTWARE);
        }
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult result) {
        LOG.debug("the command failed", e);
        String sentence = e instanceof KintsugiException ? e.getMessage()
                : "Something went wrong that should not have: see it with -v. (" + e + ")";
        return failed(sentence, result.originalArgs(), e instanceof UsageException ? ExitCode.USAGE
                : ExitCode.SOFTWARE);
    }

    @Override
    public int handleParseException(ParameterException e, String[] args) throws Exception {
        int status = usage.handleParseException(e, args);
        if (List.of(args).contains(JSON)) {
            console.jsonError(e.getMessage());
        }
        return status;
    }

    private int failed(String sentence, List<String> args, int status) {
        console.error(sentence);
        if (args.contains(JSON)) {
            console.jsonError(sentence);
        }
        return status;
    }
}
