package studio.kintsugi.service.dream;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A dream that is to be made and kept.
 *
 * @param part of the request that is run
 * @param folder where the result is kept; empty for a new one in the gallery
 * @param checkpoints whether the folder gets a checkpoint now and then and when the dream is cancelled, which then
 *     counts as interrupted; for whole dreams of a grid
 * @param from checkpoint to resume from
 */
public record DreamOrder(DreamRequest request, DreamPart part, Optional<Path> folder, boolean checkpoints,
        Optional<DreamCheckpoint> from) {
    /** A part of a dream that is kept in the gallery. */
    public static DreamOrder inGallery(DreamRequest request, DreamPart part) {
        return new DreamOrder(request, part, Optional.empty(), false, Optional.empty());
    }

    /** How much of the request is done before this begins, 0–1. */
    double doneBefore() {
        return from.map(c -> Math.min(1, (double) c.reports().size() / request.steps())).orElse(0.0);
    }
}
