package studio.kintsugi.field.mesh;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import studio.kintsugi.field.VoxelField;

/**
 * The colours of a field's surface in a picture that {@link TextureLayout} lays out: each pixel is what one sees who
 * looks straight at its place.
 */
final class BakedTexture {
    /** In cells of the grid, where a look begins before the surface and ends behind it, and its steps. */
    private static final float BEFORE = 1.5f;
    private static final float BEHIND = 4;
    private static final float STEP = 0.4f;
    /** Opacity below which nothing is there to be seen. */
    private static final float LEAST = 0.02f;

    private final VoxelField field;
    private final TextureLayout layout;
    /** Red, green, blue of each pixel; none where no chart lies. */
    private final float[][] pixels;

    private BakedTexture(VoxelField field, TextureLayout layout) {
        this.field = field;
        this.layout = layout;
        pixels = new float[layout.side() * layout.side()][];
    }

    /** Bakes. */
    static BufferedImage of(VoxelField field, TextureLayout layout) {
        BakedTexture out = new BakedTexture(field, layout);
        List<int[]> triangles = layout.surface().triangles();
        IntStream.range(0, triangles.size()).parallel().forEach(t -> out.bake(triangles.get(t)));
        for (int i = 0; i < TextureLayout.PADDING; i++) {
            out.spread();
        }
        return out.image();
    }

    private void bake(int[] triangle) {
        float[] u = new float[3];
        float[] v = new float[3];
        for (int k = 0; k < 3; k++) {
            u[k] = layout.places().get(triangle[k])[0];
            v[k] = layout.places().get(triangle[k])[1];
        }
        new FlatTriangle(u, v).eachInside((column, row, weights) ->
                pixels[row * layout.side() + column] = seen(triangle, weights));
    }

    /** From before the surface along its normal; what it has at its corners where nothing is seen. */
    private float[] seen(int[] triangle, float[] weights) {
        float[] place = new float[6];
        float[] normal = new float[3];
        for (int k = 0; k < 3; k++) {
            float[] corner = layout.surface().corners().get(triangle[k]);
            for (int c = 0; c < place.length; c++) {
                place[c] += weights[k] * corner[c];
            }
            for (int c = 0; c < normal.length; c++) {
                normal[c] += weights[k] * layout.normals().get(triangle[k])[c];
            }
        }
        float cell = 2 * VoxelField.RADIUS / (field.side() - 1);
        float[] at = new float[4];
        float[] color = new float[3];
        float clear = 1;
        for (float t = BEFORE; t > -BEHIND && clear > LEAST; t -= STEP) {
            field.at(place[0] + t * cell * normal[0], place[1] + t * cell * normal[1],
                    place[2] + t * cell * normal[2], at);
            float next = clear * (float) Math.exp(-at[0] * STEP * cell);
            for (int c = 0; c < 3; c++) {
                color[c] += (clear - next) * at[c + 1];
            }
            clear = next;
        }
        float opacity = 1 - clear;
        if (opacity < LEAST) {
            return Arrays.copyOfRange(place, 3, 6);
        }
        for (int c = 0; c < 3; c++) {
            color[c] /= opacity;
        }
        return color;
    }

    /** Into free pixels beside those that are not, the mean of these. */
    private void spread() {
        int side = layout.side();
        float[][] before = pixels.clone();
        for (int i = 0; i < before.length; i++) {
            if (before[i] != null) {
                continue;
            }
            List<float[]> beside = new ArrayList<>(8);
            for (int row = Math.max(0, i / side - 1); row <= Math.min(side - 1, i / side + 1); row++) {
                for (int column = Math.max(0, i % side - 1); column <= Math.min(side - 1, i % side + 1); column++) {
                    if (before[row * side + column] != null) {
                        beside.add(before[row * side + column]);
                    }
                }
            }
            pixels[i] = beside.isEmpty() ? null : mean(beside);
        }
    }

    private static float[] mean(List<float[]> all) {
        float[] out = new float[3];
        for (float[] one : all) {
            for (int c = 0; c < 3; c++) {
                out[c] += one[c] / all.size();
            }
        }
        return out;
    }

    /** What stays free has the colours' mean, for viewers that blur from afar. */
    private BufferedImage image() {
        int side = layout.side();
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        float[] free = mean(Arrays.stream(pixels).filter(p -> p != null).toList());
        for (int i = 0; i < pixels.length; i++) {
            float[] color = pixels[i] == null ? free : pixels[i];
            image.setRGB(i % side, i / side, level(color[0]) << 16 | level(color[1]) << 8 | level(color[2]));
        }
        return image;
    }

    private static int level(float v) {
        return Math.round(255 * Math.clamp(v, 0f, 1f));
    }
}
