package studio.kintsugi.field.mesh;

import com.google.gson.Gson;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A surface as binary glTF 2.0: rough and not metallic, with normals, and its colours in a texture, or linear at its
 * corners.
 */
final class GlbFile {
    private static final int GLTF = 0x46546C67;
    private static final int JSON = 0x4E4F534A;
    private static final int BINARY = 0x004E4942;
    private static final int FLOAT = 5126;
    private static final int UNSIGNED_INT = 5125;
    private static final int VERTICES = 34962;
    private static final int INDICES = 34963;
    private static final int LINEAR = 9729;
    private static final int LINEAR_MIPMAP_LINEAR = 9987;
    private static final int CLAMP_TO_EDGE = 33071;

    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private final List<Map<String, Object>> views = new ArrayList<>();
    private final List<Map<String, Object>> accessors = new ArrayList<>();
    private final Map<String, Object> attributes = new LinkedHashMap<>();
    private final Map<String, Object> material = new LinkedHashMap<>(Map.of("metallicFactor", 0, "roughnessFactor", 1));

    private GlbFile() {}

    /** With colours at the corners: positions, colours, indices, normals. */
    static byte[] bytes(Surface surface) {
        GlbFile out = new GlbFile();
        out.positions(surface);
        out.attribute("COLOR_0", "VEC3", surface.corners().stream()
                .map(c -> new float[] {linear(c[3]), linear(c[4]), linear(c[5])}).toList());
        int indices = out.indices(surface);
        out.attribute("NORMAL", "VEC3", surface.normals());
        return out.file(indices, new LinkedHashMap<>());
    }

    /**
     * With a texture: positions, texture coordinates, indices, normals, picture.
     *
     * @param png the picture that is laid out
     */
    static byte[] bytes(TextureLayout layout, byte[] png) {
        GlbFile out = new GlbFile();
        out.positions(layout.surface());
        out.attribute("TEXCOORD_0", "VEC2", layout.places().stream()
                .map(p -> new float[] {p[0] / layout.side(), p[1] / layout.side()}).toList());
        int indices = out.indices(layout.surface());
        out.attribute("NORMAL", "VEC3", layout.normals());
        int picture = out.view(png, null);
        out.material.put("baseColorTexture", Map.of("index", 0));
        Map<String, Object> gltf = new LinkedHashMap<>();
        gltf.put("images", List.of(Map.of("bufferView", picture, "mimeType", "image/png")));
        gltf.put("samplers", List.of(Map.of("magFilter", LINEAR, "minFilter", LINEAR_MIPMAP_LINEAR, "wrapS",
                CLAMP_TO_EDGE, "wrapT", CLAMP_TO_EDGE)));
        gltf.put("textures", List.of(Map.of("source", 0, "sampler", 0)));
        return out.file(indices, gltf);
    }

    private void positions(Surface surface) {
        float[] least = {Float.MAX_VALUE, Float.MAX_VALUE, Float.MAX_VALUE};
        float[] most = {-Float.MAX_VALUE, -Float.MAX_VALUE, -Float.MAX_VALUE};
        List<float[]> places = new ArrayList<>();
        for (float[] c : surface.corners()) {
            places.add(new float[] {c[0], c[1], c[2]});
            for (int k = 0; k < 3; k++) {
                least[k] = Math.min(least[k], c[k]);
                most[k] = Math.max(most[k], c[k]);
            }
        }
        Map<String, Object> accessor = attribute("POSITION", "VEC3", places);
        accessor.put("min", least);
        accessor.put("max", most);
    }

    private Map<String, Object> attribute(String name, String type, List<float[]> values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.size() * values.getFirst().length)
                .order(ByteOrder.LITTLE_ENDIAN);
        values.forEach(value -> {
            for (float v : value) {
                bytes.putFloat(v);
            }
        });
        attributes.put(name, accessors.size());
        return accessor(view(bytes.array(), VERTICES), FLOAT, values.size(), type);
    }

    private int indices(Surface surface) {
        ByteBuffer bytes = ByteBuffer.allocate(12 * surface.triangles().size()).order(ByteOrder.LITTLE_ENDIAN);
        surface.triangles().forEach(t -> bytes.putInt(t[0]).putInt(t[1]).putInt(t[2]));
        accessor(view(bytes.array(), INDICES), UNSIGNED_INT, 3 * surface.triangles().size(), "SCALAR");
        return accessors.size() - 1;
    }

    private Map<String, Object> accessor(int view, int component, int count, String type) {
        Map<String, Object> out = new LinkedHashMap<>(Map.of("bufferView", view, "componentType", component, "count",
                count, "type", type));
        accessors.add(out);
        return out;
    }

    /** Returns the view's index; every view begins at a multiple of four. */
    private int view(byte[] bytes, Integer target) {
        Map<String, Object> view = new LinkedHashMap<>(Map.of("buffer", 0, "byteOffset", data.size(), "byteLength",
                bytes.length));
        if (target != null) {
            view.put("target", target);
        }
        views.add(view);
        data.writeBytes(bytes);
        data.writeBytes(new byte[(4 - data.size() % 4) % 4]);
        return views.size() - 1;
    }

    private byte[] file(int indices, Map<String, Object> further) {
        Map<String, Object> gltf = new LinkedHashMap<>(further);
        gltf.put("asset", Map.of("version", "2.0", "generator", "Kintsugi"));
        gltf.put("scene", 0);
        gltf.put("scenes", List.of(Map.of("nodes", List.of(0))));
        gltf.put("nodes", List.of(Map.of("mesh", 0)));
        gltf.put("materials", List.of(Map.of("pbrMetallicRoughness", material)));
        gltf.put("meshes", List.of(Map.of("primitives",
                List.of(Map.of("attributes", attributes, "indices", indices, "material", 0)))));
        gltf.put("buffers", List.of(Map.of("byteLength", data.size())));
        gltf.put("bufferViews", views);
        gltf.put("accessors", accessors);
        String json = new Gson().toJson(gltf);
        byte[] header = (json + " ".repeat((4 - json.length() % 4) % 4)).getBytes(StandardCharsets.US_ASCII);
        int length = 12 + 8 + header.length + 8 + data.size();
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN).putInt(GLTF).putInt(2).putInt(length)
                .putInt(header.length).putInt(JSON).put(header).putInt(data.size()).putInt(BINARY)
                .put(data.toByteArray()).array();
    }

    /** Of sRGB: glTF keeps colours of corners linear. */
    private static float linear(float v) {
        return v <= 0.04045f ? v / 12.92f : (float) Math.pow((v + 0.055) / 1.055, 2.4);
    }
}
