package studio.kintsugi.training.picturetext;

import java.util.Arrays;
import studio.kintsugi.models.shape.drawn.Mesh;
import studio.kintsugi.models.shape.look.Material;

/** Draws meshes with a depth buffer, four samples a pixel. Keeps its buffers: one thread at a time. */
final class Rasterizer {
    private static final int SAMPLES = 2;

    private final int side;
    private final int fine;
    private final float[] depth;
    private final float[] rgba;
    private float[] camera = new float[0];

    /**
     * @param side of the pictures in pixels
     */
    Rasterizer(int side) {
        this.side = side;
        this.fine = side * SAMPLES;
        depth = new float[fine * fine];
        rgba = new float[4 * fine * fine];
    }

    /**
     * From where and how large the thing is seen.
     *
     * @param azimuth radians; 0 shows the front
     * @param elevation radians above the horizon
     * @param roll radians
     * @param distance of the camera from the middle, in radii of the thing
     * @param zoom share of the picture's side that the unit sphere fills
     * @param dx shift to the right as a share of half the side
     * @param dy shift downwards
     */
    record View(double azimuth, double elevation, double roll, double distance, double zoom, double dx, double dy) {}

    /**
     * How the thing looks.
     *
     * @param color of the main part, 0–1 each
     * @param shadeOfOthers factor on the colours of parts that have their own
     * @param bump height of smooth bumps in radii, 0 for none
     * @param phase where the bumps are
     * @param stretch factors along x, y, z
     */
    record Look(float[] color, float shadeOfOthers, Material material, float bump, float phase, float[] stretch) {}

    /**
     * Light from one side.
     *
     * @param direction towards it, of length 1, as the camera sees it
     * @param ambient share of light that comes from everywhere; 1 leaves no shading
     */
    record Light(float[] direction, float ambient) {}

    /**
     * One picture.
     *
     * @return (4, side, side): red, green, blue multiplied by opacity, and opacity, all 0–1
     */
    float[] draw(Mesh mesh, View view, Look look, Light light) {
        Arrays.fill(depth, Float.MAX_VALUE);
        Arrays.fill(rgba, 0);
        project(mesh, view, look);
        for (int t = 0; t < mesh.triangles(); t++) {
            triangle(mesh, t, look, light);
        }
        return reduced();
    }

    /** Camera space: x to the right and y downwards in fine pixels, depth; per point 3 values. */
    private void project(Mesh mesh, View view, Look look) {
        int n = mesh.points().length / 3;
        if (camera.length < 6 * n) {
            camera = new float[6 * n];
        }
        double ca = Math.cos(view.azimuth());
        double sa = Math.sin(view.azimuth());
        double ce = Math.cos(view.elevation());
        double se = Math.sin(view.elevation());
        double cr = Math.cos(view.roll());
        double sr = Math.sin(view.roll());
        double focal = view.zoom() * fine / 2 * Math.sqrt(view.distance() * view.distance() - 1);
        float f = look.phase();
        for (int i = 0; i < n; i++) {
            float x = mesh.points()[3 * i];
            float y = mesh.points()[3 * i + 1];
            float z = mesh.points()[3 * i + 2];
            float bump = look.bump();
            float bx = bump * (float) Math.sin(7 * y + 5 * z + f);
            float by = bump * (float) Math.sin(6 * z + 6 * x + 2 * f);
            float bz = bump * (float) Math.sin(7 * x + 5 * y + 3 * f);
            x = (x + bx) * look.stretch()[0];
            y = (y + by) * look.stretch()[1];
            z = (z + bz) * look.stretch()[2];
            double u = ca * x - sa * z;
            double w = sa * x + ca * z;
            double v = ce * y - se * w;
            double d = view.distance() - (se * y + ce * w);
            double s = focal / Math.max(0.2, d);
            camera[6 * i] = (float) (fine / 2.0 * (1 + view.dx()) + s * (cr * u - sr * v));
            camera[6 * i + 1] = (float) (fine / 2.0 * (1 + view.dy()) - s * (sr * u + cr * v));
            camera[6 * i + 2] = (float) d;
            camera[6 * i + 3] = (float) u;
            camera[6 * i + 4] = (float) v;
            camera[6 * i + 5] = (float) -d;
        }
    }

    private void triangle(Mesh mesh, int t, Look look, Light light) {
        int ia = mesh.corners()[3 * t];
        int ib = mesh.corners()[3 * t + 1];
        int ic = mesh.corners()[3 * t + 2];
        int a = 6 * ia;
        int b = 6 * ib;
        int c = 6 * ic;
        float ax = camera[a];
        float ay = camera[a + 1];
        float bx = camera[b];
        float by = camera[b + 1];
        float cx = camera[c];
        float cy = camera[c + 1];
        float area = (bx - ax) * (cy - ay) - (cx - ax) * (by - ay);
        if (Math.abs(area) < 1e-4f) {
            return;
        }
        int x0 = Math.max(0, (int) Math.ceil(Math.min(ax, Math.min(bx, cx)) - 0.5f));
        int x1 = Math.min(fine - 1, (int) Math.floor(Math.max(ax, Math.max(bx, cx)) - 0.5f));
        int y0 = Math.max(0, (int) Math.ceil(Math.min(ay, Math.min(by, cy)) - 0.5f));
        int y1 = Math.min(fine - 1, (int) Math.floor(Math.max(ay, Math.max(by, cy)) - 0.5f));
        if (x0 > x1 || y0 > y1) {
            return;
        }
        float[] p = mesh.points();
        boolean main = mesh.colors()[t] == Mesh.MAIN;
        float[] shade = shade(a, b, c, main ? look.material().gloss() : 0, light);
        float own = look.shadeOfOthers();
        int rgb = mesh.colors()[t];
        float red = main ? look.color()[0] : own * (rgb >> 16 & 255) / 255f;
        float green = main ? look.color()[1] : own * (rgb >> 8 & 255) / 255f;
        float blue = main ? look.color()[2] : own * (rgb & 255) / 255f;
        boolean patterned = main && look.material() != Material.PLAIN;
        float opacity = main ? look.material().opacity() : 1;
        float inverse = 1 / area;
        for (int y = y0; y <= y1; y++) {
            float py = y + 0.5f;
            for (int x = x0; x <= x1; x++) {
                float px = x + 0.5f;
                float wb = ((px - ax) * (cy - ay) - (cx - ax) * (py - ay)) * inverse;
                float wc = ((bx - ax) * (py - ay) - (px - ax) * (by - ay)) * inverse;
                float wa = 1 - wb - wc;
                if (wa < 0 || wb < 0 || wc < 0) {
                    continue;
                }
                float d = wa * camera[a + 2] + wb * camera[b + 2] + wc * camera[c + 2];
                int at = y * fine + x;
                if (d >= depth[at]) {
                    continue;
                }
                depth[at] = d;
                float factor = shade[0];
                float white = 0;
                if (patterned) {
                    float ox = wa * p[3 * ia] + wb * p[3 * ib] + wc * p[3 * ic];
                    float oy = wa * p[3 * ia + 1] + wb * p[3 * ib + 1] + wc * p[3 * ic + 1];
                    float oz = wa * p[3 * ia + 2] + wb * p[3 * ib + 2] + wc * p[3 * ic + 2];
                    factor *= look.material().factor(ox, oy, oz);
                    white = look.material().white(ox, oy, oz);
                }
                at *= 4;
                rgba[at] = lit(red + white * (1 - red), factor, shade[1]);
                rgba[at + 1] = lit(green + white * (1 - green), factor, shade[1]);
                rgba[at + 2] = lit(blue + white * (1 - blue), factor, shade[1]);
                rgba[at + 3] = opacity;
            }
        }
    }

    private static float lit(float color, float factor, float highlight) {
        return Math.min(1, color * factor + highlight);
    }

    /** Diffuse factor and highlight of a flat triangle, whichever of its sides is seen. */
    private float[] shade(int a, int b, int c, float gloss, Light light) {
        float ux = camera[b + 3] - camera[a + 3];
        float uy = camera[b + 4] - camera[a + 4];
        float uz = camera[b + 5] - camera[a + 5];
        float vx = camera[c + 3] - camera[a + 3];
        float vy = camera[c + 4] - camera[a + 4];
        float vz = camera[c + 5] - camera[a + 5];
        float nx = uy * vz - uz * vy;
        float ny = uz * vx - ux * vz;
        float nz = ux * vy - uy * vx;
        float length = (float) Math.sqrt(nx * nx + ny * ny + nz * nz) + 1e-12f;
        float sign = nz < 0 ? -1 / length : 1 / length;
        float[] l = light.direction();
        float cos = Math.max(0, sign * (nx * l[0] + ny * l[1] + nz * l[2]));
        float diffuse = light.ambient() + (1 - light.ambient()) * 1.25f * cos;
        if (gloss == 0) {
            return new float[] {diffuse, 0};
        }
        // halfway between the light and the camera, which looks along −z
        float hz = l[2] + 1;
        float h = (float) Math.sqrt(l[0] * l[0] + l[1] * l[1] + hz * hz);
        float mirrored = Math.max(0, sign * (nx * l[0] + ny * l[1] + nz * hz) / h);
        float m4 = mirrored * mirrored * mirrored * mirrored;
        return new float[] {diffuse * (1 - 0.35f * gloss), gloss * 0.75f * m4 * m4 * m4 * m4};
    }

    /** Means of the samples, colour multiplied by opacity, plane by plane. */
    private float[] reduced() {
        float[] out = new float[4 * side * side];
        int plane = side * side;
        float weight = 1f / (SAMPLES * SAMPLES);
        for (int y = 0; y < fine; y++) {
            for (int x = 0; x < fine; x++) {
                int from = 4 * (y * fine + x);
                float opacity = rgba[from + 3];
                if (opacity > 0) {
                    int to = y / SAMPLES * side + x / SAMPLES;
                    for (int c = 0; c < 3; c++) {
                        out[c * plane + to] += weight * opacity * rgba[from + c];
                    }
                    out[3 * plane + to] += weight * opacity;
                }
            }
        }
        return out;
    }
}
