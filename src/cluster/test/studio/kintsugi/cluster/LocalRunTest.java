package studio.kintsugi.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.kintsugi.cluster.records.Entry;
import studio.kintsugi.cluster.records.Entry.Status;
import studio.kintsugi.store.ModelStore;
import studio.kintsugi.store.StoredModel;

/** Runs on this machine alone, with all the stages of a cluster's. */
class LocalRunTest {
    @TempDir
    private Path folder;
    private Path in;
    private Path out;
    private Path recipe;

    @BeforeEach
    void make() throws Exception {
        in = Files.createDirectories(folder.resolve("in"));
        out = folder.resolve("out");
        recipe = Files.writeString(folder.resolve("recipe.json"), Batch.RECIPE);
    }

    @Test
    void resultsAreTheDesktopsAndASecondRunDoesWhatIsMissingOrHasChanged() throws Exception {
        Batch.make(in, 8);
        Files.writeString(in.resolve("broken.png"), "no picture");
        Object[] run = {"apply", recipe, "-i", in, "-o", out, "--on", "local[2]"};

        Programs.Ended first = Programs.kintsugi(folder, run).end();
        assertEquals(1, first.status(), first.output());
        assertTrue(first.output().contains("8 done, 0 were done before, 1 failed"), first.output());
        assertTrue(first.output().contains("“broken.png” is not a picture"), first.output());
        Map<String, Entry> entries = Batch.manifest(out);
        assertEquals(9, entries.size());
        assertEquals(Status.FAILED, entries.get("broken.png").status());

        Path desktop = folder.resolve("desktop");
        assertEquals(1, Programs.kintsugi(folder, "apply", recipe, "-i", in, "-o", desktop, "--recursive",
                "--precision", "float32").end()
                .status());
        Batch.assertSame(desktop, out);

        Files.delete(out.resolve("p0.jpg"));
        Batch.picture(in.resolve("more/p1.png"), 33, 21, 99);
        byte[] before = Files.readAllBytes(out.resolve("more/p1.png"));
        Files.delete(in.resolve("broken.png"));
        Programs.Ended second = Programs.kintsugi(folder, run).end();
        assertEquals(0, second.status(), second.output());
        assertTrue(second.output().contains("2 done, 6 were done before, 0 failed"), second.output());
        assertTrue(Files.exists(out.resolve("p0.jpg")));
        assertNotEquals(before.length, Files.size(out.resolve("more/p1.png")));
        assertEquals(8, Batch.manifest(out).values().stream().filter(e -> e.status() == Status.DONE).count());
    }

    @Test
    void resultsAreCalledAndSavedAsTheDesktopDoes() throws Exception {
        Batch.make(in, 8);
        Batch.picture(in.resolve("more/z.bmp"), 30, 20, 1);
        List<String> saving = List.of("--format", "jpeg", "--quality", "60", "--name", "{n} {stem}-{tool}-{folder}");
        for (List<String> asked : List.of(saving, List.of("--format", "tiff", "--bits", "16"), List.<String>of())) {
            Path here = folder.resolve("desktop-" + asked.size());
            Path there = folder.resolve("cluster-" + asked.size());
            List<Object> desktop = new ArrayList<>(List.of("apply", "High ISO portrait", "-i", in, "-o", here,
                    "--precision", "float32",
                    "--recursive"));
            List<Object> cluster = new ArrayList<>(List.of("apply", "High ISO portrait", "-i", in, "-o", there, "--on",
                    "local[2]"));
            desktop.addAll(asked);
            cluster.addAll(asked);
            Programs.Ended one = Programs.kintsugi(folder, desktop.toArray()).end();
            Programs.Ended other = Programs.kintsugi(folder, cluster.toArray()).end();
            assertEquals(0, one.status(), one.output());
            assertEquals(0, other.status(), other.output());
            Batch.assertSame(here, there);
            for (Programs.Ended ended : List.of(one, other)) {
                assertEquals(asked.isEmpty(), ended.output().contains("BMP can't be written: the results are PNG."),
                        ended.output());
            }
        }
    }

    @Test
    void whereThereIsNoRoomTheOthersGoOn() throws Exception {
        Batch.picture(in.resolve("large.png"), 40, 30, 1);
        Batch.picture(in.resolve("small.png"), 40, 30, 2);
        Batch.picture(in.resolve("other.bmp"), 40, 30, 3);
        Programs.Ended run = stubborn();
        assertEquals(1, run.status(), run.output());
        assertTrue(run.output().contains("No space left on device"), run.output());
        assertEquals(List.of("other.png", "small.png"), Batch.results(out));
        assertEquals(Status.FAILED, Batch.manifest(out).get("large.png").status());
    }

    @Test
    void aModelOfTheUsersTravelsAndWhereItIsMissingTheManifestSaysSo() throws Exception {
        ModelStore store = new ModelStore(folder.resolve("models"));
        StoredModel fast = store.get("denoise-fast");
        store.add(fast.card().change().id("mine").build(), fast.weights());
        Files.writeString(recipe, Batch.RECIPE.replace("denoise-fast", "mine"));
        Batch.picture(in.resolve("a.png"), 40, 30, 1);

        Programs.Ended missing = stubborn("--conf", "spark.hadoop." + StubbornFileSystem.NO_MODELS + "=driver");
        assertEquals(1, missing.status(), missing.output());
        assertEquals(Status.FAILED, Batch.manifest(out).get("a.png").status());
        assertTrue(Batch.manifest(out).get("a.png").error().contains("can't be fetched"), missing.output());
        assertEquals(List.of(), Batch.results(out));

        Programs.Ended wrong = stubborn("--conf", "spark.hadoop." + StubbornFileSystem.WRONG_MODELS + "=true");
        assertEquals(1, wrong.status(), wrong.output());
        assertTrue(Batch.manifest(out).get("a.png").error().contains("are not those that the run was started with"),
                wrong.output());
        assertEquals(List.of(), Batch.results(out));

        Programs.Ended found = stubborn();
        assertEquals(0, found.status(), found.output());
        assertEquals(List.of("a.png"), Batch.results(out));

        Path weights = folder.resolve("models/mine/weights.safetensors");
        byte[] bytes = Files.readAllBytes(weights);
        bytes[bytes.length - 1] ^= 1;
        Files.write(weights, bytes);
        Programs.Ended changed = stubborn();
        assertEquals(1, changed.status());
        assertTrue(changed.output().contains("have changed since it was stored"), changed.output());
    }

    @Test
    void anOutputThatHoldsTheOriginalsIsRefused() throws Exception {
        Batch.picture(in.resolve("a.png"), 40, 30, 1);
        Programs.Ended run = Programs.kintsugi(folder, "apply", recipe, "-i", in, "-o", folder, "--on", "local[1]")
                .end();
        assertEquals(1, run.status());
        assertTrue(run.output().contains("Originals are never overwritten"), run.output());
        assertFalse(Files.exists(folder.resolve("a.png")));
    }

    private Programs.Ended stubborn(String... more) throws Exception {
        Object[] base = {"apply", recipe, "-i", StubbornFileSystem.SCHEME + "://" + in, "-o",
            StubbornFileSystem.SCHEME + "://" + out, "--on", "local[2]", "--conf",
            "spark.hadoop.fs." + StubbornFileSystem.SCHEME + ".impl=" + StubbornFileSystem.class.getName()};
        Object[] all = new Object[base.length + more.length];
        System.arraycopy(base, 0, all, 0, base.length);
        System.arraycopy(more, 0, all, base.length, more.length);
        return Programs.withTestClasses(folder, all).end();
    }
}
