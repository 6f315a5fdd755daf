package studio.kintsugi.cli.common;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.imaging.WriteOptions;
import studio.kintsugi.service.batch.BatchOptions;
import studio.kintsugi.service.batch.plan.ExistingFiles;
import studio.kintsugi.service.batch.plan.OutputRules;

/** Where the results of a batch go, and how they are saved. */
public final class ResultOptions {
    @Option(names = {"-o", "--output"}, required = true, paramLabel = "FILE|DIR",
            description = "where results go; a folder for more than one. It is made where it is not there")
    private String output;

    @Mixin
    private SavingOptions saving;

    @Option(names = "--jobs", paramLabel = "N", description = "pictures that are read, and written, at once")
    private Integer jobs;

    @Option(names = "--progress", paramLabel = "jsonl",
            description = "report progress on standard error as JSON, one object a line")
    private ProgressForm progress;

    /** How progress is told other than to people. */
    enum ProgressForm { JSONL }

    /** Whether progress is told to a program. */
    boolean isProgressForPrograms() {
        return progress == ProgressForm.JSONL;
    }

    /**
     * Where results go.
     *
     * @throws KintsugiException where it is no name that a file can have
     */
    public Path outputPath() throws KintsugiException {
        try {
            return Path.of(output);
        } catch (InvalidPathException e) {
            throw new KintsugiException("“" + output + "” is no name that a file can have.", e);
        }
    }

    /**
     * Where results go.
     *
     * @param intoFolder whether the output is a folder, whatever its name looks like
     */
    OutputRules rules(boolean intoFolder, ExistingFiles existing, String tool, int scale, OutputRules.SideFiles sides)
            throws KintsugiException {
        Path path = outputPath();
        return new OutputRules(path, intoFolder || saving.isNamed() || endsLikeFolder(path), saving.names(),
                saving.format(), existing, tool, scale, sides);
    }

    private boolean endsLikeFolder(Path path) {
        return output.endsWith("/") || Files.isDirectory(path) || path.getFileName() == null
                || path.getFileName().toString().indexOf('.') < 0;
    }

    /** How results are saved. */
    WriteOptions saving() throws UsageException {
        return saving.saving();
    }

    /** How the batch is run. */
    BatchOptions batch() throws UsageException {
        if (jobs == null) {
            return BatchOptions.ofThisMachine();
        }
        if (jobs < 1) {
            throw new UsageException("--jobs takes a number of at least 1.");
        }
        return BatchOptions.ofThisMachine().withJobs(jobs);
    }
}
