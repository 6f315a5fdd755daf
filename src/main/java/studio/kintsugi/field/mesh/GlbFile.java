package studio.kintsugi.field.mesh;

import com.google.gson.Gson;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** A surface as binary glTF 2.0: rough and not metallic, with normals, and linear colours at its corners. */
final class GlbFile {
    private static final int GLTF = 0x46546C67;
    private static final int JSON = 0x4E4F534A;
    private static final int BINARY = 0x004E4942;
    private static final int FLOAT = 5126;
    private static final int UNSIGNED_INT = 5125;
    private static final int VERTICES = 34962;
    private static final int INDICES = 34963;

    private GlbFile() {}

    /** One buffer: positions, linear colours, indices, normals. */
    static byte[] bytes(Surface surface) {
        int corners = surface.corners().size();
        int triangles = surface.triangles().size();
        ByteBuffer data = ByteBuffer.allocate(36 * corners + 12 * triangles).order(ByteOrder.LITTLE_ENDIAN);
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
        for (float[] n : surface.normals()) {
            data.putFloat(n[0]).putFloat(n[1]).putFloat(n[2]);
        }
        Map<String, Object> gltf = Map.of(
                "asset", Map.of("version", "2.0", "generator", "Kintsugi"),
                "scene", 0,
                "scenes", List.of(Map.of("nodes", List.of(0))),
                "nodes", List.of(Map.of("mesh", 0)),
                "materials", List.of(Map.of("pbrMetallicRoughness", Map.of("metallicFactor", 0, "roughnessFactor", 1))),
                "meshes", List.of(Map.of("primitives",
                List.of(Map.of("attributes", Map.of("POSITION", 0, "COLOR_0", 1, "NORMAL", 3),
                        "indices", 2, "material", 0)))),
                "buffers", List.of(Map.of("byteLength", data.capacity())),
                "bufferViews", List.of(view(0, 12 * corners, VERTICES), view(12 * corners, 12 * corners, VERTICES),
                        view(24 * corners, 12 * triangles, INDICES),
                        view(24 * corners + 12 * triangles, 12 * corners, VERTICES)),
                "accessors", List.of(
                        Map.of("bufferView", 0, "componentType", FLOAT, "count", corners, "type", "VEC3", "min", least,
                                "max", most),
                        Map.of("bufferView", 1, "componentType", FLOAT, "count", corners, "type", "VEC3"),
                        Map.of("bufferView", 2, "componentType", UNSIGNED_INT, "count", 3 * triangles, "type",
                                "SCALAR"),
                        Map.of("bufferView", 3, "componentType", FLOAT, "count", corners, "type", "VEC3")));
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

    /** Of sRGB: glTF keeps colours of corners linear. */
    private static float linear(float v) {
        return v <= 0.04045f ? v / 12.92f : (float) Math.pow((v + 0.055) / 1.055, 2.4);
    }
}
