package studio.kintsugi.field.mesh;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.field.FieldFile;
import studio.kintsugi.field.VoxelField;
import studio.kintsugi.field.camera.Camera;
import studio.kintsugi.field.camera.Rays;
import studio.kintsugi.field.render.FieldPictures;

/**
 * Measures finished dreams: how much of what is seen is half transparent, whether it is one piece, and whether the mesh
 * is what the pictures show. Run with folders of dreams, or folders of such folders; prints a line for each.
 */
public final class DreamMeasurement {
    private static final int SIDE = 256;
    private static final int VIEWS = 8;
    private static final double ELEVATION = Math.toRadians(20);
    private static final float SEEN = 0.03f;
    private static final float SOLID = 0.9f;
    private static final float HALF = 0.5f;
    /** Of pieces that a surface's scraps are measured by, as they are when a mesh is written. */
    private static final double SCRAP = 0.03;

    private DreamMeasurement() {}

    /**
     * Of one dream, means over the views.
     *
     * @param fog share of the seen pixels whose opacity is between 0.03 and 0.9
     * @param largest share of the seen pixels that belong to the largest connected piece
     * @param overlap intersection over union of the silhouettes of mesh and field
     * @param color mean difference of a channel where both show, 0–1
     * @param texture the same of the mesh's texture
     * @param openEdges edges of the mesh that have not just two triangles, one each way
     */
    record Figures(double fog, double largest, double overlap, double color, double texture, long openEdges) {}

    public static void main(String[] folders) throws Exception {
        for (String folder : folders) {
            for (Path dream : dreams(Path.of(folder))) {
                Figures f = of(FieldFile.read(dream));
                System.out.printf(Locale.ROOT, "%s fog %.3f largest %.3f iou %.3f colour %.3f texture %.3f open edges"
                        + " %d%n", dream, f.fog(), f.largest(), f.overlap(), f.color(), f.texture(), f.openEdges());
            }
        }
    }

    private static List<Path> dreams(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder, 2)) {
            return files.filter(f -> Files.exists(f.resolve(FieldFile.NAME))).sorted().toList();
        }
    }

    static Figures of(VoxelField field) throws KintsugiException {
        Surface mesh = SurfaceNets.of(field, MeshFile.SURFACE).withoutScraps(SCRAP);
        double fog = 0;
        double largest = 0;
        double overlap = 0;
        double color = 0;
        double texture = 0;
        TextureLayout layout = TextureLayout.of(mesh, MeshFile.Settings.USUAL.texture());
        BufferedImage baked = BakedTexture.of(field, layout);
        for (int v = 0; v < VIEWS; v++) {
            Camera camera = Camera.at(2 * Math.PI * v / VIEWS, ELEVATION);
            float[] seen = FieldPictures.transparent(field, camera, SIDE);
            float[] drawn = rasterized(mesh, camera,
                    (t, weights) -> blended(mesh.corners(), t, 3, weights));
            float[] textured = rasterized(layout.surface(), camera,
                    (t, weights) -> sampled(layout, baked, t, weights));
            int n = SIDE * SIDE;
            int shown = 0;
            int half = 0;
            int both = 0;
            int either = 0;
            double difference = 0;
            double inTexture = 0;
            boolean[] covered = new boolean[n];
            for (int i = 0; i < n; i++) {
                float alpha = seen[3 * n + i];
                covered[i] = alpha > SEEN;
                shown += covered[i] ? 1 : 0;
                half += covered[i] && alpha < SOLID ? 1 : 0;
                boolean ofField = alpha > HALF;
                boolean ofMesh = drawn[3 * n + i] < Float.MAX_VALUE;
                either += ofField || ofMesh ? 1 : 0;
                if (ofField && ofMesh) {
                    both++;
                    for (int c = 0; c < 3; c++) {
                        difference += Math.abs(seen[c * n + i] / alpha - drawn[c * n + i]) / 3;
                        inTexture += Math.abs(seen[c * n + i] / alpha - textured[c * n + i]) / 3;
                    }
                }
            }
            fog += (double) half / shown / VIEWS;
            largest += (double) largestPiece(covered) / shown / VIEWS;
            overlap += (double) both / either / VIEWS;
            color += difference / both / VIEWS;
            texture += inTexture / both / VIEWS;
        }
        return new Figures(fog, largest, overlap, color, texture, openEdges(mesh));
    }

    /** (4, SIDE, SIDE): colours, and depth, the largest float where nothing is. */
    private static float[] rasterized(Surface mesh, Camera camera, Paint paint) {
        int n = SIDE * SIDE;
        float[] out = new float[4 * n];
        Arrays.fill(out, 3 * n, 4 * n, Float.MAX_VALUE);
        Rays rays = camera.rays(SIDE);
        double[][] at = new double[mesh.corners().size()][];
        for (int i = 0; i < at.length; i++) {
            at[i] = projected(mesh.corners().get(i), rays);
        }
        for (int[] t : mesh.triangles()) {
            double[] a = at[t[0]];
            double[] b = at[t[1]];
            double[] c = at[t[2]];
            double area = (b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1]);
            int x0 = (int) Math.floor(Math.min(a[0], Math.min(b[0], c[0])));
            int x1 = (int) Math.ceil(Math.max(a[0], Math.max(b[0], c[0])));
            int y0 = (int) Math.floor(Math.min(a[1], Math.min(b[1], c[1])));
            int y1 = (int) Math.ceil(Math.max(a[1], Math.max(b[1], c[1])));
            for (int y = Math.max(0, y0); y < Math.min(SIDE, y1); y++) {
                for (int x = Math.max(0, x0); x < Math.min(SIDE, x1); x++) {
                    double px = x + 0.5;
                    double py = y + 0.5;
                    double wb = ((px - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (py - a[1])) / area;
                    double wc = ((b[0] - a[0]) * (py - a[1]) - (px - a[0]) * (b[1] - a[1])) / area;
                    float depth = (float) ((1 - wb - wc) * a[2] + wb * b[2] + wc * c[2]);
                    int i = y * SIDE + x;
                    if (wb >= 0 && wc >= 0 && wb + wc <= 1 && depth < out[3 * n + i]) {
                        out[3 * n + i] = depth;
                        float[] color = paint.at(t, new double[] {1 - wb - wc, wb, wc});
                        for (int k = 0; k < 3; k++) {
                            out[k * n + i] = color[k];
                        }
                    }
                }
            }
        }
        return out;
    }

    /** The colour of a place in a triangle, by the weights of its corners. */
    private interface Paint {
        float[] at(int[] triangle, double[] weights);
    }

    private static float[] blended(List<float[]> of, int[] triangle, int from, double[] weights) {
        float[] out = new float[of.getFirst().length - from];
        for (int k = 0; k < out.length; k++) {
            for (int c = 0; c < 3; c++) {
                out[k] += (float) (weights[c] * of.get(triangle[c])[from + k]);
            }
        }
        return out;
    }

    /** Linear between the middles of pixels, as viewers read a texture. */
    private static float[] sampled(TextureLayout layout, BufferedImage texture, int[] triangle, double[] weights) {
        float[] place = blended(layout.places(), triangle, 0, weights);
        int column = (int) Math.floor(place[0] - 0.5);
        int row = (int) Math.floor(place[1] - 0.5);
        float across = place[0] - 0.5f - column;
        float down = place[1] - 0.5f - row;
        float[] out = new float[3];
        for (int i = 0; i < 4; i++) {
            int rgb = texture.getRGB(column + i % 2, row + i / 2);
            float weight = (i % 2 == 0 ? 1 - across : across) * (i / 2 == 0 ? 1 - down : down);
            for (int c = 0; c < 3; c++) {
                out[c] += weight * (rgb >> 16 - 8 * c & 255) / 255;
            }
        }
        return out;
    }

    /** Column, row and depth of a place. */
    private static double[] projected(float[] place, Rays rays) {
        double[] sums = new double[3];
        for (int k = 0; k < 3; k++) {
            double d = place[k] - rays.position()[k];
            sums[0] += d * rays.right()[k];
            sums[1] += d * rays.up()[k];
            sums[2] -= d * rays.back()[k];
        }
        return new double[] {rays.cx() + rays.focal() * sums[0] / sums[2],
                rays.cy() - rays.focal() * sums[1] / sums[2], sums[2]};
    }

    private static int largestPiece(boolean[] covered) {
        boolean[] open = covered.clone();
        int largest = 0;
        for (int i = 0; i < open.length; i++) {
            if (!open[i]) {
                continue;
            }
            int size = 0;
            ArrayDeque<Integer> queue = new ArrayDeque<>(List.of(i));
            open[i] = false;
            while (!queue.isEmpty()) {
                int at = queue.remove();
                size++;
                for (int step : new int[] {at % SIDE > 0 ? -1 : 0, at % SIDE < SIDE - 1 ? 1 : 0,
                        at >= SIDE ? -SIDE : 0, at < open.length - SIDE ? SIDE : 0}) {
                    if (open[at + step]) {
                        open[at + step] = false;
                        queue.add(at + step);
                    }
                }
            }
            largest = Math.max(largest, size);
        }
        return largest;
    }

    private static long openEdges(Surface mesh) {
        Map<Long, Integer> balance = new HashMap<>();
        Map<Long, Integer> uses = new HashMap<>();
        for (int[] t : mesh.triangles()) {
            for (int k = 0; k < 3; k++) {
                long a = t[k];
                long b = t[(k + 1) % 3];
                long key = Math.min(a, b) << 32 | Math.max(a, b);
                balance.merge(key, a < b ? 1 : -1, Integer::sum);
                uses.merge(key, 1, Integer::sum);
            }
        }
        return uses.keySet().stream().filter(k -> uses.get(k) != 2 || balance.get(k) != 0).count();
    }
}
