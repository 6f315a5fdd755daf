package studio.kintsugi.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.kintsugi.service.job.JobRunner;

class FirstWindowTest {
    @TempDir
    private Path folder;

    @Test
    void aSecondStartGivesItsFilesToTheFirst() throws Exception {
        takesFiles(folder.resolve("window"));
    }

    @Test
    void aFolderTooDeepForSocketsHoldsALockAllTheSame() throws Exception {
        takesFiles(folder.resolve("d".repeat(120)).resolve("window"));
    }

    private static void takesFiles(Path place) throws Exception {
        BlockingQueue<List<Path>> opened = new LinkedBlockingQueue<>();
        try (JobRunner runner = new JobRunner(); FirstWindow first = FirstWindow.claim(place).orElseThrow()) {
            runner.lane("later-starts").execute(() -> first.listen(opened::add));
            assertEquals(Optional.empty(), FirstWindow.claim(place));
            assertTrue(FirstWindow.handOver(place, List.of(Path.of("ä b.png"), Path.of("/c.png"))));
            assertEquals(List.of(Path.of("ä b.png").toAbsolutePath(), Path.of("/c.png")),
                    opened.poll(10, TimeUnit.SECONDS));
            assertTrue(FirstWindow.handOver(place, List.of()));
            assertEquals(List.of(), opened.poll(10, TimeUnit.SECONDS));
        }
        assertFalse(FirstWindow.handOver(place, List.of()), "a window that is closed takes nothing");
        FirstWindow.claim(place).orElseThrow().close();
    }

    /** What a killed window leaves: its lock's file, without the lock, and its socket. */
    @Test
    void whatAKilledWindowLeftStandsInNobodysWay() throws Exception {
        Path place = folder.resolve("window");
        Files.createDirectories(place);
        Files.writeString(place.resolve("lock"), place.resolve("socket").toString());
        Files.writeString(place.resolve("socket"), "");
        assertFalse(FirstWindow.handOver(place, List.of(Path.of("a.png"))));
        FirstWindow first = FirstWindow.claim(place).orElseThrow();
        assertEquals(Optional.empty(), FirstWindow.claim(place));
        first.close();
    }
}
