package studio.kintsugi.models.shape.scene;

import java.util.List;
import java.util.Optional;
import studio.kintsugi.field.VoxelField;
import studio.kintsugi.models.shape.drawn.Catalog;

/**
 * What a sentence asks for, made of drawn things.
 *
 * @param kind of the thing that it is about
 */
public record DrawnScene(String kind, Arrangement arrangement) {
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
        return DrawnField.of(arrangement, side);
    }
}
