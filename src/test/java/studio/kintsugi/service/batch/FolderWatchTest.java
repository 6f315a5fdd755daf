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
import studio.kintsugi.service.batch.plan.BatchInput;
import studio.kintsugi.service.batch.plan.PictureInputs;

/** Only whole files have arrived, and each once. */
class FolderWatchTest {
    @TempDir
    private Path folder;

    private static List<String> look(FolderWatch watch) throws KintsugiException {
        return watch.look().stream().map(i -> i.file().getFileName().toString()).toList();
    }

    private Path out() {
        return folder.resolve("out");
    }

    private FolderWatch watch(boolean recursive) {
        return new FolderWatch(folder, new PictureInputs(recursive, out()));
    }

    @Test
    void foldersWithinAreWatchedToo() throws Exception {
        FolderWatch watch = watch(true);
        Files.write(Files.createDirectories(folder.resolve("deep/er")).resolve("a.png"), new byte[10]);
        Files.write(Files.createDirectories(out()).resolve("a.png"), new byte[10]);
        watch.look();
        List<BatchInput> arrived = watch.look();
        assertEquals(1, arrived.size());
        assertEquals(Path.of("deep", "er"), arrived.getFirst().folder());
        Files.write(Files.createDirectories(folder.resolve("late")).resolve("b.png"), new byte[10]);
        watch.look();
        assertEquals(List.of("b.png"), look(watch));
        FolderWatch flat = watch(false);
        flat.look();
        assertEquals(List.of(), look(flat));
    }

    @Test
    void aFileThatGrowsHasNotArrivedYet() throws Exception {
        FolderWatch watch = watch(false);
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
        FolderWatch watch = watch(false);
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
        FolderWatch watch = new FolderWatch(folder.resolve("no"), new PictureInputs(false, out()));
        assertThrows(KintsugiException.class, watch::look);
    }
}
