package studio.kintsugi.service.restoration;

import java.util.Arrays;
import studio.kintsugi.edit.MaskPlane;
import studio.kintsugi.edit.Placement;
import studio.kintsugi.edit.Step;
import studio.kintsugi.imaging.BitDepth;
import studio.kintsugi.imaging.Picture;

/** How strongly a step shows. */
public final class Blend {
    private Blend() {}

    /** What of a faint layer's pixels may become white when it is made bright enough to be seen. */
    private static final double BEYOND = 0.001;
    /** The value that those just below it get. */
    private static final float BRIGHT = 0.9f;
    /** More would show noise. */
    private static final float MOST_GAIN = 8;

    /**
     * The light that a step took away, {@code before − after}, black where it took none, and brightened by one factor
     * of at most 8 so that it can be seen.
     *
     * @throws IllegalArgumentException where the sizes differ
     */
    public static Picture removed(Picture before, Picture after) {
        requireSameSize(before, after);
        float[][] planes = new float[Picture.CHANNELS][];
        for (int c = 0; c < Picture.CHANNELS; c++) {
            float[] a = before.plane(c);
            float[] b = after.plane(c);
            float[] out = new float[a.length];
            for (int i = 0; i < out.length; i++) {
                out[i] = Math.max(0, a[i] - b[i]);
            }
            planes[c] = out;
        }
        float gain = gain(planes);
        for (float[] plane : planes) {
            for (int i = 0; i < plane.length; i++) {
                plane[i] = Math.min(1, gain * plane[i]);
            }
        }
        return after.withPlanes(planes);
    }

    /** Takes the value that few pixels lie above to {@link #BRIGHT}; never darkens. */
    private static float gain(float[][] planes) {
        float[] most = new float[planes[0].length];
        for (float[] plane : planes) {
            for (int i = 0; i < most.length; i++) {
                most[i] = Math.max(most[i], plane[i]);
            }
        }
        Arrays.sort(most);
        float bright = most[(int) ((1 - BEYOND) * (most.length - 1))];
        return bright > 0 ? Math.clamp(BRIGHT / bright, 1, MOST_GAIN) : 1;
    }

    private static void requireSameSize(Picture before, Picture after) {
        if (before.width() != after.width() || before.height() != after.height()) {
            throw new IllegalArgumentException("these pictures differ in size");
        }
    }

    /**
     * {@code before} and {@code after} mixed, with the metadata and alpha of {@code after}. What a picture of floats
     * has beyond 0–1, which networks do not see, stays as it was.
     *
     * @param strength 0 gives before, 1 gives after
     */
    public static Picture of(Picture before, Picture after, double strength) {
        return of(before, after, strength, null);
    }

    /**
     * What a step makes of its input: mixed by its strength, where its mask allows.
     *
     * @param before the input, at the size of the result
     * @param placement of the result in the mask's frame
     */
    public static Picture of(Picture before, Picture after, Step step, Placement placement) {
        return of(before, after, step.strength(),
                step.mask() == null ? null : MaskPlane.of(step.mask(), before, placement));
    }

    /**
     * The same where only a part is changed.
     *
     * @param mask how much of the change goes to each pixel, 0–1, or null for all of it everywhere
     */
    public static Picture of(Picture before, Picture after, double strength, float[] mask) {
        boolean bounded = before.info().depth() != BitDepth.FLOAT || before.width() != after.width();
        if (strength >= 1 && bounded && mask == null) {
            return after;
        }
        requireSameSize(before, after);
        float s = (float) Math.clamp(strength, 0, 1);
        float[][] planes = new float[Picture.CHANNELS][];
        for (int c = 0; c < Picture.CHANNELS; c++) {
            float[] a = before.plane(c);
            float[] b = after.plane(c);
            float[] out = new float[a.length];
            for (int i = 0; i < out.length; i++) {
                float beyond = bounded ? 0 : a[i] - Math.clamp(a[i], 0f, 1f);
                float share = mask == null ? s : s * mask[i];
                out[i] = a[i] + share * (b[i] + beyond - a[i]);
            }
            planes[c] = out;
        }
        return after.withPlanes(planes);
    }
}
