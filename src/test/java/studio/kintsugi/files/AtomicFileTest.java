package studio.kintsugi.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    private Path folder;

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    @Test
    void aNameMayHaveAllTheBytesThatAFileSystemAllows() throws IOException {
        Path file = folder.resolve("n".repeat(251) + ".png");
        AtomicFile.write(file, channel -> channel.write(ByteBuffer.wrap(new byte[] {1, 2, 3})));
        assertEquals(3, Files.size(file));
        assertEquals(List.of(file), files());
    }

    @Test
    void theWitnessSeesTheWholeFileBeforeItIsInPlace() throws IOException {
        Path file = folder.resolve("a");
        AtomicFile.write(file, channel -> channel.write(ByteBuffer.wrap(new byte[100])), whole -> {
            assertEquals(100, Files.readAllBytes(whole).length);
            assertFalse(Files.exists(file));
        });
        assertTrue(Files.exists(file));
        assertThrows(IOException.class, () -> AtomicFile.write(file,
                channel -> channel.write(ByteBuffer.wrap(new byte[5])), whole -> {
                    throw new IOException("the witness objects");
                }));
        assertEquals(100, Files.size(file));
        assertEquals(List.of(file), files());
    }

    @Test
    void onlyWhatNobodyWritesAnyMoreIsAbandoned() throws IOException {
        Path left = Files.write(folder.resolve(".kintsugi-123.part"), new byte[7]);
        Path other = Files.write(folder.resolve("mine.part"), new byte[7]);
        Path file = folder.resolve("a");
        AtomicFile.write(file, channel -> {
            AtomicFile.deleteAbandoned(folder);
            channel.write(ByteBuffer.wrap(new byte[9]));
        });
        assertEquals(9, Files.size(file));
        assertFalse(Files.exists(left));
        assertTrue(Files.exists(other));
    }
}
