package studio.kintsugi.ui.queue;

import java.util.List;
import studio.kintsugi.edit.Step;
import studio.kintsugi.ui.picture.Document;
import studio.kintsugi.ui.picture.RunningStep;

/** What the user asks of the queue. */
public interface QueueActions {
    /** Shows a picture with its result. */
    void show(Document document);

    /** Does steps again that failed or were cancelled. */
    void retry(Document document, List<Step> work);

    /**
     * Moves a waiting step within the queue.
     *
     * @param by places further down, or up where negative
     * @return whether it could be moved
     */
    boolean move(RunningStep step, int by);

    /** The steps that wait, the next one first. */
    List<RunningStep> waiting();

    /** Makes the running step, and all that wait for it, pause or go on. */
    void pause(boolean pause);
}
