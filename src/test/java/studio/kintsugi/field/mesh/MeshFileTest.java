package studio.kintsugi.field.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.field.VoxelField;
import studio.kintsugi.service.dream.FieldExportTest;

class MeshFileTest {
    @TempDir
    Path folder;

    @Test
    void aBallIsClosed() {
        Map<Long, Integer> edges = new HashMap<>();
        for (int[] t : SurfaceNets.of(FieldExportTest.ball(3), MeshFile.SURFACE).triangles()) {
            for (int k = 0; k < 3; k++) {
                long a = t[k];
                long b = t[(k + 1) % 3];
                edges.merge(Math.min(a, b) << 32 | Math.max(a, b), a < b ? 1 : -1, Integer::sum);
            }
        }
        assertFalse(edges.isEmpty());
        assertTrue(edges.values().stream().allMatch(n -> n == 0), "each edge is passed as often one way as the other");
    }

    @Test
    void meshesInThreeFormats() throws Exception {
        int triangles = MeshFile.write(FieldExportTest.ball(3), Integer.MAX_VALUE, folder.resolve("ball.glb"));
        ByteBuffer glb = ByteBuffer.wrap(Files.readAllBytes(folder.resolve("ball.glb"))).order(ByteOrder.LITTLE_ENDIAN);
        assertEquals(glb.capacity(), glb.getInt(8));
        String json = new String(glb.array(), 20, glb.getInt(12), StandardCharsets.US_ASCII);
        assertEquals(3 * triangles, JsonParser.parseString(json).getAsJsonObject().getAsJsonArray("accessors").get(2)
                .getAsJsonObject().get("count").getAsInt());
        MeshFile.write(FieldExportTest.ball(3), Integer.MAX_VALUE, folder.resolve("ball.obj"));
        assertEquals(triangles, Files.readAllLines(folder.resolve("ball.obj")).stream().filter(l -> l.startsWith("f "))
                .count());
        MeshFile.write(FieldExportTest.ball(3), Integer.MAX_VALUE, folder.resolve("ball.ply"));
        assertTrue(Files.readString(folder.resolve("ball.ply")).contains("element face " + triangles));
    }

    /** Those of the file, whole and decimated, linear as glTF wants them, against the field's at the same places. */
    @Test
    void colorsAreThoseOfTheField() throws Exception {
        VoxelField field = rainbow();
        for (int most : new int[] {Integer.MAX_VALUE, 400}) {
            Path file = folder.resolve("rainbow-" + most + ".glb");
            MeshFile.write(field, most, file);
            ByteBuffer glb = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
            int json = glb.getInt(12);
            int corners = JsonParser.parseString(new String(glb.array(), 20, json, StandardCharsets.US_ASCII))
                    .getAsJsonObject().getAsJsonArray("accessors").get(0).getAsJsonObject().get("count").getAsInt();
            assertTrue(corners > 100, corners + " corners");
            int data = 28 + json;
            for (int i = 0; i < corners; i++) {
                float[] at = field.at(glb.getFloat(data + 12 * i), glb.getFloat(data + 12 * i + 4),
                        glb.getFloat(data + 12 * i + 8));
                for (int c = 0; c < 3; c++) {
                    double linear = glb.getFloat(data + 12 * (corners + i) + 4 * c);
                    double srgb = linear <= 0.0031308 ? 12.92 * linear : 1.055 * Math.pow(linear, 1 / 2.4) - 0.055;
                    assertEquals(at[1 + c], srgb, most == 400 ? 0.03 : 1e-4, "colour " + c + " of corner " + i);
                }
            }
        }
    }

    /** A ball whose colours change from side to side. */
    private static VoxelField rainbow() {
        int n = 24;
        float[] raw = FieldExportTest.ball(3).raw().clone();
        for (int i = 0; i < n * n * n; i++) {
            raw[4 * i + 1] = 3 * (2f * (i % n) / (n - 1) - 1);
            raw[4 * i + 2] = 3 * (2f * (i / n % n) / (n - 1) - 1);
            raw[4 * i + 3] = 3 * (2f * (i / (n * n)) / (n - 1) - 1);
        }
        return VoxelField.of(raw);
    }

    @Test
    void anEmptyFieldExportsNothing() {
        Path file = folder.resolve("empty.glb");
        assertTrue(assertThrows(KintsugiException.class, () -> MeshFile.write(FieldExportTest.ball(-9), Integer.MAX_VALUE, file)).getMessage()
                .contains("empty"));
        assertFalse(Files.exists(file));
    }
}
