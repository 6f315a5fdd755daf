package studio.kintsugi.service.batch.plan;

import java.nio.file.Path;
import java.util.List;

/**
 * A picture of a batch and the place of its result.
 *
 * @param number within the batch, from 1
 * @param input the picture
 * @param output the result
 * @param sideFiles that are written beside it
 * @param action what is to be done
 * @param refusal a sentence that says why this picture can't be done; null where it can
 */
public record PlannedPicture(int number, Path input, Path output, List<Path> sideFiles,
        Action action, String refusal) {
    /** What the plan says of a picture. */
    public enum Action { DO, SKIP, REFUSE }

    public PlannedPicture {
        sideFiles = List.copyOf(sideFiles);
    }
}
