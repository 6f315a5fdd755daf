package studio.kintsugi.service.restoration;

/**
 * How far a job has come.
 *
 * @param fraction 0–1
 * @param stage what is being done
 * @param secondsLeft estimated, or NaN while unknown
 */
public record Progress(double fraction, Stage stage, double secondsLeft) {
    /** What a job is at. */
    public enum Stage {
        WAITING("waiting"),
        UNPACKING("unpacking PyTorch, once"),
        LOADING("loading the model"),
        LOOKING("looking at the whole picture"),
        MENDING("mending"),
        DONE("done");

        private final String words;

        Stage(String words) {
            this.words = words;
        }

        /** For the command line. */
        public String words() {
            return words;
        }
    }

    public static final Progress NONE = new Progress(0, Stage.WAITING, Double.NaN);
}
