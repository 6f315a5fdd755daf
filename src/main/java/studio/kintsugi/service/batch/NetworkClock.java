package studio.kintsugi.service.batch;

import studio.kintsugi.KintsugiException;
import studio.kintsugi.service.job.Job;
import studio.kintsugi.service.job.JobListener;
import studio.kintsugi.service.job.Progress;
import studio.kintsugi.service.restoration.RestorationProgress;
import studio.kintsugi.service.restoration.RestorationProgress.Stage;

/** Measures how long a network works on a step, without loading it, and tells how far it is. */
final class NetworkClock<R> implements JobListener<RestorationProgress, R> {
    private final NetworkTime time;
    private final ToolListener listener;
    private long began;
    private long ended;
    private boolean running;

    NetworkClock(NetworkTime time, ToolListener listener) {
        this.time = time;
        this.listener = listener;
    }

    @Override
    public void progressed(Job<RestorationProgress, R> job, Progress<RestorationProgress> progress) {
        if (!running && progress.detail().stage().compareTo(Stage.ANALYZING) >= 0) {
            running = true;
            began = System.nanoTime();
        }
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

    private synchronized void end() {
        if (running) {
            running = false;
            ended = System.nanoTime();
            time.add(began, ended);
        }
    }

    /** Seconds the network worked. */
    synchronized double seconds() {
        return (ended - began) / 1e9;
    }
}
