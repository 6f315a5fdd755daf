package studio.kintsugi.service.batch;

import studio.kintsugi.KintsugiException;
import studio.kintsugi.service.job.Job;
import studio.kintsugi.service.job.JobListener;
import studio.kintsugi.service.job.Progress;
import studio.kintsugi.service.restoration.RestorationProgress;
import studio.kintsugi.service.restoration.RestorationProgress.Stage;

/** Measures how long networks work on a picture, without loading them, and tells how far they are. */
final class NetworkClock<R> implements JobListener<RestorationProgress, R> {
    private final NetworkTime time;
    private final ToolListener listener;
    private long began;
    private long worked;
    private boolean running;

    NetworkClock(NetworkTime time, ToolListener listener) {
        this.time = time;
        this.listener = listener;
    }

    @Override
    public void progressed(Job<RestorationProgress, R> job, Progress<RestorationProgress> progress) {
        begin(progress.detail().stage());
        listener.progressed(progress.detail().stage().words(), progress.fraction(), progress.secondsLeft());
    }

    @Override
    public void finished(Job<RestorationProgress, R> job, R result) {
        end();
    }

    @Override
    public void failed(Job<RestorationProgress, R> job, KintsugiException failure) {
        end();
    }

    @Override
    public void cancelled(Job<RestorationProgress, R> job) {
        end();
    }

    private synchronized void begin(Stage stage) {
        if (!running && stage.compareTo(Stage.ANALYZING) >= 0) {
            running = true;
            began = System.nanoTime();
        }
    }

    private synchronized void end() {
        if (running) {
            running = false;
            long ended = System.nanoTime();
            worked += ended - began;
            time.add(began, ended);
        }
    }

    /** Seconds that networks worked so far; a job's result may be there before its listener hears of the end. */
    synchronized double seconds() {
        return (worked + (running ? System.nanoTime() - began : 0)) / 1e9;
    }
}
