package studio.kintsugi.service.batch;

/** Hears how far the work on one picture is. Called on the network's thread. */
@FunctionalInterface
public interface ToolListener {
    /**
     * @param stage what is being done, in words
     * @param fraction of the stage, 0–1
     * @param secondsLeft of the stage; NaN where that is not known
     */
    void progressed(String stage, double fraction, double secondsLeft);
}
