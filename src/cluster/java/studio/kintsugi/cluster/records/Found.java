package studio.kintsugi.cluster.records;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.apache.hadoop.fs.Path;
import studio.kintsugi.service.batch.plan.NamedPicture;

/**
 * A picture that was found below an input.
 *
 * @param input number of that, from 0
 * @param folder that it lies in below the input, with slashes; empty for the input itself
 * @param path of the picture, with its scheme
 * @param bytes of the file
 * @param modified when the file was last changed, milliseconds of Unix time
 */
public record Found(int input, String folder, String path, long bytes, long modified) {
    /** What sorts pictures as they are sorted on a desktop: by input, then by the bytes of their paths. */
    public String order() {
        String unsigned = new String(path.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        return "%08d".formatted(input) + unsigned;
    }

    /**
     * What the name of its result is made from.
     *
     * @param number within the batch, from 1
     * @param zone that dates are in
     */
    public NamedPicture named(long number, ZoneId zone) {
        Path file = new Path(path);
        return new NamedPicture(file.getName(), file.getParent() == null ? "" : file.getParent().getName(), number,
                LocalDate.ofInstant(Instant.ofEpochMilli(modified), zone));
    }

    /** This picture, with the name that its result has in its folder. */
    public Source called(String name) {
        return new Source(folder.isEmpty() ? name : folder + "/" + name, path, bytes, modified);
    }
}
