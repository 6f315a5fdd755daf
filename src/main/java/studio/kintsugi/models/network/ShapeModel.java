package studio.kintsugi.models.network;

import studio.kintsugi.field.VoxelField;

/** Makes a field of the thing that words name. */
public interface ShapeModel extends AutoCloseable {
    /**
     * The shape that words bring to mind.
     *
     * @param sentence with at least one known word
     * @param side corners of the grid along a side
     * @param seed of its proportions
     */
    VoxelField field(String sentence, int side, long seed);

    @Override
    void close();
}
