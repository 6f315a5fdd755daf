package studio.kintsugi.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.kintsugi.store.Sha256;

/**
 * A batch of the desktop as it was built, killed three times at random moments. With {@code -Dkintsugi.pictures=200}
 * and {@code -Dkintsugi.photos=FOLDER} it is the measurement.
 */
class KilledBatchTest {
    private static final int PICTURES = Integer.getInteger("kintsugi.pictures", 16);
    private static final long SEED = Long.getLong("kintsugi.seed", 1);
    private static final int SIDE = 256;
    private static final int KILLS = 3;
    private static final Path JOURNAL = Path.of(".kintsugi-journal.jsonl");

    @TempDir
    private Path folder;

    @Test
    void aBatchThatIsKilledGoesOnAndNothingIsDoneTwice() throws Exception {
        Path in = folder.resolve("in");
        String photos = System.getProperty("kintsugi.photos");
        Photos.make(in, photos == null ? null : Path.of(photos), PICTURES, SIDE, SIDE);
        Path out = folder.resolve("out");
        Random random = new Random(SEED);
        Map<String, String> done = new HashMap<>();
        for (int kill = 1; kill <= KILLS; kill++) {
            Programs.Running run = start(in, out);
            int most = PICTURES * kill / (KILLS + 1);
            int wanted = done.size() + 1 + random.nextInt(Math.max(1, most - done.size()));
            while (entries(out).size() < wanted && run.process().isAlive()) {
                run.process().waitFor(20, TimeUnit.MILLISECONDS);
            }
            run.process().waitFor(random.nextInt(300), TimeUnit.MILLISECONDS);
            run.process().destroyForcibly().waitFor();
            Map<String, String> now = whole(out);
            assertTrue(now.entrySet().containsAll(done.entrySet()), "nothing that was done is done again");
            System.out.println("killed with " + now.size() + " of " + PICTURES + " done");
            done = now;
        }
        Programs.Ended last = start(in, out).end();
        assertEquals(0, last.status(), last.output());
        JsonObject told = last.output().lines().filter(line -> line.startsWith("{")).reduce((a, b) -> b)
                .map(line -> JsonParser.parseString(line).getAsJsonObject()).orElseThrow();
        assertEquals(done.size(), told.get("skipped").getAsInt());
        Map<String, String> all = whole(out);
        assertTrue(all.entrySet().containsAll(done.entrySet()));
        assertEquals(PICTURES, all.size());
        Path undisturbed = folder.resolve("undisturbed");
        assertEquals(0, start(in, undisturbed).end().status());
        Batch.assertSame(undisturbed, out);
    }

    private Programs.Running start(Path in, Path out) throws IOException {
        return Programs.kintsugi(folder, "restore", "--task", "denoise", "-m", "denoise-fast", "-i", in, "-o", out,
                "--resume", "--json");
    }

    /** The names that the journal has, each with its last hash. */
    private static Map<String, String> entries(Path out) throws IOException {
        Map<String, String> hashes = new HashMap<>();
        Path journal = out.resolve(JOURNAL);
        if (Files.exists(journal)) {
            String text = Files.readString(journal);
            text.substring(0, text.lastIndexOf('\n') + 1).lines().map(l -> JsonParser.parseString(l).getAsJsonObject())
                    .forEach(entry -> hashes.put(entry.get("output").getAsString(),
                            entry.getAsJsonObject("result").get("hash").getAsString()));
        }
        return hashes;
    }

    /** The results that are there, each whole and as the journal says, with the time of its last change. */
    private static Map<String, String> whole(Path out) throws IOException {
        Map<String, String> hashes = entries(out);
        Map<String, String> times = new TreeMap<>();
        for (String name : Batch.results(out)) {
            if (!name.startsWith(".")) {
                assertEquals(hashes.get(name), Sha256.of(out.resolve(name)), name);
                times.put(name, Files.getLastModifiedTime(out.resolve(name)).toString());
            }
        }
        return times;
    }
}
