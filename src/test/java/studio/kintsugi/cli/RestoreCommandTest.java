package studio.kintsugi.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import studio.kintsugi.TestPictures;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.io.PictureReader;
import studio.kintsugi.imaging.metrics.Metrics;

/** The command line in this process, with real files and the built-in model. */
class RestoreCommandTest {
    @TempDir
    private Path folder;

    @RegisterExtension
    final CommandLineRunner kintsugi = CommandLineRunner.restoring();

    private Path noisy(String name, int w, int h) throws Exception {
        return TestPictures.noisy(folder.resolve(name), w, h);
    }

    @Test
    void aNoisyPictureComesOutClean() throws Exception {
        Path in = noisy("in.png", 200, 150);
        Path out = folder.resolve("out.png");
        Outcome o = kintsugi.run("restore", "--task", "denoise", "-i", in, "-o", out);
        assertEquals(0, o.status(), o.err());
        Picture clean = TestPictures.clean(200, 150);
        double before = Metrics.psnr(PictureReader.read(in), clean);
        double after = Metrics.psnr(PictureReader.read(out), clean);
        assertTrue(after > before + 8, before + " dB became " + after);
    }

    @Test
    void jsonIsOneObjectAndStandsAlone() throws Exception {
        Outcome o = kintsugi.run("restore", "--task", "denoise", "--json", "-i", noisy("in.png", 40, 30), "-o",
                folder.resolve("out.png"));
        assertEquals(1, o.json().getAsJsonArray("done").size());
    }

    @Test
    void inABatchTheOthersAreDoneAndTheFailedOnesNamed() throws Exception {
        Path in = Files.createDirectory(folder.resolve("in"));
        Files.move(noisy("a.png", 40, 30), in.resolve("a.png"));
        Files.writeString(in.resolve("b.jpg"), "this is text");
        Files.move(noisy("c.png", 30, 40), in.resolve("c.png"));
        Path out = folder.resolve("out");
        Outcome o = kintsugi.run("restore", "--task", "denoise", "-i", in, "-o", out);
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
            Outcome o = kintsugi.run("restore", "--task", "denoise", "-i", in, "-o", out);
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
        assertEquals(1, kintsugi.run("restore", "--task", "denoise", "-i", in, "-o", in).status());
        Files.createDirectory(folder.resolve("d"));
        Path linked = Files.createSymbolicLink(folder.resolve("link"), folder);
        for (Path target : List.of(folder.resolve("d/../in.png"), linked.resolve("in.png"), linked)) {
            Outcome o = kintsugi.run("restore", "--task", "denoise", "-i", in, "-o", target);
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
        assertEquals(1, kintsugi.run("restore", "--task", "denoise", "-i", first, second, "-o", out).status());
        assertArrayEquals(was, Files.readAllBytes(second));
    }

    @Test
    void aTargetThatCannotBeWrittenFails() throws Exception {
        Path in = noisy("in.png", 40, 30);
        for (String target : List.of("in.png/deeper/out.png", "out.xyz", "out.bmp")) {
            Outcome o = kintsugi.run("restore", "--task", "denoise", "-i", in, "-o", folder.resolve(target));
            assertEquals(1, o.status(), target);
            assertFalse(o.err().contains("Exception"), o.err());
        }
    }

    @Test
    void tinyAndNarrowPicturesAreMended() throws Exception {
        for (int[] size : new int[][] {{1, 1}, {3, 5000}}) {
            Path out = folder.resolve(size[1] + ".png");
            assertEquals(0, kintsugi.run("restore", "--task", "denoise", "-i",
                    noisy("in" + size[1] + ".png", size[0], size[1]), "-o", out).status());
            assertEquals(size[1], PictureReader.read(out).height());
        }
    }

    @Test
    void wrongUsageIsStatusTwo() {
        assertEquals(2, kintsugi.run("restore", "--task", "sharpen").status());
        assertEquals(2, kintsugi.run("nonsense", "--x").status());
    }
}
