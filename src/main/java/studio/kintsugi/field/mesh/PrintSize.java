package studio.kintsugi.field.mesh;

import java.util.List;

/** A surface as it lies on a 3D printer's bed: in millimetres, z up, its lowest point at 0, its longest side 100 mm. */
final class PrintSize {
    private static final float LONGEST = 100;

    private PrintSize() {}

    /** The corners' places, three numbers each; turning the axes keeps which side of a triangle is outside. */
    static List<float[]> millimetres(Surface surface) {
        List<float[]> turned = surface.corners().stream().map(c -> new float[] {c[0], -c[2], c[1]}).toList();
        float[] least = {Float.MAX_VALUE, Float.MAX_VALUE, Float.MAX_VALUE};
        float[] most = {-Float.MAX_VALUE, -Float.MAX_VALUE, -Float.MAX_VALUE};
        for (float[] p : turned) {
            for (int k = 0; k < 3; k++) {
                least[k] = Math.min(least[k], p[k]);
                most[k] = Math.max(most[k], p[k]);
            }
        }
        float scale = LONGEST / Math.max(most[0] - least[0], Math.max(most[1] - least[1], most[2] - least[2]));
        return turned.stream().map(p -> new float[] {(p[0] - least[0]) * scale, (p[1] - least[1]) * scale,
            (p[2] - least[2]) * scale}).toList();
    }
}
