package studio.kintsugi.cli.common;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;
import studio.kintsugi.KintsugiException;

/** Which pictures a command reads, and where its results go. */
public final class PictureFilesOptions {
    @Option(names = {"-i", "--input"}, required = true, arity = "1..*", paramLabel = "FILE|DIR",
            description = "pictures, or folders of pictures")
    private List<Path> inputs;

    @Option(names = {"-o", "--output"}, required = true, paramLabel = "FILE|DIR",
            description = "where results go; a folder for more than one")
    private Path output;

    /**
     * What is written for each picture, by the picture.
     *
     * @throws KintsugiException where that can't be done, or an original would be overwritten
     */
    public Map<Path, Path> pairs() throws KintsugiException {
        return BatchFiles.pair(inputs, output);
    }

    /** The same where the output is a folder however many pictures there are. */
    public Map<Path, Path> pairsIntoFolder() throws KintsugiException {
        return BatchFiles.pairIntoFolder(inputs, output);
    }
}
