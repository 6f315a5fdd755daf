package studio.kintsugi.cluster.stages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.util.ShutdownHookManager;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import org.apache.spark.api.java.function.VoidFunction;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.cluster.records.Entry;
import studio.kintsugi.cluster.records.Group;
import studio.kintsugi.cluster.records.Planned;
import studio.kintsugi.cluster.records.RunSpec;
import studio.kintsugi.cluster.records.Source;
import studio.kintsugi.cluster.storage.JsonLines;
import studio.kintsugi.cluster.storage.OutputFolder;
import studio.kintsugi.cluster.storage.Placement;
import studio.kintsugi.cluster.storage.Storage;
import studio.kintsugi.imaging.PictureSize;
import studio.kintsugi.store.Sha256;

/**
 * Works on one group, however often Spark has it tried: what an earlier attempt finished is not done again, and a
 * picture that executors keep dying of is given up.
 */
public final class GroupTask implements VoidFunction<Group> {
    private static final long serialVersionUID = 1L;
    private static final int MOST_DEATHS = 3;

    private final RunSpec spec;

    public GroupTask(RunSpec spec) {
        this.spec = spec;
    }

    @Override
    public void call(Group group) throws IOException {
        OutputFolder output = new OutputFolder(spec.output(), spec.run());
        List<Planned> pictures = new ArrayList<>();
        JsonLines.read(output.plan(group.part()), line -> JsonLines.parse(line, Planned.class)
                .filter(p -> p.group() == group.number()).ifPresent(pictures::add));
        ExecutorRuntime runtime = ExecutorRuntime.of(spec);
        TaskContext context = TaskContext.get();
        var journals = output.journals(group.part(), group.number());
        Trail trail = Trail.of(journals);
        String attempt = Long.toString(context.taskAttemptId());
        try (Journal journal = new Journal(journals, attempt, context.attemptNumber() > 0);
                Scratch scratch = Scratch.open()) {
            for (Planned planned : pictures) {
                String name = planned.source().name();
                if (isOver(trail.end(name), output.result(name))) {
                    continue;
                }
                Entry entry = Entry.started(planned.source(), spec.run(), spec.work(), Host.name());
                journal.add(entry);
                if (trail.unfinished(name) >= MOST_DEATHS) {
                    journal.add(entry.failed("Whoever worked on it died, " + MOST_DEATHS + " times: the picture may"
                            + " need more memory than an executor has."));
                } else {
                    new Attempt(output, runtime, journal, scratch, planned, entry).run(attempt);
                }
            }
        }
    }

    /** Whether a picture ended; one that was written down may have lost its attempt before it was placed. */
    private static boolean isOver(Optional<Entry> end, org.apache.hadoop.fs.Path result) throws IOException {
        return end.isPresent() && (end.get().status() == Entry.Status.FAILED
                || Storage.of(result).exists(result)
                        && Storage.of(result).getFileStatus(result).getLen() == end.get().resultBytes());
    }

    /** One picture: fetched, worked on, written down and placed. */
    private record Attempt(OutputFolder output, ExecutorRuntime runtime, Journal journal, Scratch scratch,
            Planned planned, Entry entry) {
        void run(String attempt) throws IOException {
            try {
                place(attempt);
            } catch (KintsugiException | IOException | RuntimeException | OutOfMemoryError e) {
                if (isEnding() || e instanceof CancellationException) {
                    throw new TaskKilledException("the attempt was ended");
                }
                journal.add(entry.failed(sentence(e)));
            }
        }

        /** Whether the attempt fails because it is stopped, or its executor ends and takes its files away. */
        private static boolean isEnding() {
            return TaskContext.get().isInterrupted() || Thread.currentThread().isInterrupted()
                    || ShutdownHookManager.get().isShutdownInProgress();
        }

        private void place(String attempt) throws KintsugiException, IOException {
            long began = System.nanoTime();
            Source source = planned.source();
            Path from = fetch(source);
            Path made = scratch.file("out-" + fileName(source.name()));
            try {
                long workBegan = System.nanoTime();
                PictureSize size = runtime.apply(from, made);
                double work = secondsSince(workBegan);
                var result = output.result(source.name());
                Placement placement = new Placement(output.temporary(attempt + "-" + result.getName()), result);
                placement.upload(made);
                removeOutdated(result);
                // written down first: a result that nobody knows of would be made again
                journal.add(entry.done(Sha256.of(from), Files.size(made), Sha256.of(made), size.width(),
                        size.height(), secondsSince(began), work));
                placement.appear(made);
            } finally {
                Files.deleteIfExists(made);
                scratch.forget(from);
            }
        }

        private Path fetch(Source source) throws IOException {
            var path = new org.apache.hadoop.fs.Path(source.path());
            if (Storage.isLocal(path)) {
                return Storage.local(path);
            }
            Path copy = scratch.file(path.getName());
            try (var in = Storage.of(path).open(path)) {
                Files.copy(in, copy);
            }
            return copy;
        }

        /** What stood there when the run was planned, and nothing that appeared since. */
        private void removeOutdated(org.apache.hadoop.fs.Path result) throws IOException {
            FileSystem system = Storage.of(result);
            if (planned.replaces() != Planned.NONE && system.exists(result)
                    && system.getFileStatus(result).getModificationTime() == planned.replaces()) {
                system.delete(result, false);
            }
        }

        private static String fileName(String name) {
            return name.substring(name.lastIndexOf('/') + 1);
        }

        private static double secondsSince(long began) {
            return (System.nanoTime() - began) / 1e9;
        }

        private static String sentence(Throwable e) {
            return switch (e) {
                case KintsugiException told -> told.getMessage();
                case OutOfMemoryError memory -> "It needs more memory than an executor has: give executors more.";
                case IOException storage -> "It could not be fetched or stored: " + Optional
                        .ofNullable(storage.getMessage()).orElse(storage.toString());
                default -> "Something went wrong that should not have: " + e;
            };
        }
    }
}
