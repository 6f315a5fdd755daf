package studio.kintsugi.viewport;

import java.nio.ByteBuffer;
import studio.kintsugi.field.VoxelField;

/** Draws a field. Used and closed by the thread that opened it. */
public interface VolumeRenderer extends AutoCloseable {
    /** What is drawn from now on; must not change while it is. */
    void show(VoxelField field);

    /**
     * Draws it.
     *
     * @param width pixels, at least 1
     * @param height pixels, at least 1
     * @return blue, green, red, alpha of each pixel as bytes, colours multiplied by alpha, top row first; overwritten
     *     by the next call
     * @throws IllegalStateException where there is nothing to draw yet
     */
    ByteBuffer render(View view, int width, int height);

    @Override
    void close();
}
