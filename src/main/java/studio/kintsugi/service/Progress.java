package studio.kintsugi.service;

/**
 * How far a job has come.
 *
 * @param fraction 0–1
 * @param stage what is being done, a word or two for the user, as "Loading the model"
 * @param secondsLeft estimated, or NaN while unknown
 */
public record Progress(double fraction, String stage, double secondsLeft) {
    public static final Progress NONE = new Progress(0, "Waiting", Double.NaN);
}
