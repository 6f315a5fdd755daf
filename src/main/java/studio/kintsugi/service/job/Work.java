package studio.kintsugi.service.job;

/**
 * What a job does when its turn has come; runs on its lane's thread. Native memory that it opens it closes before it
 * returns, and tensors that outlive it belong to whoever owns the lane.
 *
 * @param <P> what it reports beside the fraction that is done
 * @param <R> its result
 */
@FunctionalInterface
public interface Work<P, R> {
    /**
     * Does the work.
     *
     * @param control asked between tiles or steps whether to stop, and given the progress
     * @return the result; work that is asked to stop may return what it has so far, if that is of use
     * @throws java.util.concurrent.CancellationException where it was asked to stop and has nothing of use
     * @throws Exception where it fails; {@link FailureSentences} turns this into a sentence for the user
     */
    R run(JobControl<P> control) throws Exception;
}
