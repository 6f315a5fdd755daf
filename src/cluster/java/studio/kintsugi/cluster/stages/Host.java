package studio.kintsugi.cluster.stages;

import org.apache.spark.SparkEnv;

/** The host that this runs on, as Spark calls it, and the executor. */
final class Host {
    private Host() {}

    static String name() {
        return SparkEnv.get().blockManager().blockManagerId().host() + "/" + SparkEnv.get().executorId();
    }
}
