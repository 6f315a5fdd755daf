package studio.kintsugi.service.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.kintsugi.KintsugiException;

/** Only whole files have arrived, and each once. */
class FolderWatchTest {
    @TempDir
    private Path folder;

    private static List<String> look(FolderWatch watch) throws KintsugiException {
        return watch.look().stream().map(i -> i.file().getFileName().toString()).toList();
    }

    @Test
    void aFileThatGrowsHasNotArrivedYet() throws Exception {
        FolderWatch watch = new FolderWatch(folder);
        Path a = Files.write(folder.resolve("a.png"), new byte[10]);
        Files.write(folder.resolve("notes.txt"), new byte[10]);
        Files.write(folder.resolve(".hidden.png"), new byte[10]);
        Files.createFile(folder.resolve("empty.png"));
        assertEquals(List.of(), look(watch));
        Files.write(a, new byte[5], StandardOpenOption.APPEND);
        assertEquals(List.of(), look(watch));
        assertEquals(List.of("a.png"), look(watch));
        assertEquals(List.of(), look(watch));
    }

    @Test
    void aFileThatIsReplacedArrivesAnew() throws Exception {
        FolderWatch watch = new FolderWatch(folder);
        Path a = Files.write(folder.resolve("a.png"), new byte[10]);
        look(watch);
        assertEquals(List.of("a.png"), look(watch));
        Files.move(Files.write(folder.resolve("a.part"), new byte[12]), a,
                StandardCopyOption.REPLACE_EXISTING);
        look(watch);
        assertEquals(List.of("a.png"), look(watch));
        Files.delete(a);
        assertEquals(List.of(), look(watch));
    }

    @Test
    void aFolderThatIsNotThereIsSaid() {
        assertThrows(KintsugiException.class, () -> new FolderWatch(folder.resolve("no")).look());
    }
}
