package studio.kintsugi.cli.common;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.service.batch.BatchOptions;
import studio.kintsugi.service.batch.plan.BatchInput;
import studio.kintsugi.service.batch.plan.ExistingFiles;
import studio.kintsugi.service.batch.plan.OutputRules;
import studio.kintsugi.service.batch.plan.PictureInputs;

/** Which pictures a command reads, where its results go, and what is done about those that are there. */
public final class PictureFilesOptions {
    /** Instead of a name, to be read from standard input. */
    private static final String STANDARD_INPUT = "-";

    @Option(names = {"-i", "--input"}, arity = "1..*", paramLabel = "FILE|DIR|PATTERN",
            description = "pictures, folders of pictures, or patterns such as \"in/*.jpg\"; - reads names from"
                    + " standard input")
    private List<String> inputs = List.of();

    @Option(names = "--from-file", paramLabel = "LIST",
            description = "a file that names pictures, one a line or with zero bytes between them; - for standard"
                    + " input")
    private String list;

    @Mixin
    private ResultOptions results;

    @Option(names = "--recursive", description = "also pictures in folders within folders; results keep the structure")
    private boolean recursive;

    @ArgGroup
    private Existing existing = new Existing();

    @Option(names = "--on-error", paramLabel = "continue|stop", defaultValue = "continue",
            description = "what to do when a picture fails (default: ${DEFAULT-VALUE})")
    private OnError onError;

    @Option(names = "--dry-run", description = "say what would be done, and do nothing")
    private boolean dryRun;

    /** What becomes of results that are there already; at most one of them. */
    static final class Existing {
        @Option(names = "--overwrite", description = "replace results that are there already, and layers beside them")
        private boolean overwrite;

        @Option(names = "--skip-existing", description = "pass over pictures whose results are there already")
        private boolean skip;

        @Option(names = "--resume",
                description = "go on with a run that was broken off: pass over what the journal says is done, do anew"
                        + " what has changed")
        private boolean resume;

        private ExistingFiles choice() {
            return overwrite ? ExistingFiles.OVERWRITE : skip ? ExistingFiles.SKIP
                    : resume ? ExistingFiles.RESUME : ExistingFiles.REPLACE;
        }
    }

    /** Whether a batch goes on. */
    enum OnError { CONTINUE, STOP }

    ResultOptions results() {
        return results;
    }

    /** Whether nothing is to be done but told. */
    boolean isDryRun() {
        return dryRun;
    }

    /**
     * The pictures.
     *
     * @throws KintsugiException where none are named or found
     */
    List<BatchInput> inputs() throws KintsugiException {
        List<String> names = new ArrayList<>();
        for (String input : inputs) {
            if (input.equals(STANDARD_INPUT)) {
                names.addAll(listed(STANDARD_INPUT));
            } else {
                names.add(input);
            }
        }
        if (list != null) {
            names.addAll(listed(list));
        } else if (inputs.isEmpty()) {
            throw new UsageException("Name pictures with -i, or a list of them with --from-file.");
        }
        if (names.isEmpty()) {
            throw new KintsugiException("The list names no pictures.");
        }
        return new PictureInputs(recursive, results.outputPath()).find(names);
    }

    private static List<String> listed(String from) throws KintsugiException {
        String text;
        try {
            byte[] bytes = from.equals(STANDARD_INPUT) ? System.in.readAllBytes() : Files.readAllBytes(Path.of(from));
            text = new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException | InvalidPathException e) {
            throw new KintsugiException("The list " + from + " can't be read: check its name and its rights.", e);
        }
        String separator = text.indexOf('\0') >= 0 ? "\0" : "\\R";
        return Arrays.stream(text.split(separator)).filter(line -> !line.isBlank()).toList();
    }

    /**
     * Where results go.
     *
     * @param inputs all pictures
     * @param sides the files that are written beside each result
     */
    OutputRules rules(List<BatchInput> inputs, String tool, int scale, OutputRules.SideFiles sides)
            throws KintsugiException {
        boolean intoFolder = inputs.size() > 1 || recursive
                || this.inputs.stream().anyMatch(PictureFilesOptions::isFolder);
        return results.rules(intoFolder, existing.choice(), tool, scale, sides);
    }

    private static boolean isFolder(String input) {
        try {
            return Files.isDirectory(Path.of(input));
        } catch (InvalidPathException pattern) {
            return false;
        }
    }

    /** How the batch is run. */
    BatchOptions batch() throws UsageException {
        return results.batch().withStopOnError(onError == OnError.STOP);
    }
}
