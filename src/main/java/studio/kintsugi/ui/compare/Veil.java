package studio.kintsugi.ui.compare;

import studio.kintsugi.edit.Mask;
import studio.kintsugi.edit.MaskPlane;
import studio.kintsugi.edit.Placement;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.PictureSize;

/**
 * What of a step's result shows, at whatever zoom: a mask, drawn anew over each view of the picture. Thread-safe.
 *
 * @param mask where the result goes
 * @param placement of the result in the mask's frame
 * @param before the step's input at the size of its result, whose luminosity may count
 */
public record Veil(Mask mask, Placement placement, Picture before) {
    /**
     * How much shows in each pixel of a view, 0–1.
     *
     * @param size of the view, pixels
     * @param x place of the view's left edge, pixels of the result
     * @param y place of its upper edge
     * @param pixel side of a pixel of the view, in pixels of the result
     * @return row by row
     */
    public float[] plane(PictureSize size, double x, double y, double pixel) {
        return MaskPlane.of(mask, size.width(), size.height(), placement.view(x, y, pixel),
                (column, row) -> MaskPlane.luminosity(before, within(x + (column + 0.5) * pixel, before.width()),
                        within(y + (row + 0.5) * pixel, before.height())));
    }

    private static int within(double place, int side) {
        return Math.clamp((long) place, 0, side - 1);
    }

    /** The same view of the result, transparent where it does not show. */
    int[] over(int[] argb, PictureSize size, double x, double y, double pixel) {
        float[] plane = plane(size, x, y, pixel);
        int[] veiled = argb.clone();
        for (int i = 0; i < veiled.length; i++) {
            veiled[i] = argb[i] & 0xffffff | Math.round((argb[i] >>> 24) * plane[i]) << 24;
        }
        return veiled;
    }
}
