package studio.kintsugi.field.mesh;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.field.VoxelField;

/** Writes the surface of a field for other programs, with a colour at each corner: glTF binary, OBJ and PLY. */
public final class MeshFile {
    /** Density per unit of length where the surface is. */
    public static final float SURFACE = 12;

    private static final int GLTF = 0x46546C67;
    private static final int JSON = 0x4E4F534A;
    private static final int BINARY = 0x004E4942;
    private static final int FLOAT = 5126;
    private static final int UNSIGNED_INT = 5125;
    private static final int VERTICES = 34962;
    private static final int INDICES = 34963;

    private MeshFile() {}

    /**
     * Writes the surface; the file's ending says how.
     *
     * @param most triangles that it may have
     * @return how many it has
     * @throws KintsugiException where the field is empty, the ending unknown, or the file can't be written
     */
    public static int write(VoxelField field, int most, Path file) throws KintsugiException {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        SurfaceNets.Surface surface = Decimation.of(SurfaceNets.of(field, SURFACE), most);
        if (surface.triangles().isEmpty()) {
            throw empty();
        }
        byte[] bytes = switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "glb" -> glb(surface);
            case "obj" -> obj(surface).getBytes(StandardCharsets.US_ASCII);
            case "ply" -> ply(surface).getBytes(StandardCharsets.US_ASCII);
            default -> throw new KintsugiException("A mesh is written as .glb, .obj or .ply, not as " + file + ".");
        };
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.write(part, bytes);
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new KintsugiException("The mesh can't be written to " + file + ": check the place, its rights and its "
                    + "free space.", e);
        }
        return surface.triangles().size();
    }

    /** The exception for a field without a surface. */
    public static KintsugiException empty() {
        return new KintsugiException("The field is empty: it has no surface, and nothing was exported. Dream longer, "
                + "or choose another field.");
    }

    /** One buffer: positions, linear colours, indices. */
    private static byte[] glb(SurfaceNets.Surface surface) {
        int corners = surface.corners().size();
        int triangles = surface.triangles().size();
        ByteBuffer data = ByteBuffer.allocate(24 * corners + 12 * triangles).order(ByteOrder.LITTLE_ENDIAN);
        float[] least = {Float.MAX_VALUE, Float.MAX_VALUE, Float.MAX_VALUE};
        float[] most = {-Float.MAX_VALUE, -Float.MAX_VALUE, -Float.MAX_VALUE};
        for (float[] c : surface.corners()) {
            for (int k = 0; k < 3; k++) {
                data.putFloat(c[k]);
                least[k] = Math.min(least[k], c[k]);
                most[k] = Math.max(most[k], c[k]);
            }
        }
        for (float[] c : surface.corners()) {
            for (int k = 3; k < 6; k++) {
                data.putFloat(linear(c[k]));
            }
        }
        for (int[] t : surface.triangles()) {
            data.putInt(t[0]).putInt(t[1]).putInt(t[2]);
        }
        Map<String, Object> gltf = Map.of(
                "asset", Map.of("version", "2.0", "generator", "Kintsugi"),
                "scene", 0,
                "scenes", List.of(Map.of("nodes", List.of(0))),
                "nodes", List.of(Map.of("mesh", 0)),
                "materials", List.of(Map.of("pbrMetallicRoughness", Map.of("metallicFactor", 0, "roughnessFactor", 1))),
                "meshes", List.of(Map.of("primitives", List.of(Map.of("attributes", Map.of("POSITION", 0, "COLOR_0", 1),
                        "indices", 2, "material", 0)))),
                "buffers", List.of(Map.of("byteLength", data.capacity())),
                "bufferViews", List.of(view(0, 12 * corners, VERTICES), view(12 * corners, 12 * corners, VERTICES),
                        view(24 * corners, 12 * triangles, INDICES)),
                "accessors", List.of(
                        Map.of("bufferView", 0, "componentType", FLOAT, "count", corners, "type", "VEC3", "min", least,
                                "max", most),
                        Map.of("bufferView", 1, "componentType", FLOAT, "count", corners, "type", "VEC3"),
                        Map.of("bufferView", 2, "componentType", UNSIGNED_INT, "count", 3 * triangles, "type",
                                "SCALAR")));
        String json = new Gson().toJson(gltf);
        byte[] header = (json + " ".repeat((4 - json.length() % 4) % 4)).getBytes(StandardCharsets.US_ASCII);
        int length = 12 + 8 + header.length + 8 + data.capacity();
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN).putInt(GLTF).putInt(2).putInt(length)
                .putInt(header.length).putInt(JSON).put(header).putInt(data.capacity()).putInt(BINARY)
                .put(data.flip()).array();
    }

    private static Map<String, Object> view(int offset, int length, int target) {
        return Map.of("buffer", 0, "byteOffset", offset, "byteLength", length, "target", target);
    }

    /** From sRGB to linear light, as glTF wants vertex colours. */
    private static float linear(float v) {
        return v <= 0.04045f ? v / 12.92f : (float) Math.pow((v + 0.055) / 1.055, 2.4);
    }

    private static String obj(SurfaceNets.Surface surface) {
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

    private static String ply(SurfaceNets.Surface surface) {
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
