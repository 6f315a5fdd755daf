package studio.kintsugi.service.restoration;

import studio.kintsugi.imaging.Region;

/**
 * How a job is to be run.
 *
 * @param view the visible region, restored first; null where nothing is shown
 * @param previewOnly whether to stop when {@code view} is done, and to make it with a
 *     faster variant of the step's model where there is one
 * @param tile side of a tile in input pixels, or 0 to let the memory budget decide
 */
public record RunOptions(Region view, boolean previewOnly, int tile) {
    public static final RunOptions WHOLE = new RunOptions(null, false, 0);
}
