package studio.kintsugi.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.WriteOptions;
import studio.kintsugi.imaging.io.PictureReader;
import studio.kintsugi.imaging.io.PictureWriter;
import studio.kintsugi.imaging.metrics.Metrics;
import studio.kintsugi.models.BuiltInArchitectures;
import studio.kintsugi.service.restoration.LocalInferenceService;
import studio.kintsugi.store.ModelStore;

/** The command line in this process, with real files and the built-in model. */
class RestoreCommandTest {
    @TempDir
    private Path folder;

    /** What a command left behind. */
    private record Outcome(int status, String out, String err) {}

    private Outcome kintsugi(Object... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        ModelStore store = new ModelStore(folder.resolve("models"));
        int status =
                KintsugiCommand.create(store, device -> new LocalInferenceService(store, BuiltInArchitectures.all(),
                device),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .execute(Arrays.stream(args).map(Object::toString).toArray(String[]::new));
        return new Outcome(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private Path noisy(String name, int w, int h) throws Exception {
        Path file = folder.resolve(name);
        PictureWriter.write(picture(w, h, 0.1), file, WriteOptions.DEFAULT);
        return file;
    }

    private static Picture picture(int w, int h, double noise) {
        SplittableRandom random = new SplittableRandom(11);
        float[][] planes = new float[3][w * h];
        for (int i = 0; i < w * h; i++) {
            for (int c = 0; c < 3; c++) {
                double clean = 0.5 + 0.25 * Math.sin(i % w / 15.0 + c) * Math.cos(i / w / 21.0);
                planes[c][i] = (float) Math.clamp(clean + noise * random.nextGaussian(), 0, 1);
            }
        }
        return Picture.of(w, h, planes);
    }

    @Test
    void aNoisyPictureComesOutClean() throws Exception {
        Path in = noisy("in.png", 200, 150);
        Path out = folder.resolve("out.png");
        Outcome o = kintsugi("restore", "--task", "denoise", "-i", in, "-o", out);
        assertEquals(0, o.status(), o.err());
        Picture clean = picture(200, 150, 0);
        double before = Metrics.psnr(PictureReader.read(in), clean);
        double after = Metrics.psnr(PictureReader.read(out), clean);
        assertTrue(after > before + 8, before + " dB became " + after);
    }

    @Test
    void jsonIsOneObjectAndStandsAlone() throws Exception {
        Outcome o = kintsugi("restore", "--task", "denoise", "--json", "-i", noisy("in.png", 40, 30), "-o",
                folder.resolve("out.png"));
        JsonObject report = JsonParser.parseString(o.out()).getAsJsonObject();
        assertEquals(1, report.getAsJsonArray("done").size());
        assertEquals(1, o.out().strip().lines().count());
    }

    @Test
    void inABatchTheOthersAreDoneAndTheFailedOnesNamed() throws Exception {
        Path in = Files.createDirectory(folder.resolve("in"));
        Files.move(noisy("a.png", 40, 30), in.resolve("a.png"));
        Files.writeString(in.resolve("b.jpg"), "this is text");
        Files.move(noisy("c.png", 30, 40), in.resolve("c.png"));
        Path out = folder.resolve("out");
        Outcome o = kintsugi("restore", "--task", "denoise", "-i", in, "-o", out);
        assertEquals(1, o.status());
        assertTrue(Files.exists(out.resolve("a.png")) && Files.exists(out.resolve("c.png")));
        assertFalse(Files.exists(out.resolve("b.jpg")));
        assertTrue(o.err().strip().lines().toList().getLast().contains("b.jpg"), o.err());
    }

    @Test
    void badInputGivesOneSentenceAndNoFile() throws Exception {
        byte[] jpeg = Files.readAllBytes(noisy("whole.jpg", 300, 200));
        byte[] png = Files.readAllBytes(noisy("whole.png", 300, 200));
        byte[] huge = png.clone();
        java.nio.ByteBuffer.wrap(huge).putInt(16, 100_000).putInt(20, 100_000);
        List<Path> bad = List.of(
                Files.write(folder.resolve("empty.jpg"), new byte[0]),
                Files.writeString(folder.resolve("text.jpg"), "this is text"),
                Files.write(folder.resolve("cut.jpg"), Arrays.copyOf(jpeg, jpeg.length / 2)),
                Files.write(folder.resolve("cut.png"), Arrays.copyOf(png, png.length / 2)),
                Files.write(folder.resolve("huge.png"), huge),
                folder.resolve("missing.png"));
        for (Path in : bad) {
            Path out = folder.resolve("never.png");
            Outcome o = kintsugi("restore", "--task", "denoise", "-i", in, "-o", out);
            assertEquals(1, o.status(), in.toString());
            assertFalse(Files.exists(out), in.toString());
            assertEquals(1, o.err().strip().lines().count(), o.err());
            assertFalse(o.err().contains("Exception"), o.err());
        }
    }

    @Test
    void originalsAreNeverOverwritten() throws Exception {
        Path in = noisy("in.png", 40, 30);
        byte[] was = Files.readAllBytes(in);
        assertEquals(1, kintsugi("restore", "--task", "denoise", "-i", in, "-o", in).status());
        Files.createDirectory(folder.resolve("d"));
        Path linked = Files.createSymbolicLink(folder.resolve("link"), folder);
        for (Path target : List.of(folder.resolve("d/../in.png"), linked.resolve("in.png"), linked)) {
            Outcome o = kintsugi("restore", "--task", "denoise", "-i", in, "-o", target);
            assertEquals(1, o.status(), target.toString());
            assertTrue(o.err().contains("never overwritten"), o.err());
        }
        assertArrayEquals(was, Files.readAllBytes(in));
    }

    @Test
    void anOriginalIsNotOverwrittenByTheResultOfAnother() throws Exception {
        Path first = noisy("first.png", 40, 30);
        Path second = noisy("second.png", 40, 30);
        byte[] was = Files.readAllBytes(second);
        Path out = Files.createDirectory(folder.resolve("out"));
        Files.createSymbolicLink(out.resolve("first.png"), second);
        assertEquals(1, kintsugi("restore", "--task", "denoise", "-i", first, second, "-o", out).status());
        assertArrayEquals(was, Files.readAllBytes(second));
    }

    @Test
    void aTargetThatCannotBeWrittenFails() throws Exception {
        Path in = noisy("in.png", 40, 30);
        for (String target : List.of("no/such/folder/out.png", "out.xyz")) {
            Outcome o = kintsugi("restore", "--task", "denoise", "-i", in, "-o", folder.resolve(target));
            assertEquals(1, o.status(), target);
            assertFalse(o.err().contains("Exception"), o.err());
        }
    }

    @Test
    void tinyAndNarrowPicturesAreMended() throws Exception {
        for (int[] size : new int[][] {{1, 1}, {3, 5000}}) {
            Path out = folder.resolve(size[1] + ".png");
            assertEquals(0, kintsugi("restore", "--task", "denoise", "-i",
                    noisy("in" + size[1] + ".png", size[0], size[1]), "-o", out).status());
            assertEquals(size[1], PictureReader.read(out).height());
        }
    }

    @Test
    void wrongUsageIsStatusTwo() {
        assertEquals(2, kintsugi("restore", "--task", "sharpen").status());
        assertEquals(2, kintsugi("nonsense", "--x").status());
    }
}
