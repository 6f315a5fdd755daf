package studio.kintsugi.cluster;

import java.util.Optional;
import org.apache.spark.ExceptionFailure;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import studio.kintsugi.cluster.stages.HostFault;

/** Says on standard error what is wrong with an executor, once, and remembers why tasks failed. */
final class FailedTasks extends SparkListener {
    private String last;

    @Override
    public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
        if (end.reason() instanceof ExceptionFailure failure) {
            String sentence = failure.description();
            if (failure.className().equals(HostFault.class.getName()) && !sentence.equals(last)) {
                System.err.println("kintsugi: " + sentence);
            }
            last = sentence;
        }
    }

    /** The reason of the task that failed last. */
    synchronized Optional<String> last() {
        return Optional.ofNullable(last);
    }
}
