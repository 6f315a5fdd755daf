package studio.kintsugi.service.dream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.field.FieldFile;
import studio.kintsugi.field.VoxelField;
import studio.kintsugi.field.camera.Camera;
import studio.kintsugi.field.mesh.MeshFile;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.io.PictureReader;

public class FieldExportTest {
    private static final MeshFile.Settings MESH = new MeshFile.Settings(400, false, 256);
    private static final FieldExport.Settings SMALL =
            new FieldExport.Settings(Camera.at(0.3, 0.2), 96, 48, 5, MESH, true, false);

    @TempDir
    Path folder;

    /** A red ball of radius 0.6. */
    public static VoxelField ball(float inside) {
        int n = 24;
        float[] raw = new float[4 * n * n * n];
        for (int i = 0; i < n * n * n; i++) {
            double r = 0;
            for (int at = i, k = 0; k < 3; k++, at /= n) {
                double x = 2 * VoxelField.RADIUS * (at % n) / (n - 1) - VoxelField.RADIUS;
                r += x * x;
            }
            raw[4 * i] = r < 0.36 ? inside : -9;
            raw[4 * i + 1] = 4;
            raw[4 * i + 2] = -4;
            raw[4 * i + 3] = -4;
        }
        return VoxelField.of(raw);
    }

    @Test
    void aStillIsTransparentRoundTheObject() throws Exception {
        Path file = folder.resolve("still.png");
        FieldExport.write(ball(3), file, SMALL);
        Picture still = PictureReader.read(file);
        float[] alpha = still.alpha().orElseThrow();
        assertEquals(0, alpha[0]);
        assertEquals(1, alpha[48 * 96 + 48], 0.02);
        assertTrue(still.plane(0)[48 * 96 + 48] > 0.9 && still.plane(1)[48 * 96 + 48] < 0.1);
    }

    @Test
    void aLitStillStandsOnGroundThatItShades() throws Exception {
        Path file = folder.resolve("lit.png");
        FieldExport.write(ball(3), file,
                new FieldExport.Settings(Camera.at(0.3, 0.2), 96, 48, 5, MESH, false, false));
        Picture still = PictureReader.read(file);
        assertTrue(still.alpha().isEmpty(), "nothing is transparent");
        float[] red = still.plane(0);
        float[] green = still.plane(1);
        int middle = 48;
        assertTrue(red[30 * 96 + middle] > red[65 * 96 + middle] + 0.1, "lighter above than below");
        assertTrue(green[48 * 96 + 48] < 0.2 && green[0] > 0.8, "red before a light background");
        int below = 0;
        for (int y = 60; y < 96; y++) {
            below = green[y * 96 + middle] > 0.3 && below == 0 ? y : below;
        }
        assertTrue(green[(below + 1) * 96 + middle] < green[(below + 1) * 96 + 2] - 0.1, "a shadow where it touches");
    }

    @Test
    void aTurntableHasItsFrames() throws Exception {
        Path file = folder.resolve("turn.gif");
        FieldExport.write(ball(3), file, SMALL);
        ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
        try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
            reader.setInput(in);
            assertEquals(5, reader.getNumImages(true));
            assertEquals(48, reader.getWidth(0));
        } finally {
            reader.dispose();
        }
        assertEquals(List.of("turn.gif"), names());
    }

    @Test
    void aTurningWebpIsAnAnimationThatIsReadAgain() throws Exception {
        Path file = folder.resolve("turn.webp");
        assertEquals(5, FieldExport.write(ball(3), file,
                new FieldExport.Settings(Camera.at(0.3, 0.2), 96, 48, 5, MESH, true, true)).get("frames"));
        String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertEquals(5, bytes.split("ANMF", -1).length - 1);
        Picture first = PictureReader.read(file);
        assertEquals(48, first.width());
        assertTrue(first.plane(0)[24 * 48 + 24] > 0.8 && first.plane(1)[24 * 48 + 24] < 0.2, "red");
    }

    @Test
    void aVideoNeedsFfmpegWhichIsNamedWhereItIsMissing() throws Exception {
        Path file = folder.resolve("turn.mp4");
        try {
            FieldExport.write(ball(3), file, SMALL);
            assertEquals("ftyp", Files.readString(file, StandardCharsets.ISO_8859_1).substring(4, 8));
        } catch (KintsugiException missing) {
            assertTrue(missing.getMessage().contains("ffmpeg"), missing.getMessage());
            assertEquals(List.of(), names());
        }
    }

    /** As in a photo: clear in the middle, where the ground shows, and dark at the rim; bare colours are solid. */
    @Test
    void glassIsSeenThrough() throws Exception {
        VoxelField red = ball(3);
        float[] share = new float[red.side() * red.side() * red.side()];
        Arrays.fill(share, 1);
        Path field = folder.resolve("glass.kfield");
        FieldExport.write(red.withClearness(share), field, SMALL);
        VoxelField glass = FieldFile.read(field);
        assertArrayEquals(share, glass.clearness().orElseThrow());
        assertArrayEquals(share, glass.solid().copy().clearness().orElseThrow());
        Path still = folder.resolve("glass.png");
        FieldExport.write(glass, still,
                new FieldExport.Settings(Camera.at(0.3, 0.2), 96, 48, 5, MESH, false, false));
        float[] light = PictureReader.read(still).plane(0);
        float middle = light[48 * 96 + 48];
        float rim = 1;
        for (int x = 0; x < 48; x++) {
            rim = Math.min(rim, light[48 * 96 + x]);
        }
        assertTrue(middle > 0.6 && rim < middle - 0.2, middle + " in the middle, " + rim + " at the rim");
        Path flat = folder.resolve("flat.png");
        FieldExport.write(glass, flat, SMALL);
        assertEquals(1, PictureReader.read(flat).alpha().orElseThrow()[48 * 96 + 48], 0.02);
    }

    @Test
    void aMeshHasAtMostSoManyTriangles() throws Exception {
        int triangles = (int) FieldExport.write(ball(3), folder.resolve("ball.glb"), SMALL).get("triangles");
        assertTrue(triangles <= 400 && triangles > 300, triangles + " triangles");
    }

    @Test
    void aFieldComesBack() throws Exception {
        Path file = folder.resolve("ball.kfield");
        VoxelField field = ball(3);
        FieldExport.write(field, file, SMALL);
        assertArrayEquals(field.raw(), FieldFile.read(file).raw());
    }

    @Test
    void whatIsEmptyOrUnknownIsRefusedAndLeavesNothing() throws Exception {
        for (String name : List.of("a.png", "a.gif", "a.glb", "a.kfield")) {
            assertTrue(assertThrows(KintsugiException.class,
                    () -> FieldExport.write(ball(-9), folder.resolve(name), SMALL)).getMessage().contains("empty"));
        }
        assertThrows(KintsugiException.class, () -> FieldExport.write(ball(3), folder.resolve("a.fbx"), SMALL));
        Path nowhere = folder.resolve("nowhere/a.gif");
        assertThrows(KintsugiException.class, () -> FieldExport.write(ball(3), nowhere, SMALL));
        assertFalse(Files.exists(nowhere.getParent()));
        assertEquals(List.of(), names());
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).toList();
        }
    }
}
