package studio.kintsugi.field.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.field.VoxelField;
import studio.kintsugi.service.dream.FieldExportTest;

class MeshFileTest {
    /** Whole, with colours at the corners alone. */
    private static final MeshFile.Settings CORNERS = new MeshFile.Settings(Integer.MAX_VALUE, false, 0);

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
        int triangles = MeshFile.write(FieldExportTest.ball(3), CORNERS, folder.resolve("ball.glb"));
        ByteBuffer glb = ByteBuffer.wrap(Files.readAllBytes(folder.resolve("ball.glb"))).order(ByteOrder.LITTLE_ENDIAN);
        assertEquals(glb.capacity(), glb.getInt(8));
        String json = new String(glb.array(), 20, glb.getInt(12), StandardCharsets.US_ASCII);
        assertEquals(3 * triangles, JsonParser.parseString(json).getAsJsonObject().getAsJsonArray("accessors").get(2)
                .getAsJsonObject().get("count").getAsInt());
        MeshFile.write(FieldExportTest.ball(3), CORNERS, folder.resolve("ball.obj"));
        assertEquals(triangles, Files.readAllLines(folder.resolve("ball.obj")).stream().filter(l -> l.startsWith("f "))
                .count());
        MeshFile.write(FieldExportTest.ball(3), CORNERS, folder.resolve("ball.ply"));
        assertTrue(Files.readString(folder.resolve("ball.ply")).contains("element face " + triangles));
    }

    /** Those of the file, whole and decimated, linear as glTF wants them, against the field's at the same places. */
    @Test
    void colorsAreThoseOfTheField() throws Exception {
        VoxelField field = rainbow();
        for (int most : new int[] {Integer.MAX_VALUE, 400}) {
            Path file = folder.resolve("rainbow-" + most + ".glb");
            MeshFile.write(field, new MeshFile.Settings(most, false, 0), file);
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

    @Test
    void aTextureLiesInTheFileAndNoCornerColorsChangeIt() throws Exception {
        Path file = folder.resolve("rainbow.glb");
        MeshFile.write(rainbow(), new MeshFile.Settings(Integer.MAX_VALUE, false, 256), file);
        ByteBuffer glb = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int length = glb.getInt(12);
        JsonObject json = JsonParser.parseString(new String(glb.array(), 20, length, StandardCharsets.US_ASCII))
                .getAsJsonObject();
        JsonObject attributes = json.getAsJsonArray("meshes").get(0).getAsJsonObject().getAsJsonArray("primitives")
                .get(0).getAsJsonObject().getAsJsonObject("attributes");
        assertTrue(attributes.has("TEXCOORD_0") && !attributes.has("COLOR_0"), attributes.toString());
        JsonObject view = json.getAsJsonArray("bufferViews").get(json.getAsJsonArray("images").get(0)
                .getAsJsonObject().get("bufferView").getAsInt()).getAsJsonObject();
        BufferedImage texture = ImageIO.read(new ByteArrayInputStream(glb.array(),
                28 + length + view.get("byteOffset").getAsInt(), view.get("byteLength").getAsInt()));
        assertEquals(256, texture.getWidth());
    }

    @Test
    void anObjNamesItsMaterialAndTextureBesideIt() throws Exception {
        MeshFile.write(rainbow(), new MeshFile.Settings(Integer.MAX_VALUE, false, 256), folder.resolve("rainbow.obj"));
        assertTrue(Files.readString(folder.resolve("rainbow.obj")).contains("mtllib rainbow.mtl"));
        assertTrue(Files.readString(folder.resolve("rainbow.mtl")).contains("map_Kd rainbow-texture.png"));
        assertEquals(256, ImageIO.read(folder.resolve("rainbow-texture.png").toFile()).getHeight());
    }

    /** A ball whose colours change from side to side. */
    static VoxelField rainbow() {
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
        assertTrue(assertThrows(KintsugiException.class,
                () -> MeshFile.write(FieldExportTest.ball(-9), CORNERS, file)).getMessage()
                .contains("empty"));
        assertFalse(Files.exists(file));
    }

    /**
     * Read back: a print has the surface's volume, its triangles turned outwards, is 100 mm high and stands on z = 0.
     */
    @Test
    void printsAreClosedAndMeasuredInMillimetres() throws Exception {
        Path stl = folder.resolve("ball.stl");
        int triangles = MeshFile.write(FieldExportTest.ball(3), CORNERS, stl);
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(stl)).order(ByteOrder.LITTLE_ENDIAN);
        assertEquals(triangles, bytes.getInt(80));
        assertEquals(84 + 50 * triangles, bytes.capacity());
        double volume = 0;
        float lowest = Float.MAX_VALUE;
        float highest = -Float.MAX_VALUE;
        for (int i = 0; i < triangles; i++) {
            float[] p = new float[9];
            for (int k = 0; k < 9; k++) {
                p[k] = bytes.getFloat(84 + 50 * i + 12 + 4 * k);
            }
            volume += (p[0] * (p[4] * p[8] - p[5] * p[7]) + p[1] * (p[5] * p[6] - p[3] * p[8])
                    + p[2] * (p[3] * p[7] - p[4] * p[6])) / 6;
            for (int k = 2; k < 9; k += 3) {
                lowest = Math.min(lowest, p[k]);
                highest = Math.max(highest, p[k]);
            }
        }
        assertEquals(0, lowest, 1e-4);
        assertEquals(100, highest, 2);
        assertEquals(volumeOfLongestSide100(SurfaceNets.of(FieldExportTest.ball(3), MeshFile.SURFACE)), volume, 100);
    }

    private static double volumeOfLongestSide100(Surface surface) {
        double volume = 0;
        float[] least = {9, 9, 9};
        float[] most = {-9, -9, -9};
        for (float[] c : surface.corners()) {
            for (int k = 0; k < 3; k++) {
                least[k] = Math.min(least[k], c[k]);
                most[k] = Math.max(most[k], c[k]);
            }
        }
        for (int[] t : surface.triangles()) {
            float[] a = surface.corners().get(t[0]);
            float[] b = surface.corners().get(t[1]);
            float[] c = surface.corners().get(t[2]);
            volume += (a[0] * (b[1] * c[2] - b[2] * c[1]) + a[1] * (b[2] * c[0] - b[0] * c[2])
                    + a[2] * (b[0] * c[1] - b[1] * c[0])) / 6;
        }
        float longest = Math.max(most[0] - least[0], Math.max(most[1] - least[1], most[2] - least[2]));
        return volume * Math.pow(100 / longest, 3);
    }

    @Test
    void a3mfHoldsEveryCornerWithItsColor() throws Exception {
        Path file = folder.resolve("ball.3mf");
        int triangles = MeshFile.write(FieldExportTest.ball(3), CORNERS, file);
        try (ZipFile zip = new ZipFile(file.toFile())) {
            assertNotNull(zip.getEntry("[Content_Types].xml"));
            assertNotNull(zip.getEntry("_rels/.rels"));
            Element model = DocumentBuilderFactory.newDefaultNSInstance().newDocumentBuilder()
                    .parse(zip.getInputStream(zip.getEntry("3D/3dmodel.model"))).getDocumentElement();
            assertEquals("millimeter", model.getAttribute("unit"));
            assertEquals(triangles, model.getElementsByTagNameNS("*", "triangle").getLength());
            assertEquals(model.getElementsByTagNameNS("*", "vertex").getLength(),
                    model.getElementsByTagNameNS("*", "color").getLength());
        }
    }

    @Test
    void smallLoosePiecesAreLeftOutUnlessAsked() throws Exception {
        VoxelField field = ballAndScrap();
        int all = MeshFile.write(field, new MeshFile.Settings(Integer.MAX_VALUE, true, 0), folder.resolve("all.ply"));
        int ball = MeshFile.write(field, CORNERS, folder.resolve("ball.ply"));
        int scrap = SurfaceNets.of(field, MeshFile.SURFACE).triangles().size() - ball;
        assertEquals(all - scrap, ball);
        assertTrue(scrap >= 8 && scrap < ball / 4, scrap + " of " + all + " triangles");
    }

    @Test
    void normalsPointOutwards() {
        Surface surface = SurfaceNets.of(FieldExportTest.ball(3), MeshFile.SURFACE);
        List<float[]> normals = surface.normals();
        for (int i = 0; i < normals.size(); i++) {
            float[] p = surface.corners().get(i);
            float[] n = normals.get(i);
            double along = (p[0] * n[0] + p[1] * n[1] + p[2] * n[2]) / Math.sqrt(p[0] * p[0] + p[1] * p[1]
                    + p[2] * p[2]);
            assertTrue(along > 0.8, "corner " + i + ": " + along);
        }
    }

    private static VoxelField ballAndScrap() {
        int side = 24;
        float[] matter = new float[4 * side * side * side];
        for (int i = 0; i < side * side * side; i++) {
            double x = i % side - 11.5;
            double y = i / side % side - 11.5;
            double z = i / (side * side) - 11.5;
            boolean inBall = x * x + y * y + z * z < 36;
            boolean inScrap = Math.abs(x - 9.5) < 1 && Math.abs(y) < 1 && Math.abs(z) < 1;
            matter[4 * i] = inBall || inScrap ? 40 : 0;
        }
        return VoxelField.ofMatter(matter);
    }
}
