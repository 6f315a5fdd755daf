package studio.kintsugi.service.dream;

import java.util.Optional;
import studio.kintsugi.field.VoxelField;

/**
 * The part of a dream that is run: all of it, its rough beginning, or what is left of one that was begun.
 *
 * @param field it starts from; empty for fog
 * @param from where its schedules begin, 0–1
 * @param to where they end
 */
public record DreamPart(Optional<VoxelField> field, double from, double to) {
    /** From fog to the end. */
    public static final DreamPart WHOLE = new DreamPart(Optional.empty(), 0, 1);

    /** Where the last and finest grid begins: a dream that is continued from here loses nothing. */
    private static final double FINEST = 2 / 3.0;

    /** From fog to the finest grid: enough to choose by. */
    static DreamPart rough() {
        return new DreamPart(Optional.empty(), 0, FINEST);
    }

    /**
     * To the end of a dream that was begun; one that was finished does its finest grid once more.
     *
     * @param reached what had been done of it, 0–1
     */
    public static DreamPart rest(VoxelField field, double reached) {
        return new DreamPart(Optional.of(field), Math.min(reached, FINEST), 1);
    }
}
