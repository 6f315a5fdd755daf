package studio.kintsugi.cli.common;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import picocli.CommandLine.Option;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.imaging.BitDepth;
import studio.kintsugi.imaging.PictureFormat;
import studio.kintsugi.imaging.WriteOptions;
import studio.kintsugi.service.batch.BatchOptions;
import studio.kintsugi.service.batch.plan.ExistingFiles;
import studio.kintsugi.service.batch.plan.NamePattern;
import studio.kintsugi.service.batch.plan.OutputRules;

/** Where the results of a batch go, and how they are saved. */
public final class ResultOptions {
    @Option(names = {"-o", "--output"}, required = true, paramLabel = "FILE|DIR",
            description = "where results go; a folder for more than one. It is made where it is not there")
    private String output;

    @Option(names = "--format", paramLabel = "FORMAT",
            description = "jpeg, png, tiff or webp (default: the picture's own, PNG where that can't be written)")
    private String format;

    @Option(names = "--quality", paramLabel = "0..100", description = "of JPEG and WebP (default: 95)")
    private Double quality;

    @Option(names = "--bits", paramLabel = "8|16", description = "bits of a sample (default: the picture's own)")
    private Integer bits;

    @Option(names = "--name", paramLabel = "PATTERN",
            description = "how results are named, with {stem}, {ext}, {tool}, {folder}, {n} and {date} (default:"
                    + " {stem}{ext})")
    private String name;

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
        return new OutputRules(path, intoFolder || name != null || endsLikeFolder(path),
                name == null ? NamePattern.SAME : NamePattern.parse(name), format(), existing, tool, scale, sides);
    }

    private boolean endsLikeFolder(Path path) {
        return output.endsWith("/") || Files.isDirectory(path) || path.getFileName() == null
                || path.getFileName().toString().indexOf('.') < 0;
    }

    private Optional<PictureFormat> format() throws UsageException {
        if (format == null) {
            return Optional.empty();
        }
        return Optional.of(PictureFormat.ofName("." + format).filter(PictureFormat::isWritable).orElseThrow(
                () -> new UsageException("--format takes jpeg, png, tiff or webp.")));
    }

    /** How results are saved. */
    WriteOptions saving() throws UsageException {
        WriteOptions options = WriteOptions.DEFAULT;
        if (quality != null) {
            if (!(quality >= 0 && quality <= 100)) {
                throw new UsageException("--quality takes a number from 0 to 100.");
            }
            options = options.withQuality((float) (quality / 100));
        }
        if (bits != null) {
            options = options.withDepth(Arrays.stream(BitDepth.values()).filter(d -> d.bits() == bits).findFirst()
                    .orElseThrow(() -> new UsageException("--bits takes 8 or 16, or 32 for TIFF.")));
        }
        return options;
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
