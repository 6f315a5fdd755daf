package studio.kintsugi.service.restoration;

import java.util.Optional;
import java.util.function.Supplier;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.Region;

/**
 * What a step reports beside the fraction that is done.
 *
 * @param stage what is being done
 * @param finished the part of the result that became final with this report, if any
 */
public record RestorationProgress(Stage stage, Optional<Part> finished) {
    /** What a step is at. */
    public enum Stage {
        WAITING("waiting"),
        UNPACKING("unpacking PyTorch, once"),
        LOADING("loading the model"),
        ANALYZING("looking at the whole picture"),
        RESTORING("restoring"),
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

    /**
     * A part of the result that is final.
     *
     * @param region where it lies in the result
     * @param pixels makes a picture of the region's size; to be asked on the thread that reports
     */
    public record Part(Region region, Supplier<Picture> pixels) {}

    static RestorationProgress of(Stage stage) {
        return new RestorationProgress(stage, Optional.empty());
    }
}
