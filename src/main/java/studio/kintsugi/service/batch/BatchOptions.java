package studio.kintsugi.service.batch;

/**
 * How a batch is run.
 *
 * @param jobs how many pictures are decoded, and how many encoded, at once; at least 1
 * @param stopsOnError whether nothing more is begun once a picture has failed
 * @param memory bytes that pictures under way may take
 */
public record BatchOptions(int jobs, boolean stopsOnError, long memory) {
    private static final int PROCESSORS_A_JOB = 4;
    private static final int MOST_JOBS = 4;

    /** As this machine allows: files keep a few of its processors busy, pictures a third of the memory. */
    public static BatchOptions ofThisMachine() {
        int jobs = Math.clamp(Runtime.getRuntime().availableProcessors() / PROCESSORS_A_JOB, 1, MOST_JOBS);
        return new BatchOptions(jobs, false, Runtime.getRuntime().maxMemory() / 3);
    }

    public BatchOptions withJobs(int other) {
        return new BatchOptions(other, stopsOnError, memory);
    }

    public BatchOptions withStopOnError(boolean stops) {
        return new BatchOptions(jobs, stops, memory);
    }
}
