package studio.kintsugi.cli.common;

import picocli.CommandLine.Option;

/** Which model does the work. */
public final class ModelOption {
    @Option(names = {"-m", "--model"}, paramLabel = "ID|PATH",
            description = "model to use (default: the one that the tool begins with in the window)")
    private String idOrFolder;

    /** The id or folder of the model that is asked for; null for the tool's own. */
    public String idOrFolder() {
        return idOrFolder;
    }
}
