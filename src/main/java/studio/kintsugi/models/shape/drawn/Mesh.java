package studio.kintsugi.models.shape.drawn;

/**
 * A thing made of triangles, centred, within the unit sphere, y upwards.
 *
 * @param points x, y, z of each corner in turn
 * @param corners three indices of points for each triangle
 * @param colors of each triangle, 0xRRGGBB, or {@link #MAIN} where the whole thing's colour goes
 * @param parts name of the part that each triangle belongs to, null where that has none
 */
public record Mesh(float[] points, int[] corners, int[] colors, String[] parts) {
    public static final int MAIN = -1;

    public int triangles() {
        return colors.length;
    }

    /** Moved and scaled into the unit sphere round the middle of its box. */
    public static Mesh fitted(float[] points, int[] corners, int[] colors, String[] parts) {
        float[] low = {Float.MAX_VALUE, Float.MAX_VALUE, Float.MAX_VALUE};
        float[] high = {-Float.MAX_VALUE, -Float.MAX_VALUE, -Float.MAX_VALUE};
        for (int corner : corners) {
            for (int a = 0; a < 3; a++) {
                low[a] = Math.min(low[a], points[3 * corner + a]);
                high[a] = Math.max(high[a], points[3 * corner + a]);
            }
        }
        float[] out = new float[points.length];
        double farthest = 1e-9;
        for (int corner : corners) {
            double square = 0;
            for (int a = 0; a < 3; a++) {
                float v = points[3 * corner + a] - (low[a] + high[a]) / 2;
                out[3 * corner + a] = v;
                square += v * v;
            }
            farthest = Math.max(farthest, square);
        }
        float scale = (float) (1 / Math.sqrt(farthest));
        for (int i = 0; i < out.length; i++) {
            out[i] *= scale;
        }
        return new Mesh(out, corners, colors, parts);
    }
}
