package studio.kintsugi.cluster.stages;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.util.ShutdownHookManager;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import org.apache.spark.api.java.function.VoidFunction;
import studio.kintsugi.cluster.records.Entry;
import studio.kintsugi.cluster.records.Group;
import studio.kintsugi.cluster.records.Planned;
import studio.kintsugi.cluster.records.RunSpec;
import studio.kintsugi.cluster.storage.JsonLines;
import studio.kintsugi.cluster.storage.OutputFolder;
import studio.kintsugi.cluster.storage.Placement;
import studio.kintsugi.cluster.storage.Storage;
import studio.kintsugi.service.batch.PictureOutcome;
import studio.kintsugi.service.batch.PictureWork;

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
        Path uploads = output.temporary(attempt);
        try (Journal journal = new Journal(journals, attempt, context.attemptNumber() > 0);
                Scratch scratch = Scratch.open()) {
            // on this machine's disk results are made where they are moved into place from
            java.nio.file.Path making = Storage.isLocal(uploads) ? Files.createDirectories(Storage.local(uploads))
                    : scratch.folder();
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
                    new Attempt(output, runtime.work(), journal, uploads, making, planned, entry).run();
                }
            }
        }
    }

    /** Whether a picture ended; one that was written down may have lost its attempt before it was placed. */
    private static boolean isOver(Optional<Entry> end, Path result) throws IOException {
        return end.isPresent() && (end.get().status() == Entry.Status.FAILED
                || Storage.of(result).exists(result)
                        && Storage.of(result).getFileStatus(result).getLen() == end.get().resultBytes());
    }

    /** One picture: worked on, written down and placed. */
    private record Attempt(OutputFolder output, PictureWork work, Journal journal, Path uploads,
            java.nio.file.Path making, Planned planned, Entry entry) {
        void run() throws IOException {
            Optional<String> failure;
            try {
                failure = place();
            } catch (CancellationException e) {
                throw new TaskKilledException("the attempt was ended");
            } catch (IOException | RuntimeException e) {
                failure = Optional.of(sentence(e));
            }
            if (failure.isPresent()) {
                if (isEnding()) {
                    throw new TaskKilledException("the attempt was ended");
                }
                journal.add(entry.failed(failure.get()));
            }
        }

        /** Whether the attempt fails because it is stopped, or its executor ends and takes its files away. */
        private static boolean isEnding() {
            return TaskContext.get().isInterrupted() || Thread.currentThread().isInterrupted()
                    || ShutdownHookManager.get().isShutdownInProgress();
        }

        /** Makes a result and has it appear; says why, where there is none. */
        private Optional<String> place() throws IOException {
            long began = System.nanoTime();
            Path result = output.result(planned.source().name());
            java.nio.file.Path made = making.resolve(result.getName());
            try {
                PictureOutcome outcome = work.treat(new StoredPicture(planned.source()), made,
                        (stage, fraction, left) -> { }, whole -> { });
                if (!outcome.isDone()) {
                    return Optional.of(outcome.error());
                }
                Placement placement = new Placement(new Path(uploads + "/" + result.getName()), result);
                placement.upload(made);
                removeOutdated(result);
                // written down first: a result that nobody knows of would be made again
                journal.add(entry.done(outcome, (System.nanoTime() - began) / 1e9));
                placement.appear(made);
                return Optional.empty();
            } finally {
                Files.deleteIfExists(made);
            }
        }

        /** What stood there when the run was planned, and nothing that appeared since. */
        private void removeOutdated(Path result) throws IOException {
            FileSystem system = Storage.of(result);
            if (planned.replaces() != Planned.NONE && system.exists(result)
                    && system.getFileStatus(result).getModificationTime() == planned.replaces()) {
                system.delete(result, false);
            }
        }

        private static String sentence(Exception e) {
            return e instanceof IOException ? "It could not be stored: " + Optional.ofNullable(e.getMessage())
                    .orElse(e.toString()) : "Something went wrong that should not have: " + e;
        }
    }
}
