package studio.kintsugi.training.engine;

import java.util.List;

/**
 * How training patches are cut from photos.
 *
 * @param side of a patch, pixels
 * @param scales sizes at which photos are used, 1 for as they are; full size alone where a recipe does not say
 * @param evenly whether patches come from anywhere, rather than from where there is detail
 * @param tones whether photos are also shown as under other lights
 */
public record Patches(int side, List<Double> scales, boolean evenly, boolean tones) {
    public Patches {
        scales = scales == null ? List.of(1.0) : scales;
    }

    /** Patches of that side from where there is detail, photos as they are. */
    public static Patches of(int side) {
        return new Patches(side, null, false, false);
    }

    public Patches withSide(int other) {
        return new Patches(other, scales, evenly, tones);
    }
}
