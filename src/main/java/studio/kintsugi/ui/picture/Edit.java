package studio.kintsugi.ui.picture;

import java.util.Optional;
import studio.kintsugi.edit.Placement;
import studio.kintsugi.edit.Step;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.service.restoration.Blend;
import studio.kintsugi.ui.compare.Veil;

/**
 * A step applied to a picture, with its result.
 *
 * @param source the picture it was applied to
 * @param before the source at the size of the result: enlarged bicubically where the step enlarges; the result itself
 *     where it only moves pixels
 * @param after the result at full strength
 * @param step the step
 * @param placement of the result in the frame of the step's mask
 */
public record Edit(Picture source, Picture before, Picture after, Step step, Placement placement) {
    /** The same work shown in another way: with another strength or mask. */
    Edit shownBy(Step other, Placement place) {
        return new Edit(source, before, after, other, place);
    }

    /** How much of it shows, 0–1. */
    public double strength() {
        return step.strength();
    }

    /** What of the result shows; empty where it shows everywhere. */
    public Optional<Veil> veil() {
        return Optional.ofNullable(step.mask()).map(mask -> new Veil(mask, placement, before));
    }

    /** The result blended at the edit's strength, where its mask allows. Slow on a large picture. */
    public Picture result() {
        return Blend.of(before, after, step, placement);
    }
}
