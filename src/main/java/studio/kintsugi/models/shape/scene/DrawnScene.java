package studio.kintsugi.models.shape.scene;

import java.util.List;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import studio.kintsugi.field.VoxelField;
import studio.kintsugi.models.shape.drawn.Catalog;

/**
 * What a sentence asks for, made of drawn things.
 *
 * @param kind of the thing that it is about
 */
public record DrawnScene(String kind, Arrangement arrangement) {
    /** Density above which there is matter. */
    private static final float MATTER = 10;
    /** Likeness from which a dream is taken for one of this scene. */
    private static final double ALIKE = 0.75;

    /** The share of the time that drawing takes. */
    private static final double DRAWING = 0.9;

    private static final Names NAMES = new Names(Catalog.BUILT_IN.names());

    /**
     * Reads a sentence.
     *
     * @param seed of proportions
     * @return empty where the thing that it is about is of no drawn kind
     */
    public static Optional<DrawnScene> of(String text, long seed) {
        Sentence sentence = Sentence.read(text, NAMES);
        if (sentence.thing().kind().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new DrawnScene(sentence.thing().kind().get(),
                Arrangement.of(sentence, Catalog.BUILT_IN, seed)));
    }

    /** Words of the sentence that nothing could be made of. */
    public List<String> unknown() {
        return arrangement.unknown();
    }

    /**
     * The things in their places.
     *
     * @param side corners of the grid along a side
     */
    public VoxelField field(int side) {
        return DrawnField.of(arrangement, side, done -> { });
    }

    /**
     * A dream that was made of this scene, on a finer grid: drawn anew there, and changed as the guide has changed it.
     *
     * @param side corners of the finer grid along a side
     * @param progress told now and then which share is done, 0–1; what it throws ends the work
     * @return empty where the dream is not like what is drawn, as one of an earlier version's drawings
     */
    public Optional<VoxelField> refined(VoxelField dream, int side, DoubleConsumer progress) {
        VoxelField solid = dream.solid();
        VoxelField drawn = field(solid.side()).solid();
        if (likeness(drawn, solid) < ALIKE) {
            return Optional.empty();
        }
        float[] change = solid.raw();
        for (int i = 0; i < change.length; i++) {
            change[i] -= drawn.raw()[i];
        }
        float[] finer = VoxelField.resized(change, side);
        VoxelField anew = DrawnField.of(arrangement, side, done -> progress.accept(DRAWING * done)).solid();
        progress.accept(1);
        float[] out = anew.raw();
        for (int i = 0; i < finer.length; i++) {
            finer[i] += out[i];
        }
        VoxelField changed = VoxelField.of(finer);
        return Optional.of(anew.clearness().map(changed::withClearness).orElse(changed));
    }

    /** Intersection over union of where there is matter. */
    private static double likeness(VoxelField a, VoxelField b) {
        int both = 0;
        int either = 0;
        for (int i = 0; i < a.values().length; i += 4) {
            boolean inA = a.values()[i] > MATTER;
            boolean inB = b.values()[i] > MATTER;
            both += inA && inB ? 1 : 0;
            either += inA || inB ? 1 : 0;
        }
        return (double) both / Math.max(1, either);
    }
}
