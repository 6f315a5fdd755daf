package studio.kintsugi.service.dream;

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
import studio.kintsugi.models.dreamfields.SurfaceNets;
import studio.kintsugi.models.dreamfields.VoxelField;

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

    @Test
    void anEmptyFieldExportsNothing() {
        Path file = folder.resolve("empty.glb");
        assertTrue(assertThrows(KintsugiException.class, () -> MeshFile.write(FieldExportTest.ball(-9), Integer.MAX_VALUE, file)).getMessage()
                .contains("empty"));
        assertFalse(Files.exists(file));
    }
}
