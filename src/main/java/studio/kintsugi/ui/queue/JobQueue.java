package studio.kintsugi.ui.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import studio.kintsugi.service.job.Progress;
import studio.kintsugi.service.restoration.RestorationProgress;
import studio.kintsugi.ui.common.Quantities;
import studio.kintsugi.ui.common.Texts;
import studio.kintsugi.ui.picture.Document;
import studio.kintsugi.ui.picture.RunningStep;
import studio.kintsugi.ui.queue.QueuedJob.State;

/** All jobs: those that run and wait, in their order, and before them those that ended lately. */
public final class JobQueue {
    private static final int MOST_ENDED = 200;

    private final ObservableList<QueuedJob> jobs = FXCollections.observableArrayList();

    /** The jobs in order. */
    public ObservableList<QueuedJob> jobs() {
        return jobs;
    }

    /** Those that wait or run. */
    List<QueuedJob> open() {
        return jobs.stream().filter(j -> j.running().isPresent()).toList();
    }

    private Optional<QueuedJob> of(RunningStep step) {
        return jobs.stream().filter(j -> j.running().filter(r -> r == step).isPresent()).findFirst();
    }

    /** Adds a job at the end. */
    public void add(RunningStep step) {
        QueuedJob job = new QueuedJob(step);
        job.saysProperty().set(Texts.of("stage.waiting"));
        jobs.add(job);
    }

    /** A job has begun, or has gone on. */
    public void progressed(RunningStep step, Progress<RestorationProgress> p) {
        of(step).ifPresent(job -> {
            job.begin();
            if (p.fraction() > 0) {
                job.progressProperty().set(p.fraction());
            }
            String left = Double.isNaN(p.secondsLeft()) ? ""
                    : Texts.of("job.left", Quantities.duration(p.secondsLeft()));
            job.saysProperty().set(Texts.of("stage." + p.detail().stage().name().toLowerCase(Locale.ROOT)) + left);
        });
    }

    /**
     * A job has ended.
     *
     * @return how many seconds it ran
     */
    public double finished(RunningStep step) {
        Optional<QueuedJob> job = of(step);
        double seconds = job.map(j -> j.end(State.FINISHED, Texts.of("queue.finished"))).orElse(0.0);
        if (step.isPreview()) {
            job.ifPresent(jobs::remove);
        }
        trim();
        return seconds;
    }

    public void cancelled(RunningStep step) {
        of(step).ifPresent(job -> {
            job.end(State.CANCELLED, Texts.of("queue.cancelled"));
            if (step.isSuperseded()) {
                jobs.remove(job);
            }
        });
        trim();
    }

    /**
     * A job has failed.
     *
     * @param sentence why
     */
    public void failed(RunningStep step, String sentence) {
        of(step).ifPresent(job -> job.end(State.FAILED, sentence));
        trim();
    }

    /** Puts the jobs that wait into their order, after all others. */
    public void arrange(List<RunningStep> waiting) {
        List<QueuedJob> ordered = new ArrayList<>(jobs);
        ordered.removeIf(j -> j.running().filter(waiting::contains).isPresent());
        waiting.forEach(step -> of(step).ifPresent(ordered::add));
        if (!ordered.equals(jobs)) {
            jobs.setAll(ordered);
        }
    }

    /** Takes away those that ended. */
    void forgetEnded() {
        jobs.removeIf(j -> j.running().isEmpty());
    }

    /** The pictures are closed. */
    public void forget(List<Document> documents) {
        jobs.removeIf(j -> j.running().isEmpty() && documents.contains(j.document()));
    }

    private void trim() {
        long ended = jobs.stream().filter(j -> j.running().isEmpty()).count();
        for (int i = 0; i < jobs.size() && ended > MOST_ENDED; i++) {
            if (jobs.get(i).running().isEmpty()) {
                jobs.remove(i--);
                ended--;
            }
        }
    }
}
