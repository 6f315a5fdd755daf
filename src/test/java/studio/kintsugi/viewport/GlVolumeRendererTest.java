package studio.kintsugi.viewport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import studio.kintsugi.field.VoxelField;
import studio.kintsugi.field.camera.Camera;
import studio.kintsugi.field.render.FieldPictures;
import studio.kintsugi.field.render.LitScene;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.metrics.Metrics;

/** OpenGL's pictures of volumes, against the processor's. */
class GlVolumeRendererTest {
    private static final View.Background GRAY = new View.Background(0.5f, 0.5f, 0.5f, 1);

    @BeforeEach
    void displayIsThere() {
        assumeTrue(System.getenv("DISPLAY") != null, "OpenGL needs a display");
    }

    /** A ball and a bar, of colours that change from place to place. */
    private static VoxelField scene(int side) {
        float[] raw = new float[4 * side * side * side];
        for (int i = 0; i < side * side * side; i++) {
            float scale = 2 * VoxelField.RADIUS / (side - 1);
            float x = i % side * scale - VoxelField.RADIUS;
            float y = i / side % side * scale - VoxelField.RADIUS;
            float z = i / (side * side) * scale - VoxelField.RADIUS;
            boolean ball = Math.hypot(Math.hypot(x + 0.2, y), z) < 0.4;
            boolean bar = Math.abs(x - 0.5) < 0.15 && Math.abs(y) < 0.6 && Math.abs(z + 0.1) < 0.2;
            raw[4 * i] = ball ? 0 : bar ? -1 : -12;
            raw[4 * i + 1] = 4 * x;
            raw[4 * i + 2] = 4 * y;
            raw[4 * i + 3] = bar ? 3 : -2 * z;
        }
        return VoxelField.of(raw);
    }

    @Test
    void framesAreThoseOfTheProcessor() throws Exception {
        VoxelField field = scene(48);
        try (GlVolumeRenderer gl = new GlVolumeRenderer()) {
            gl.show(field);
            for (double azimuth : new double[] {0, 0.9, 3.5}) {
                View view = new View(azimuth, 0.4, 3.5, 0.9, 0, 0, GRAY, false, Double.POSITIVE_INFINITY, 3 * 48);
                float[] expected = FieldPictures.view(field, Camera.at(azimuth, 0.4), 200, 0.5f);
                double psnr = psnr(gl.render(view, 200, 200), expected, 200);
                assertTrue(psnr > 40, psnr + " dB at " + azimuth);
            }
        }
    }

    /** Also where colours change within a block, and where there is fog. */
    @Test
    void framesAtRestAreThoseOfTheProcessor() throws Exception {
        try (GlVolumeRenderer gl = new GlVolumeRenderer()) {
            for (VoxelField field : List.of(scene(64), VoxelField.fog(64, 1))) {
                gl.show(field);
                for (double zoom : new double[] {1, 1.8}) {
                    View view = View.START.zoomed(zoom).withBackground(GRAY).withSamples(Quality.REST.samples());
                    float[] expected = FieldPictures.view(field, view.camera(), 256, 0.5f);
                    double psnr = psnr(gl.render(view, 256, 256), expected, 256);
                    assertTrue(psnr > 38, psnr + " dB, enlarged by " + zoom);
                }
            }
        }
    }

    /** Light, ground, shadow and background. */
    @Test
    void litFramesAreLikeStills() throws Exception {
        try (GlVolumeRenderer gl = new GlVolumeRenderer()) {
            VoxelField field = scene(64);
            gl.show(field);
            LitScene scene = new LitScene(field);
            for (View from : List.of(View.LIT, View.LIT.orbited(2, 0.5), View.LIT.orbited(-1, -0.3))) {
                View view = from.withSamples(Quality.REST.samples());
                Picture still = scene.picture(view.camera(), 256, 1);
                float[] expected = new float[3 * 256 * 256];
                for (int c = 0; c < 3; c++) {
                    System.arraycopy(still.plane(c), 0, expected, c * 256 * 256, 256 * 256);
                }
                double psnr = psnr(gl.render(view, 256, 256), expected, 256);
                assertTrue(psnr > 38, psnr + " dB at " + view);
            }
        }
    }

    /** Of green glass round a solid ball, from both sides. */
    @Test
    void glassIsAsInStills() throws Exception {
        try (GlVolumeRenderer gl = new GlVolumeRenderer()) {
            VoxelField field = scene(64);
            float[] share = new float[64 * 64 * 64];
            for (int i = 0; i < share.length; i++) {
                share[i] = i % 64 < 30 ? 1 : 0;
            }
            VoxelField glass = field.withClearness(share);
            gl.show(glass);
            LitScene scene = new LitScene(glass);
            for (View from : List.of(View.LIT, View.LIT.orbited(2, 0.5))) {
                View view = from.withSamples(Quality.REST.samples());
                Picture still = scene.picture(view.camera(), 256, 1);
                float[] expected = new float[3 * 256 * 256];
                for (int c = 0; c < 3; c++) {
                    System.arraycopy(still.plane(c), 0, expected, c * 256 * 256, 256 * 256);
                }
                double psnr = psnr(gl.render(view, 256, 256), expected, 256);
                assertTrue(psnr > 28, psnr + " dB at " + view);
            }
            gl.show(field);
            assertEquals((byte) 255, gl.render(View.LIT, 64, 64).get(3), "and back to what is opaque");
        }
    }

    @Test
    void withoutLightThereIsNoGround() throws Exception {
        try (GlVolumeRenderer gl = new GlVolumeRenderer()) {
            gl.show(scene(32));
            assertEquals((byte) 255, gl.render(View.LIT, 64, 64).get(3));
            assertEquals(0, gl.render(View.LIT.withShading(false), 64, 64).get(3));
        }
    }

    private static double psnr(ByteBuffer bgra, float[] rgb, int side) {
        double sum = 0;
        for (int i = 0; i < side * side; i++) {
            for (int c = 0; c < 3; c++) {
                double d = (bgra.get(4 * i + 2 - c) & 0xff) / 255.0 - rgb[c * side * side + i];
                sum += d * d;
            }
        }
        return Metrics.psnr(sum / (3 * side * side));
    }

    @Test
    void emptySpaceIsTransparentAndCropCuts() throws Exception {
        try (GlVolumeRenderer gl = new GlVolumeRenderer()) {
            gl.show(scene(32));
            assertEquals(0, gl.render(View.START, 120, 80).get(3));
            long whole = opaque(gl.render(View.START, 120, 80));
            long cropped = opaque(gl.render(View.START.withCrop(0.25), 120, 80));
            assertTrue(whole > 500 && cropped > 50 && cropped < whole / 2, whole + " became " + cropped);
            long large = opaque(gl.render(View.START.zoomed(1.5), 120, 80));
            assertTrue(large > whole * 3 / 2, whole + " became " + large);
        }
    }

    private static long opaque(ByteBuffer bgra) {
        long count = 0;
        for (int i = 3; i < bgra.limit(); i += 4) {
            count += (bgra.get(i) & 0xff) > 200 ? 1 : 0;
        }
        return count;
    }

    /** 200 times with {@code -Dkintsugi.cycles=200}. */
    @Test
    void openingAndClosingLeavesNothingBehind() throws Exception {
        int cycles = Integer.getInteger("kintsugi.cycles", 30);
        cycle(10);
        int threads = Thread.activeCount();
        long memory = residentMegabytes();
        cycle(cycles);
        assertTrue(Thread.activeCount() <= threads, Thread.activeCount() + " threads, before " + threads);
        long grown = residentMegabytes() - memory;
        assertTrue(grown < 100, "resident memory grew by " + grown + " MB in " + cycles + " cycles");
        System.out.println(cycles + " cycles of the viewport: " + grown + " MB more resident");
    }

    private static void cycle(int times) throws Exception {
        VoxelField field = scene(32);
        for (int i = 0; i < times; i++) {
            GlVolumeRenderer closed;
            try (GlVolumeRenderer gl = new GlVolumeRenderer()) {
                gl.show(field);
                gl.render(View.START, 200, 200 + i);
                closed = gl;
            }
            assertTrue(closed.isClosed(), "the context outlives its renderer");
        }
        System.gc();
    }

    @Test
    void fieldsAndFramesAddNoObjects() throws Exception {
        try (GlVolumeRenderer gl = new GlVolumeRenderer()) {
            gl.show(scene(16));
            gl.render(View.START, 64, 64);
            int objects = gl.objects();
            assertTrue(objects >= 8,
                    objects + " objects: four textures, a program, a frame, its colours, an array");
            for (int i = 0; i < 20; i++) {
                gl.show(scene(16 + i));
                gl.render(View.START.withShading(i % 2 == 0), 64 + i, 80 - i);
            }
            assertEquals(objects, gl.objects());
        }
    }

    private static long residentMegabytes() throws Exception {
        Path status = Path.of("/proc/self/status");
        assumeTrue(Files.isReadable(status), "resident memory is read from /proc");
        return Files.readAllLines(status).stream().filter(l -> l.startsWith("VmRSS"))
                .mapToLong(l -> Long.parseLong(l.replaceAll("\\D", "")) / 1024).findFirst().orElseThrow();
    }
}
