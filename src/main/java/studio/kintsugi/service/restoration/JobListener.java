package studio.kintsugi.service.restoration;

import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.Region;

/** Hears of a job's progress, on the worker's thread: whoever draws hands over to their own. */
public interface JobListener {
    /** Hears nothing. */
    JobListener NONE = new JobListener() {};

    default void progressed(Job job, Progress progress) {}

    /**
     * Part of the result is final.
     *
     * @param region where it lies in the result
     * @param pixels its pixels, of the region's size
     */
    default void finished(Job job, Region region, Picture pixels) {}
}
