package studio.kintsugi.service.batch.plan;

import java.nio.file.Path;

/**
 * A picture that a batch is asked to do.
 *
 * @param file the picture
 * @param folder where its result goes within the output folder; an empty path for the output folder itself
 */
public record BatchInput(Path file, Path folder) {
    private static final Path TOP = Path.of("");

    /** A picture whose result goes straight into the output folder. */
    public static BatchInput of(Path file) {
        return new BatchInput(file, TOP);
    }
}
