package studio.kintsugi.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreeRoomTest {
    @Test
    void aDiskTellsItsRoom(@TempDir Path folder) throws Exception {
        long room = FreeRoom.of(folder).orElseThrow();
        long store = Files.getFileStore(folder).getUsableSpace();
        assertTrue(room > store / 2 && room < store * 2 + 1, room + " and " + store);
    }

    @Test
    void whatIsNotThereTellsNothing(@TempDir Path folder) {
        assertTrue(FreeRoom.of(folder.resolve("none")).isEmpty());
    }

    @Test
    void aFileSystemWithoutBlocksTellsNothing() {
        Path processes = Path.of("/proc");
        org.junit.jupiter.api.Assumptions.assumeTrue(Files.isDirectory(processes), "there is no /proc here");
        assertEquals(0, processes.toFile().getTotalSpace());
        assertTrue(FreeRoom.of(processes).isEmpty());
    }
}
