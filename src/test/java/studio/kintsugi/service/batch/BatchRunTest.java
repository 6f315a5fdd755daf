package studio.kintsugi.service.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.TestPictures;
import studio.kintsugi.files.AtomicFile;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.WriteOptions;
import studio.kintsugi.imaging.io.PictureReader;
import studio.kintsugi.imaging.io.PictureWriter;
import studio.kintsugi.service.batch.journal.Journal;
import studio.kintsugi.service.batch.journal.JournalEntry;
import studio.kintsugi.service.batch.plan.BatchInput;
import studio.kintsugi.service.batch.plan.ExistingFiles;
import studio.kintsugi.service.batch.plan.NamePattern;
import studio.kintsugi.service.batch.plan.OutputPlan;
import studio.kintsugi.service.batch.plan.OutputRules;
import studio.kintsugi.service.job.JobRunner;

/** A batch with a tool that only looks on. */
class BatchRunTest {
    @TempDir
    private Path folder;

    private final List<PictureOutcome> outcomes = new ArrayList<>();
    private Path out;

    @BeforeEach
    void outside() {
        out = folder.resolve("out");
    }

    /** Gives pictures back as they are. */
    private static class Same implements PictureTool {
        @Override
        public String name() {
            return "same";
        }

        @Override
        public int scale() {
            return 1;
        }

        @Override
        public String description() {
            return "same";
        }

        @Override
        public List<String> models() {
            return List.of();
        }

        @Override
        public NetworkTime time() {
            return new NetworkTime();
        }

        @Override
        public PictureResult apply(Picture picture, ToolListener listener) throws KintsugiException {
            return new Result(picture);
        }
    }

    private record Result(Picture picture) implements PictureResult {
        @Override
        public int width() {
            return picture.width();
        }

        @Override
        public int height() {
            return picture.height();
        }

        @Override
        public double networkSeconds() {
            return 0;
        }

        @Override
        public List<String> write(Path target, WriteOptions options, AtomicFile.Witness witness)
                throws KintsugiException {
            return PictureWriter.write(picture, target, options, witness);
        }
    }

    private List<BatchInput> pictures(int count) throws Exception {
        List<BatchInput> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(BatchInput.of(TestPictures.noisy(folder.resolve(i + ".png"), 20 + i, 10)));
        }
        return all;
    }

    private BatchReport run(PictureTool tool, BatchOptions options, List<BatchInput> inputs) throws Exception {
        PictureWork work = new PictureWork(tool, WriteOptions.DEFAULT);
        OutputPlan plan = OutputPlan.of(inputs, new OutputRules(out, true, NamePattern.SAME, Optional.empty(),
                ExistingFiles.RESUME, "same", 1, OutputRules.SideFiles.NONE), work.id());
        plan.makeFolders();
        try (JobRunner runner = new JobRunner()) {
            return new BatchRun(work, options, plan.journal(), (picture, outcome) -> outcomes.add(outcome))
                    .run(plan.pictures(), runner);
        }
    }

    @Test
    void allAreDoneWhateverTheMemoryAndTheNumberOfThreads() throws Exception {
        List<BatchInput> inputs = pictures(12);
        for (BatchOptions options : List.of(new BatchOptions(1, false, 1), new BatchOptions(4, false, 1),
                new BatchOptions(3, false, 20_000), new BatchOptions(4, false, 1 << 30))) {
            outcomes.clear();
            out = folder.resolve("out" + options.hashCode());
            assertEquals(12, run(new Same(), options, inputs).done());
            for (BatchInput input : inputs) {
                assertEquals(PictureReader.read(input.file()).width(),
                        PictureReader.read(out.resolve(input.file().getFileName())).width());
            }
            assertEquals(12, outcomes.size());
        }
    }

    /** As a huge picture's rows are. */
    private static final class MadeWhileWritten implements PictureResult {
        private final Result result;
        private double worked;

        MadeWhileWritten(Picture picture) {
            result = new Result(picture);
        }

        @Override
        public int width() {
            return result.width();
        }

        @Override
        public int height() {
            return result.height();
        }

        @Override
        public double networkSeconds() {
            return worked;
        }

        @Override
        public List<String> write(Path target, WriteOptions options, AtomicFile.Witness witness)
                throws KintsugiException {
            long began = System.nanoTime();
            try {
                Thread.sleep(200);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            List<String> notes = result.write(target, options, witness);
            worked = (System.nanoTime() - began) / 1e9;
            return notes;
        }
    }

    @Test
    void whatANetworkMakesWhileItIsWrittenCountsOnce() throws Exception {
        run(new Same() {
            @Override
            public PictureResult apply(Picture picture, ToolListener listener) {
                return new MadeWhileWritten(picture);
            }
        }, new BatchOptions(1, false, 1), pictures(1));
        PictureOutcome outcome = outcomes.getFirst();
        assertTrue(outcome.networkSeconds() >= 0.2, outcome.toString());
        assertTrue(outcome.writeSeconds() < outcome.networkSeconds(), outcome.toString());
    }

    @Test
    void theNextPictureIsDecodedAndTheLastOneWrittenWhileTheNetworkWorks() throws Exception {
        CountDownLatch firstIsWritten = new CountDownLatch(1);
        PictureTool waits = new Same() {
            @Override
            public PictureResult apply(Picture picture, ToolListener listener) throws KintsugiException {
                try {
                    // the second picture waits in the network until the first is on the disk
                    assertTrue(picture.width() == 20 || firstIsWritten.await(30, TimeUnit.SECONDS));
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
                return new Result(picture);
            }
        };
        PictureWork work = new PictureWork(waits, WriteOptions.DEFAULT);
        OutputPlan plan = OutputPlan.of(pictures(3), OutputRules.of(out, true, "x"), work.id());
        plan.makeFolders();
        try (JobRunner runner = new JobRunner()) {
            BatchReport report = new BatchRun(work, BatchOptions.ofThisMachine(), null,
                    (picture, outcome) -> firstIsWritten.countDown()).run(plan.pictures(), runner);
            assertEquals(3, report.done());
        }
        assertFalse(Files.exists(out.resolve(Journal.FILE)));
    }

    @Test
    void aPictureThatFailsIsNamedAndTheOthersAreDoneOrLeft() throws Exception {
        List<BatchInput> inputs = new ArrayList<>(pictures(3));
        inputs.add(1, BatchInput.of(Files.writeString(folder.resolve("bad.png"), "no picture")));
        BatchReport all = run(new Same(), BatchOptions.ofThisMachine(), inputs);
        assertEquals(3, all.done());
        assertEquals(1, all.failed());
        Map<String, JournalEntry> journal = new Journal(out).read();
        assertTrue(journal.get("bad.png").error().contains("bad.png"));
        assertTrue(journal.get("2.png").isDone());
        out = folder.resolve("stopped");
        BatchReport stopped = run(new Same(), new BatchOptions(1, true, 1), inputs);
        assertEquals(1, stopped.failed());
        assertEquals(4, stopped.done() + stopped.failed() + stopped.left());
        assertTrue(stopped.left() >= 1, stopped.toString());
    }

    @Test
    void whatIsDoneIsNotDoneAgain() throws Exception {
        List<BatchInput> inputs = pictures(4);
        assertEquals(4, run(new Same(), BatchOptions.ofThisMachine(), inputs).done());
        assertEquals(4, run(new Same(), BatchOptions.ofThisMachine(), inputs).skipped());
        Files.delete(out.resolve("2.png"));
        TestPictures.noisy(inputs.getFirst().file(), 33, 10);
        BatchReport third = run(new Same(), BatchOptions.ofThisMachine(), inputs);
        assertEquals(2, third.done());
        assertEquals(2, third.skipped());
        assertEquals(33, PictureReader.read(out.resolve("0.png")).width());
    }

    /** As a picture of a cluster's file system comes. */
    @Test
    void aPictureMayComeAsAStream() throws Exception {
        Path file = TestPictures.noisy(folder.resolve("a.png"), 20, 10);
        PictureSource stream = new PictureSource() {
            @Override
            public String name() {
                return "hdfs://there/a.png";
            }

            @Override
            public long size() throws IOException {
                return Files.size(file);
            }

            @Override
            public String time() {
                return "1970-01-01T00:00:00Z";
            }

            @Override
            public InputStream open() throws IOException {
                return Files.newInputStream(file);
            }
        };
        PictureWork work = new PictureWork(new Same(), WriteOptions.DEFAULT);
        PictureOutcome here = work.treat(PictureSource.of(file), folder.resolve("b.png"), (a, b, c) -> { }, o -> { });
        PictureOutcome there = work.treat(stream, folder.resolve("c.png"), (a, b, c) -> { }, o -> { });
        assertTrue(there.isDone(), there.error());
        assertEquals(here.source().hash(), there.source().hash());
        assertEquals(here.result().hash(), there.result().hash());
        assertEquals("hdfs://there/a.png", there.input());
    }
}
