package studio.kintsugi.service.batch;

/**
 * Memory that pictures share while they are under way. One that needs more than all of it goes alone. Thread-safe.
 */
final class MemoryBudget {
    private final long all;
    private long taken;

    /**
     * @param all bytes
     */
    MemoryBudget(long all) {
        this.all = all;
    }

    /** Waits until there are so many bytes, and takes them; gives what was taken, to be released. */
    synchronized long take(long bytes) throws InterruptedException {
        long wanted = Math.min(bytes, all);
        while (taken + wanted > all) {
            wait();
        }
        taken += wanted;
        return wanted;
    }

    synchronized void release(long bytes) {
        taken -= bytes;
        notifyAll();
    }
}
