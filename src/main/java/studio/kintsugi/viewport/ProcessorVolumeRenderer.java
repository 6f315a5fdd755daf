package studio.kintsugi.viewport;

import java.nio.ByteBuffer;
import studio.kintsugi.field.VoxelField;
import studio.kintsugi.field.render.FieldPictures;

/** Draws fields on the processor where there is no OpenGL: a few frames a second, without shading or crop. */
public final class ProcessorVolumeRenderer implements VolumeRenderer {
    private VoxelField field;

    @Override
    public void show(VoxelField other) {
        field = other;
    }

    @Override
    public ByteBuffer render(View view, int width, int height) {
        if (field == null) {
            throw new IllegalStateException("there is nothing to draw");
        }
        int side = Math.min(width, height);
        float[] rgba = FieldPictures.transparent(field, view.camera(), side);
        View.Background b = view.background();
        float[] behind = {b.blue() * b.alpha(), b.green() * b.alpha(), b.red() * b.alpha(), b.alpha()};
        ByteBuffer out = ByteBuffer.allocate(4 * width * height);
        int plane = side * side;
        int left = (width - side) / 2;
        int top = (height - side) / 2;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                boolean inside = x >= left && x < left + side && y >= top && y < top + side;
                int at = (y - top) * side + x - left;
                float alpha = inside ? rgba[3 * plane + at] : 0;
                for (int c = 0; c < 4; c++) {
                    float own = inside ? rgba[(c == 3 ? 3 : 2 - c) * plane + at] : 0;
                    out.put((byte) Math.round(255 * Math.clamp(own + (1 - alpha) * behind[c], 0, 1)));
                }
            }
        }
        return out.flip();
    }

    @Override
    public void close() {
        field = null;
    }
}
