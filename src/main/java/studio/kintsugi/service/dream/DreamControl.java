package studio.kintsugi.service.dream;

/** Holds the reins of a dream that is under way. Thread-safe. */
public final class DreamControl {
    private boolean paused;
    private boolean stopped;

    DreamControl() {}

    /** Has it wait after the step that is being done. */
    public synchronized void pause() {
        paused = true;
    }

    public synchronized void resume() {
        paused = false;
        notifyAll();
    }

    /** Has it end after the step that is being done; what is there by then is the result. */
    public synchronized void stop() {
        stopped = true;
        notifyAll();
    }

    /** Waits as long as it is paused; whether it shall end. */
    synchronized boolean waitOrStop() {
        while (paused && !stopped) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return true;
            }
        }
        return stopped;
    }
}
