package studio.kintsugi.ui.dream;

import studio.kintsugi.field.VoxelField;
import studio.kintsugi.service.dream.DreamRun;

/** Throttled snapshots of a field that is being optimised: limited in rate and in cost. For one thread. */
final class PreviewThrottle {
    private static final long BETWEEN = 250_000_000L;
    /** Snapshots take at most one part in this many of the time. */
    private static final long SHARE = 8;

    private long next;

    /** A copy of the field, which changes with the next step; null where it is too early for another. */
    VoxelField at(DreamRun.Progress progress) {
        long now = System.nanoTime();
        if (next != 0 && now - next < 0) {
            return null;
        }
        VoxelField copy = progress.field().get().copy();
        long took = System.nanoTime() - now;
        next = System.nanoTime() + Math.max(BETWEEN, SHARE * took);
        return copy;
    }
}
