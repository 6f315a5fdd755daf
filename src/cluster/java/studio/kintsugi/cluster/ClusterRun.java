package studio.kintsugi.cluster;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.cluster.records.Group;
import studio.kintsugi.cluster.records.Outcome;
import studio.kintsugi.cluster.records.PartSummary;
import studio.kintsugi.cluster.records.RunSpec;
import studio.kintsugi.cluster.stages.EntryLines;
import studio.kintsugi.cluster.stages.GroupTask;
import studio.kintsugi.cluster.stages.Listing;
import studio.kintsugi.cluster.stages.ListingLines;
import studio.kintsugi.cluster.stages.Naming;
import studio.kintsugi.cluster.stages.Planning;
import studio.kintsugi.cluster.stages.Publishing;
import studio.kintsugi.cluster.storage.OutputFolder;
import studio.kintsugi.service.batch.plan.ResultNames;

/**
 * The stages of a run, one after the other, as the driver has them done. It holds numbers of parts and groups of a few
 * thousand tasks at a time, and never the name of a picture.
 */
final class ClusterRun {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterRun.class);
    private static final int PICTURES_PER_PART = 2000;
    private static final int MOST_PARTS = 4000;
    private static final int MOST_PICTURES_PER_GROUP = 500;
    private static final int GROUPS_PER_SLOT = 8;
    /** Tasks of one Spark job; the driver remembers each. */
    private static final int MOST_TASKS = 2000;
    /** Jobs at a time, so that the next has begun where one ends. */
    private static final int JOBS = 2;

    private final JavaSparkContext spark;
    private final RunSpec spec;
    private final OutputFolder output;
    private String givenUp = "No executor came to it.";

    ClusterRun(JavaSparkContext spark, RunSpec spec, OutputFolder output) {
        this.spark = spark;
        this.spec = spec;
        this.output = output;
    }

    Outcome run(List<Path> inputs) throws KintsugiException, IOException {
        Listing.Listed listed = Listing.write(inputs, output, spec.names());
        if (listed.pictures() == 0) {
            throw new KintsugiException("There are no pictures in " + inputs + ".");
        }
        if (!listed.replaced().isEmpty()) {
            System.err.println(ResultNames.note(listed.replaced()));
        }
        FailedTasks failures = new FailedTasks();
        spark.sc().addSparkListener(failures);
        List<PartSummary> parts = plan(listed);
        long open = parts.stream().mapToLong(PartSummary::pictures).sum();
        System.err.println(listed.pictures() + " pictures, " + open + " to be done");
        work(parts, failures);
        Outcome outcome = spark.parallelize(parts, parts.size()).map(new Publishing(spec, givenUp))
                .reduce(Outcome::plus);
        output.complete();
        tidy();
        return outcome;
    }

    /** What is left does no harm: the next run passes over it, and tries again. */
    private void tidy() {
        try {
            output.tidy();
        } catch (IOException e) {
            LOG.debug("superfluous files are left", e);
            System.err.println("All is written, but what the run kept for itself beside the manifest can't be deleted"
                    + " and is left there: " + e.getMessage());
        }
    }

    private List<PartSummary> plan(Listing.Listed listed) throws IOException {
        int parts = Math.clamp(listed.pictures() / PICTURES_PER_PART + 1, 1, MOST_PARTS);
        JavaPairRDD<String, String> pictures = Naming.all(spark
                .parallelize(IntStream.range(0, listed.chunks()).boxed().toList(), listed.chunks())
                .flatMap(new ListingLines(spec)), spec, listed.pictures());
        List<String> earlier = output.earlier().stream().map(Path::toString).toList();
        JavaPairRDD<String, String> entries = spark.parallelize(earlier, Math.max(1, earlier.size()))
                .flatMapToPair(new EntryLines());
        long slots = Math.max(1, spark.defaultParallelism());
        int mostPictures = Math.clamp(listed.pictures() / (slots * GROUPS_PER_SLOT), 1, MOST_PICTURES_PER_GROUP);
        return new ArrayList<>(pictures.cogroup(entries, parts)
                .mapPartitionsWithIndex(new Planning(spec, mostPictures), true).collect());
    }

    /** Has all groups worked on. A job that Spark gives up leaves its pictures to the manifest; the next goes on. */
    private void work(List<PartSummary> parts, FailedTasks failures) {
        try (ExecutorService jobs = Executors.newFixedThreadPool(JOBS)) {
            CompletionService<Void> running = new ExecutorCompletionService<>(jobs);
            int submitted = 0;
            List<Group> groups = new ArrayList<>();
            for (PartSummary part : parts) {
                for (int i = 0; i < part.groups(); i++) {
                    groups.add(new Group(part.part(), i));
                    if (groups.size() == MOST_TASKS) {
                        submitted = submit(running, groups, submitted, failures);
                        groups = new ArrayList<>();
                    }
                }
            }
            if (!groups.isEmpty()) {
                submitted = submit(running, groups, submitted, failures);
            }
            for (int i = Math.min(JOBS, submitted); i > 0; i--) {
                await(running, failures);
            }
        }
    }

    private int submit(CompletionService<Void> running, List<Group> groups, int submitted, FailedTasks failures) {
        if (submitted >= JOBS) {
            await(running, failures);
        }
        running.submit(() -> {
            spark.parallelize(groups, groups.size()).foreach(new GroupTask(spec));
            return null;
        });
        return submitted + 1;
    }

    private void await(CompletionService<Void> running, FailedTasks failures) {
        try {
            running.take().get();
        } catch (ExecutionException e) {
            givenUp = failures.last().orElse("Spark gave it up: " + e.getCause().getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            givenUp = "The run was stopped.";
        }
    }
}
