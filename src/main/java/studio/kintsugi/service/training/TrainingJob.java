package studio.kintsugi.service.training;

/** A model that is being made. Thread-safe. */
public final class TrainingJob {
    private volatile boolean stopped;

    /** Asks for an end: what was learnt so far is kept where it is of use already. */
    public void stop() {
        stopped = true;
    }

    boolean isStopped() {
        return stopped;
    }
}
