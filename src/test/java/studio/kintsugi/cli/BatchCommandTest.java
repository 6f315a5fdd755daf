package studio.kintsugi.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import studio.kintsugi.TestPictures;
import studio.kintsugi.app.Main;
import studio.kintsugi.imaging.BitDepth;
import studio.kintsugi.imaging.io.PictureReader;
import studio.kintsugi.service.batch.journal.Journal;
import studio.kintsugi.service.batch.journal.JournalEntry;
import studio.kintsugi.store.ModelFolder;
import studio.kintsugi.store.Sha256;
import studio.kintsugi.store.StoredModel;

/** Many pictures at once, by the options that all commands for pictures share. */
class BatchCommandTest {
    @TempDir
    private Path folder;

    @RegisterExtension
    final CommandLineRunner kintsugi = CommandLineRunner.restoring();

    private Path in;
    private Path out;

    @BeforeEach
    void pictures() throws Exception {
        in = Files.createDirectories(folder.resolve("in/deep")).getParent();
        out = folder.resolve("out");
        TestPictures.noisy(in.resolve("a.png"), 30, 20);
        TestPictures.noisy(in.resolve("b.jpg"), 20, 30);
        TestPictures.noisy(in.resolve("deep/c.tif"), 24, 24);
    }

    private Outcome denoise(Object... more) {
        List<Object> arguments = new ArrayList<>(List.of("restore", "--task", "denoise", "-m", "denoise-fast",
                "--precision", "float32", "-o", out));
        arguments.addAll(List.of(more));
        return kintsugi.run(arguments.toArray());
    }

    private List<String> results() throws Exception {
        try (Stream<Path> files = Files.walk(out)) {
            return files.filter(Files::isRegularFile).filter(f -> !f.endsWith(Journal.FILE))
                    .map(f -> out.relativize(f).toString().replace('\\', '/')).sorted().toList();
        }
    }

    @Test
    void foldersAreSearchedAndTheirStructureKept() throws Exception {
        denoise("-i", in, "--recursive", "--format", "tiff", "--bits", "16", "--name", "{stem}-{tool}").succeeded();
        assertEquals(List.of("a-denoise.tif", "b-denoise.tif", "deep/c-denoise.tif"), results());
        assertEquals(BitDepth.SIXTEEN, PictureReader.read(out.resolve("a-denoise.tif")).info().depth());
    }

    @Test
    void aListNamesPictures() throws Exception {
        Path list = Files.writeString(folder.resolve("list"), in.resolve("b.jpg") + "\0" + in.resolve("a.png"));
        denoise("--from-file", list, "--quality", "50").succeeded();
        assertEquals(List.of("a.png", "b.jpg"), results());
    }

    @Test
    void aDryRunTellsThePlanAndDoesNothing() throws Exception {
        Outcome o = denoise("-i", in + "/*.png", in.resolve("deep"), "--dry-run", "--json").succeeded();
        assertEquals(2, o.json().getAsJsonArray("plan").size());
        assertFalse(Files.exists(out));
    }

    @Test
    void whatIsThereIsSkippedOrDoneAnewAsAsked() throws Exception {
        assertEquals(2, denoise("-i", in, "--json").succeeded().json().getAsJsonArray("done").size());
        Files.writeString(out.resolve("a.png"), "something else");
        assertEquals(2, denoise("-i", in, "--json", "--skip-existing").succeeded().json().get("skipped").getAsInt());
        JsonObject resumed = denoise("-i", in, "--json", "--resume").succeeded().json();
        assertEquals(1, resumed.get("skipped").getAsInt());
        assertEquals(30, PictureReader.read(out.resolve("a.png")).width());
        JsonObject other = denoise("-i", in, "--json", "--resume", "--strength", "0.5").succeeded().json();
        assertEquals(2, other.getAsJsonArray("done").size(), "another recipe");
        assertEquals(2, denoise("-i", in, "--resume", "--overwrite").status());
    }

    @Test
    void progressForProgramsIsOneObjectALine() throws Exception {
        Files.writeString(in.resolve("bad.png"), "no picture");
        Outcome o = denoise("-i", in, "--progress", "jsonl");
        assertEquals(1, o.status());
        List<JsonObject> events = o.err().lines().filter(line -> line.startsWith("{"))
                .map(line -> JsonParser.parseString(line).getAsJsonObject()).toList();
        assertEquals(2, events.stream().filter(e -> e.get("event").getAsString().equals("done")).count());
        assertEquals(1, events.stream().filter(e -> e.get("event").getAsString().equals("failed")).count());
    }

    @Test
    void whereWeightsAreNotThoseOfTheirCardEachPictureFailsAndTheJournalSaysSo() throws Exception {
        StoredModel fast = kintsugi.store().get("denoise-fast");
        StoredModel mine = kintsugi.store().add(fast.card().change().id("mine").build(), fast.weights());
        Object[] run = {"restore", "--task", "denoise", "-m", "mine", "-i", in, "-o", out};
        Path weights = ((ModelFolder) mine).folder().resolve("weights.safetensors");
        byte[] bytes = Files.readAllBytes(weights);
        bytes[bytes.length - 1] ^= 1;
        Files.write(weights, bytes);
        assertEquals(1, kintsugi.run(run).status());
        assertEquals(List.of(), results());
        Map<String, JournalEntry> journal = new Journal(out).read();
        assertEquals(2, journal.size());
        assertTrue(journal.get("a.png").error().contains("have changed since it was stored"));
        bytes[bytes.length - 1] ^= 1;
        Files.write(weights, bytes);
        kintsugi.run(run).succeeded();
        assertEquals(List.of("a.png", "b.jpg"), results());
    }

    @Test
    void wrongOptionsAreWrongUsage() {
        for (String[] wrong : new String[][] {{"--format", "gif"}, {"--quality", "101"}, {"--bits", "12"},
            {"--jobs", "0"}, {"--on-error", "panic"}}) {
            assertEquals(2, denoise("-i", in, wrong[0], wrong[1]).status(), wrong[0]);
        }
        assertEquals(2, denoise().status(), "no input");
        assertEquals(2, denoise("-i", in, "--format", "jpeg", "--bits", "16").status());
    }

    @Test
    void whatIsNotThereIsToldBeforeAnyWork() {
        Outcome o = denoise("-i", in.resolve("a.png"), in.resolve("nowhere.png"), "--dry-run");
        assertEquals(1, o.status());
        assertTrue(o.out().contains("“nowhere.png” is not there"), o.out());
        Outcome preset = kintsugi.run("apply", "Nobody's preset", "-i", in, "-o", out);
        assertTrue(preset.err().contains("is neither a file nor the name of a preset"), preset.err());
    }

    /** A process that is killed in the midst of it, three times, and goes on. */
    @Test
    void aRunThatIsKilledGoesOnAndDoesNothingTwice() throws Exception {
        for (int i = 0; i < 12; i++) {
            TestPictures.noisy(in.resolve("more" + i + ".png"), 64 + i, 48);
        }
        Map<String, String> kept = new TreeMap<>();
        for (int kill = 1; kill <= 3; kill++) {
            Process process = process();
            try {
                int wanted = 3 * kill;
                while (process.isAlive() && new Journal(out).read().size() < wanted) {
                    assertFalse(process.waitFor(10, TimeUnit.MILLISECONDS) && process.exitValue() != 0);
                }
            } finally {
                process.destroyForcibly();
                process.waitFor();
            }
            Map<String, String> now = changes();
            assertTrue(now.entrySet().containsAll(kept.entrySet()), "nothing that was done is done again");
            kept = now;
        }
        Process last = process();
        assertTrue(last.waitFor(2, TimeUnit.MINUTES));
        assertEquals(0, last.exitValue());
        assertTrue(changes().entrySet().containsAll(kept.entrySet()));
        List<String> resumed = results();
        Map<String, String> hashes = hashes();
        out = folder.resolve("undisturbed");
        denoise("-i", in).succeeded();
        assertEquals(results(), resumed, "each result once, and no part of one");
        assertEquals(hashes(), hashes);
        assertEquals(14, hashes.size());
    }

    /** As a process, which only a signal ends. */
    @Test
    void whatArrivesInAWatchedFolderIsDone() throws Exception {
        Files.writeString(folder.resolve("recipe.json"), "{\"version\":1,\"steps\":[{\"tool\":\"denoise\",\"model\":"
                + "\"denoise-fast\",\"modelHash\":\"\",\"parameters\":{}}]}");
        Process process = process("watch", in.toString(), "--recipe", folder.resolve("recipe.json").toString(), "-o",
                out.toString());
        try {
            await(process, "a.png", "b.jpg");
            TestPictures.noisy(folder.resolve("late.png"), 40, 20);
            Files.move(folder.resolve("late.png"), in.resolve("late.png"));
            await(process, "a.png", "b.jpg", "late.png");
            assertEquals(40, PictureReader.read(out.resolve("late.png")).width());
        } finally {
            process.destroy();
            assertTrue(process.waitFor(1, TimeUnit.MINUTES));
        }
        assertEquals(List.of("a.png", "b.jpg", "late.png"), results());
    }

    private void await(Process process, String... names) throws Exception {
        while (!Stream.of(names).allMatch(name -> Files.exists(out.resolve(name)))) {
            assertFalse(process.waitFor(50, TimeUnit.MILLISECONDS), "it ended before all was done");
        }
    }

    private Process process() throws Exception {
        // in one precision, as programs are compared that may find different ones faster
        return process("restore", "--task", "denoise", "-m", "denoise-fast", "--precision", "float32", "-i",
                in.toString(), "-o", out.toString(), "--resume");
    }

    private static Process process(String... arguments) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(List.of(java,
                "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-Dai.djl.offline=true",
                "-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }

    /** Times of the results' last change. */
    private Map<String, String> changes() throws Exception {
        Map<String, String> times = new TreeMap<>();
        for (String name : results()) {
            if (!name.startsWith(".")) {
                times.put(name, Files.getLastModifiedTime(out.resolve(name)).toString());
            }
        }
        return times;
    }

    private Map<String, String> hashes() throws Exception {
        Map<String, String> hashes = new TreeMap<>();
        for (String name : results()) {
            hashes.put(name, Sha256.of(out.resolve(name)));
        }
        return hashes;
    }
}
