package studio.kintsugi.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import picocli.CommandLine.Option;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.cli.common.UsageException;

/** Where a run is done and what each executor may take there. */
final class ExecutorOptions {
    private static final Pattern LOCAL = Pattern.compile("local(?:\\[(\\d+|\\*)(?:,\\s*\\d+)?])?");
    /** Tasks beside one another in an executor: one decodes or encodes while the network works for the other. */
    private static final int TASKS = 2;
    private static final String JAVA_FLAGS = "--add-exports java.base/jdk.internal.module=ALL-UNNAMED"
            + " --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -XX:+UseSerialGC"
            + " -XX:+ExitOnOutOfMemoryError -Dai.djl.offline=true";
    /** So many failures of a group for reasons that are not its pictures' end the run; deaths are among them. */
    private static final int FAILURES = 20;

    @Option(names = "--on", paramLabel = "MASTER",
            description = "local[N], spark://HOST:PORT, k8s://HOST:PORT or yarn (default: what spark-submit says)")
    private String master;

    @Option(names = "--executors", paramLabel = "N",
            description = "executors to ask for (default: all that a standalone cluster has, else 2)")
    private Integer executors;

    @Option(names = "--executor-cores", paramLabel = "N", defaultValue = "2",
            description = "processor cores of an executor, and threads of its network (default: ${DEFAULT-VALUE})")
    private int cores;

    @Option(names = "--executor-memory", paramLabel = "SIZE", defaultValue = "2g",
            description = "heap of an executor, which holds its pictures (default: ${DEFAULT-VALUE})")
    private String memory;

    @Option(names = "--native-memory", paramLabel = "SIZE", defaultValue = "2g",
            description = "memory of an executor beside its heap, which holds networks and tensors; kept by k8s and"
                    + " yarn (default: ${DEFAULT-VALUE})")
    private String nativeMemory;

    @Option(names = "--installed-at", paramLabel = "DIR",
            description = "where every host has this program's folder (default: it is sent to each executor)")
    private String installed;

    @Option(names = "--conf", paramLabel = "KEY=VALUE", description = "any further setting of Spark's")
    private Map<String, String> settings = Map.of();

    /** Threads of the network in an executor. */
    int threads() throws UsageException {
        if (cores < 1 || executors != null && executors < 1) {
            throw new UsageException("--executors and --executor-cores take numbers of at least 1.");
        }
        Matcher local = LOCAL.matcher(master == null ? "" : master);
        if (!local.matches()) {
            return cores;
        }
        String asked = local.group(1);
        return asked == null ? 1
                : asked.equals("*") ? Runtime.getRuntime().availableProcessors() : Integer.parseInt(asked);
    }

    /** Spark's settings; those that spark-submit or {@code --conf} gives stand above ours. */
    SparkConf conf() throws KintsugiException {
        SparkConf conf = new SparkConf();
        settings.forEach(conf::set);
        if (master != null) {
            conf.setMaster(master);
        }
        if (!conf.contains("spark.master")) {
            throw new UsageException("Where to run is not said: name a master with --on, local[2] say.");
        }
        int threads = threads();
        conf.setIfMissing("spark.app.name", "kintsugi");
        conf.setIfMissing("spark.task.cpus", Integer.toString(Math.max(1, threads / TASKS)));
        conf.setIfMissing("spark.executor.cores", Integer.toString(cores));
        conf.setIfMissing("spark.executor.memory", memory);
        conf.setIfMissing("spark.executor.memoryOverhead", nativeMemory);
        if (executors != null) {
            conf.setIfMissing("spark.executor.instances", executors.toString());
            conf.setIfMissing("spark.cores.max", Integer.toString(executors * cores));
        }
        conf.set("spark.executor.extraJavaOptions",
                JAVA_FLAGS + " " + conf.get("spark.executor.extraJavaOptions", ""));
        conf.setIfMissing("spark.executorEnv.OMP_NUM_THREADS", Integer.toString(threads));
        conf.setIfMissing("spark.executorEnv.OMP_WAIT_POLICY", "PASSIVE");
        conf.setIfMissing("spark.executorEnv.GLIBC_TUNABLES", "glibc.malloc.arena_max=1:glibc.malloc.hugetlb=1");
        // pictures are read once, from beginning to end, and the new way asks stores for what not all of them have
        conf.setIfMissing("spark.hadoop.fs.s3a.input.stream.type", "classic");
        recover(conf);
        if (!LOCAL.matcher(conf.get("spark.master")).matches()) {
            sendProgram(conf);
        }
        return conf;
    }

    /** Slow hosts are overtaken, dead ones replaced, and those where tasks fail are left alone one by one. */
    private static void recover(SparkConf conf) {
        conf.setIfMissing("spark.speculation", "true");
        conf.setIfMissing("spark.speculation.minTaskRuntime", "10s");
        conf.setIfMissing("spark.task.maxFailures", Integer.toString(FAILURES));
        conf.setIfMissing("spark.excludeOnFailure.enabled", "true");
        conf.setIfMissing("spark.excludeOnFailure.task.maxTaskAttemptsPerNode", Integer.toString(FAILURES - 1));
        conf.setIfMissing("spark.excludeOnFailure.stage.maxFailedExecutorsPerNode", "1000");
        conf.setIfMissing("spark.excludeOnFailure.application.maxFailedExecutorsPerNode", "1000");
        // what the driver remembers of tasks that are over
        conf.setIfMissing("spark.ui.retainedTasks", "2000");
        conf.setIfMissing("spark.ui.retainedStages", "10");
        conf.setIfMissing("spark.ui.retainedJobs", "10");
        conf.setIfMissing("spark.ui.enabled", "false");
    }

    /** The launcher says where the program is; spark-submit was told its jars. */
    private void sendProgram(SparkConf conf) throws KintsugiException {
        String home = System.getProperty("kintsugi.cluster.home");
        if (conf.contains("spark.jars") || home == null) {
            return;
        }
        try (Stream<Path> jars = Files.list(Path.of(home, "lib"))) {
            conf.set("spark.jars", jars.filter(f -> f.toString().endsWith(".jar")).sorted()
                    .map(f -> installed == null ? f.toUri().toString() : "local:" + installed + "/lib/"
                            + f.getFileName()).collect(Collectors.joining(",")));
        } catch (IOException e) {
            throw new KintsugiException("The program's folder " + home + " can't be read.", e);
        }
    }
}
