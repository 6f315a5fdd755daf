package studio.kintsugi.service.restoration;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import studio.kintsugi.edit.Step;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.store.ModelCard;

/** A step under way. Thread-safe. */
public interface Job {
    /** Where a job stands. */
    enum State { WAITING, RUNNING, DONE, FAILED, CANCELLED }

    /** Rises with each job; a listener drops what comes from a job older than the one it waits for. */
    long sequence();

    Step step();

    /** The faster variant that a preview is made with in the place of the step's model; empty where that makes it. */
    Optional<ModelCard> standIn();

    State state();

    Progress progress();

    /** Asks the job to stop: at once where it waits for its turn, between two tiles where it runs. */
    void cancel();

    /**
     * The mended picture; fails with a {@link studio.kintsugi.KintsugiException} whose message is for the user, or
     * with {@link java.util.concurrent.CancellationException}.
     */
    CompletableFuture<Picture> result();
}
