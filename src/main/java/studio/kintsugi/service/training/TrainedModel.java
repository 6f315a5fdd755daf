package studio.kintsugi.service.training;

import java.util.List;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.store.ModelCard;

/**
 * A model that was made and is in the store.
 *
 * @param before the card of the model it was made from
 * @param after its own
 * @param figures of both
 * @param example a picture that none of them learnt from, as the tool would get it
 */
public record TrainedModel(ModelCard before, ModelCard after, List<Figure> figures, Picture example) {
    /**
     * One figure of the two models.
     *
     * @param kind what is measured; of {@link Kind#PSNR} there may be several
     * @param name of what the PSNR was measured on, else empty
     */
    public record Figure(Kind kind, String name, double before, double after) {}

    /** What is measured. */
    public enum Kind {
        /** Multiply–accumulate operations for each pixel. */
        MACS,
        /** Number of weights. */
        PARAMETERS,
        /** Working memory in bytes for each pixel. */
        MEMORY,
        /** Milliseconds for each megapixel on this machine. */
        TIME,
        /** In dB. */
        PSNR
    }
}
