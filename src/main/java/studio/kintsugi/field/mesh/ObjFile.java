package studio.kintsugi.field.mesh;

import java.util.Locale;

/** A surface as Wavefront OBJ; colours follow the coordinates of a corner, as MeshLab and Blender read them. */
final class ObjFile {
    private ObjFile() {}

    static String text(Surface surface) {
        StringBuilder out = new StringBuilder("# Kintsugi: corners are x y z red green blue\n");
        for (float[] c : surface.corners()) {
            out.append(String.format(Locale.ROOT, "v %.5f %.5f %.5f %.4f %.4f %.4f\n", c[0], c[1], c[2], c[3], c[4],
                    c[5]));
        }
        for (int[] t : surface.triangles()) {
            out.append("f ").append(t[0] + 1).append(' ').append(t[1] + 1).append(' ').append(t[2] + 1).append('\n');
        }
        return out.toString();
    }
}
