package studio.kintsugi.ui.picture;

import studio.kintsugi.edit.Step;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.service.restoration.Blend;

/**
 * One step that was done to a picture.
 *
 * @param source the picture it was done to
 * @param before the same, enlarged bicubically where the step enlarges
 * @param after the result at full strength, of the same size
 * @param step what was done
 * @param strength how much of it shows, 0–1
 */
public record Edit(Picture source, Picture before, Picture after, Step step, double strength) {
    public Edit withStrength(double other) {
        return new Edit(source, before, after, step, other);
    }

    /** The picture with the step at its strength. Slow on a large one. */
    public Picture result() {
        return Blend.of(before, after, strength);
    }
}
