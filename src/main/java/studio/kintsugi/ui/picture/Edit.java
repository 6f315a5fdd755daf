package studio.kintsugi.ui.picture;

import studio.kintsugi.edit.Step;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.service.restoration.Blend;

/**
 * A step applied to a picture, with its result.
 *
 * @param source the picture it was applied to
 * @param before the source, enlarged bicubically where the step enlarges
 * @param after the result at full strength, of the same size
 * @param step the step
 * @param strength how much of it shows, 0–1
 */
public record Edit(Picture source, Picture before, Picture after, Step step, double strength) {
    public Edit withStrength(double other) {
        return new Edit(source, before, after, step, other);
    }

    /** The result blended at the edit's strength. Slow on a large picture. */
    public Picture result() {
        return Blend.of(before, after, strength);
    }
}
