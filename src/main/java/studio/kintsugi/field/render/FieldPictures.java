package studio.kintsugi.field.render;

import studio.kintsugi.field.VoxelField;
import studio.kintsugi.field.camera.Camera;

/** Renders a field at full quality into float arrays. */
public final class FieldPictures {
    private FieldPictures() {}

    /**
     * A view without a background.
     *
     * @param side in pixels
     * @return (4, side, side), 0–1: colour multiplied by opacity, and opacity
     */
    public static float[] transparent(VoxelField field, Camera camera, int side) {
        return new VoxelRenderer(field, 3 * field.side()).render(camera, side, 0.5f);
    }

    /**
     * A view on a plain background.
     *
     * @param side in pixels
     * @param background grey, 0–1
     * @return (3, side, side), 0–1
     */
    public static float[] view(VoxelField field, Camera camera, int side, float background) {
        float[] rendered = transparent(field, camera, side);
        int plane = side * side;
        float[] out = new float[3 * plane];
        for (int i = 0; i < out.length; i++) {
            out[i] = rendered[i] + (1 - rendered[3 * plane + i % plane]) * background;
        }
        return out;
    }
}
