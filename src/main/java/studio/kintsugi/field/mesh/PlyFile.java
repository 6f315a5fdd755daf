package studio.kintsugi.field.mesh;

import java.util.Locale;

/** A surface as an ASCII PLY file with colours of 8 bits. */
final class PlyFile {
    private PlyFile() {}

    static String text(Surface surface) {
        StringBuilder out = new StringBuilder("ply\nformat ascii 1.0\nelement vertex " + surface.corners().size()
                + "\nproperty float x\nproperty float y\nproperty float z\nproperty uchar red\nproperty uchar green\n"
                + "property uchar blue\nelement face " + surface.triangles().size()
                + "\nproperty list uchar int vertex_indices\nend_header\n");
        for (float[] c : surface.corners()) {
            out.append(String.format(Locale.ROOT, "%.5f %.5f %.5f %d %d %d\n", c[0], c[1], c[2], Math.round(255 * c[3]),
                    Math.round(255 * c[4]), Math.round(255 * c[5])));
        }
        for (int[] t : surface.triangles()) {
            out.append("3 ").append(t[0]).append(' ').append(t[1]).append(' ').append(t[2]).append('\n');
        }
        return out.toString();
    }
}
