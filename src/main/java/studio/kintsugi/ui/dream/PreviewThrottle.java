package studio.kintsugi.ui.dream;

import studio.kintsugi.field.VoxelField;
import studio.kintsugi.service.dream.DreamRun;

/** Copies of a field while it is dreamt, no oftener than the eye wants or the dream can afford. For one thread. */
final class PreviewThrottle {
    private static final long BETWEEN = 250_000_000L;
    /** Looking takes no more than this part of the time. */
    private static final long SHARE = 8;

    private long next;

    /** A copy, since the field changes with the next step; null where it is too early for one. */
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
