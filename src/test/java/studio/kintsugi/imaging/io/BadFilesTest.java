package studio.kintsugi.imaging.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import studio.kintsugi.files.AtomicFile;
import studio.kintsugi.imaging.PictureException;
import studio.kintsugi.imaging.WriteOptions;
import studio.kintsugi.imaging.decode.DecodeLimits;

/** Files that cannot be opened and places that cannot be written to: one clear sentence each, and nothing lost. */
class BadFilesTest {
    @TempDir
    Path folder;

    private void refused(Path file, String part) {
        String sentence = assertThrows(PictureException.class, () -> PictureReader.read(file)).getMessage();
        assertTrue(sentence.contains(part), sentence);
        assertTrue(sentence.contains(file.getFileName().toString()), sentence);
        assertTrue(sentence.endsWith(".") && sentence.contains(";"), sentence);
        assertFalse(sentence.contains("\n"), sentence);
    }

    private Path saved(String name) throws PictureException {
        Path file = folder.resolve(name);
        PictureWriter.write(Samplers.noise(120, 90, 1), file, WriteOptions.DEFAULT);
        return file;
    }

    @Test
    void emptyFile() throws IOException {
        refused(Files.createFile(folder.resolve("empty.jpg")), "empty");
    }

    @Test
    void textNamedJpg() throws IOException {
        refused(Files.writeString(folder.resolve("letter.jpg"), "Dear all, this is a letter."), "not a picture");
    }

    @Test
    void folderInPlaceOfFile() throws IOException {
        refused(Files.createDirectory(folder.resolve("album.png")), "folder");
    }

    @Test
    void missingFile() {
        refused(folder.resolve("gone.tif"), "not there");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpg", "png", "tif"})
    void fileCutShortAnywhere(String extension) throws Exception {
        byte[] whole = Files.readAllBytes(saved("whole." + extension));
        Path cut = folder.resolve("cut." + extension);
        for (double share : new double[] {0.02, 0.3, 0.7, 0.99}) {
            Files.write(cut, Arrays.copyOf(whole, (int) (whole.length * share)));
            refused(cut, "cut short");
        }
        Files.write(cut, Arrays.copyOf(whole, whole.length - 1));
        assertThrows(PictureException.class, () -> PictureReader.read(cut));
    }

    @Test
    void jpegWithScanMissingInTheMiddle() throws Exception {
        byte[] whole = Files.readAllBytes(saved("whole.jpg"));
        byte[] part = Arrays.copyOf(whole, whole.length / 2);
        part[part.length - 2] = (byte) 0xFF;
        part[part.length - 1] = (byte) 0xD9;
        refused(Files.write(folder.resolve("half.jpg"), part), "cut short");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpg", "png", "tif"})
    void damagedBytesNeverEscapeAsRuntimeExceptions(String extension) throws Exception {
        byte[] whole = Files.readAllBytes(saved("d." + extension));
        Random random = new Random(7);
        Path file = folder.resolve("mutant." + extension);
        for (int n = 0; n < 150; n++) {
            byte[] mutant = whole.clone();
            int range = n % 2 == 0 ? Math.min(400, mutant.length) : mutant.length;
            int base = n % 4 == 2 ? mutant.length - range : 0;
            for (int k = 0; k < 4; k++) {
                mutant[base + random.nextInt(range)] = (byte) random.nextInt();
            }
            Files.write(file, mutant);
            try {
                PictureReader.read(file);
                PictureReader.probe(file);
            } catch (PictureException expected) {
                assertTrue(expected.getMessage().endsWith("."), expected.getMessage());
            }
        }
    }

    @Test
    void headerThatClaimsMoreThanMemoryHolds() throws Exception {
        byte[] png = Files.readAllBytes(saved("claim.png"));
        ByteBuffer.wrap(png).putInt(16, 100_000).putInt(20, 100_000);
        CRC32 crc = new CRC32();
        crc.update(png, 12, 17);
        ByteBuffer.wrap(png).putInt(29, (int) crc.getValue());
        refused(Files.write(folder.resolve("claim.png"), png), "100000×100000");
        byte[] jpeg = Files.readAllBytes(saved("claim.jpg"));
        for (int i = 0; i < jpeg.length - 9; i++) {
            if (jpeg[i] == (byte) 0xFF && jpeg[i + 1] == (byte) 0xC0) {
                ByteBuffer.wrap(jpeg).putShort(i + 5, (short) 65500).putShort(i + 7, (short) 65500);
                break;
            }
        }
        refused(Files.write(folder.resolve("claim.jpg"), jpeg), "65500×65500");
        PictureException e = assertThrows(PictureException.class,
                () -> DecodeLimits.check("x", 9000, 6000, 16, 500L << 20));
        assertTrue(e.getMessage().contains("864 MB"), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.xyz", "noextension", "a.gif"})
    void formatsThatCannotBeWritten(String name) {
        PictureException e = assertThrows(PictureException.class, () -> saved(name));
        assertTrue(e.getMessage().contains(".png"), e.getMessage());
    }

    @Test
    void missingFolderAndFolderAsTarget() throws IOException {
        assertTrue(assertThrows(PictureException.class, () -> saved("no/such/a.png")).getMessage()
                .contains("not there"));
        Files.createDirectory(folder.resolve("dir.png"));
        assertTrue(assertThrows(PictureException.class, () -> saved("dir.png")).getMessage().contains("folder"));
    }

    @Test
    void failedSaveLeavesTheOldFileWhole() throws IOException {
        Path file = Files.writeString(folder.resolve("old.png"), "the old one");
        assertThrows(IOException.class, () -> AtomicFile.write(file, channel -> {
            channel.write(ByteBuffer.wrap(new byte[1000]));
            throw new IOException("pulled the plug");
        }));
        assertEquals("the old one", Files.readString(file));
        assertOnly("old.png", folder);
    }

    @Test
    void fullDiskIsSaidAndLeavesTheOldFileWhole() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        Assumptions.assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk.toString()) == 0,
                "needs the right to mount");
        try {
            Path file = Files.write(disk.resolve("a.png"), new byte[] {1, 2, 3});
            for (String name : new String[] {"a.png", "b.tif", "c.jpg"}) {
                PictureException e = assertThrows(PictureException.class, () -> PictureWriter.write(
                        Samplers.noise(400, 400, 2), disk.resolve(name), WriteOptions.DEFAULT));
                assertTrue(e.getMessage().contains("not enough room"), e.getMessage());
            }
            assertArrayEquals(new byte[] {1, 2, 3}, Files.readAllBytes(file));
            assertOnly("a.png", disk);
        } finally {
            run("umount", disk.toString());
        }
    }

    private static int run(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
        } catch (IOException absent) {
            return -1;
        }
    }

    private static void assertOnly(String name, Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(java.util.List.of(name), files.map(f -> f.getFileName().toString()).toList());
        }
    }

    @ParameterizedTest
    @CsvSource({"a.jpg,'<!DOCTYPE html><html>',a web page", "b.png,'  <HTML lang=en>',a web page",
        "c.webp,version https://git-lfs.github.com/spec/v1,a Git LFS pointer"})
    void whatADownloadBroughtInsteadIsCalledByName(String name, String text, String kind) throws Exception {
        Path file = Files.writeString(folder.resolve(name), text);
        String said = assertThrows(PictureException.class, () -> PictureReader.read(file)).getMessage();
        assertTrue(said.contains(kind), said);
    }
}
