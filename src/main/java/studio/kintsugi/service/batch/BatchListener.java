package studio.kintsugi.service.batch;

import studio.kintsugi.service.batch.plan.PlannedPicture;

/** Hears how a batch goes. Called on several threads, by one at a time. */
public interface BatchListener {
    /** How far the network is with a picture, as {@link ToolListener}. */
    default void progressed(PlannedPicture picture, String stage, double fraction, double secondsLeft) {}

    /** A picture was done, or failed. */
    void ended(PlannedPicture picture, PictureOutcome outcome);
}
