package studio.kintsugi.field.mesh;

import java.util.Locale;

/** A surface as Wavefront OBJ; colours follow the coordinates of a corner, as MeshLab and Blender read them. */
final class ObjFile {
    private static final String HEAD = "# Kintsugi: corners are x y z red green blue\n";

    private ObjFile() {}

    /** Without a texture. */
    static String text(Surface surface) {
        StringBuilder out = new StringBuilder(HEAD);
        corners(surface, out);
        for (int[] t : surface.triangles()) {
            out.append("f ").append(t[0] + 1).append(' ').append(t[1] + 1).append(' ').append(t[2] + 1).append('\n');
        }
        return out.toString();
    }

    /**
     * With a texture.
     *
     * @param library name of the file that {@link #material} is in
     */
    static String text(TextureLayout layout, String library) {
        StringBuilder out = new StringBuilder(HEAD).append("mtllib ").append(library).append("\nusemtl surface\n");
        corners(layout.surface(), out);
        for (float[] p : layout.places()) {
            out.append(String.format(Locale.ROOT, "vt %.6f %.6f\n", p[0] / layout.side(), 1 - p[1] / layout.side()));
        }
        for (float[] n : layout.normals()) {
            out.append(String.format(Locale.ROOT, "vn %.4f %.4f %.4f\n", n[0], n[1], n[2]));
        }
        for (int[] t : layout.surface().triangles()) {
            out.append(String.format(Locale.ROOT, "f %1$d/%1$d/%1$d %2$d/%2$d/%2$d %3$d/%3$d/%3$d\n", t[0] + 1,
                    t[1] + 1, t[2] + 1));
        }
        return out.toString();
    }

    /**
     * Dull, in the colours of a picture.
     *
     * @param texture name of the picture's file
     */
    static String material(String texture) {
        return "newmtl surface\nKa 1 1 1\nKd 1 1 1\nKs 0 0 0\nillum 1\nmap_Kd " + texture + "\n";
    }

    private static void corners(Surface surface, StringBuilder out) {
        for (float[] c : surface.corners()) {
            out.append(String.format(Locale.ROOT, "v %.5f %.5f %.5f %.4f %.4f %.4f\n", c[0], c[1], c[2], c[3], c[4],
                    c[5]));
        }
    }
}
