package studio.kintsugi.models.dreamfields;

import studio.kintsugi.field.VoxelField;

/** Optimises a field until its renderings fit a prompt (Dream Fields, section 3). For one thread. */
public interface Dreamer extends AutoCloseable {
    /**
     * One step.
     *
     * @param fraction of the dream that is done, 0 to below 1; schedules follow it
     */
    Dream.Report step(double fraction);

    /** Steps done. */
    int steps();

    /** The field as a grid as it stands; it may change with the next step. */
    VoxelField field();

    @Override
    void close();
}
