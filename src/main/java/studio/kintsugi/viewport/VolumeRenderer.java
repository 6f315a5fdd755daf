package studio.kintsugi.viewport;

import java.nio.ByteBuffer;
import studio.kintsugi.field.VoxelField;

/** Draws a field. Used and closed by the thread that opened it. */
public interface VolumeRenderer extends AutoCloseable {
    /** Sets the field that is drawn from now on; it must not change meanwhile. */
    void show(VoxelField field);

    /**
     * Draws one frame.
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
