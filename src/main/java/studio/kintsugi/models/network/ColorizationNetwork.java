package studio.kintsugi.models.network;

import ai.djl.ndarray.NDArray;
import studio.kintsugi.nn.Parameters;

/** A network that colours sketches like references. Stateless but for its parameters; one thread at a time. */
public interface ColorizationNetwork extends AutoCloseable {
    /** Pixels along one side of a place of attention. */
    int placeSize();

    /** Sides of sketches and references must be multiples of this. */
    int sizeMultiple();

    /** Whether it heeds colour hints. */
    boolean takesHints();

    /**
     * @param reference (N, 3, H, W), RGB in 0–1
     */
    ReferenceFeatures remember(NDArray reference);

    /**
     * @param sketch (N, 1, H, W), 0–1, where 1 is paper
     * @param hints (N, 4, H, W): RGB in 0–1 where the fourth plane is 1, zeros where it is 0; null for none
     */
    Colorization color(NDArray sketch, NDArray hints, ReferenceFeatures memory);

    /** Bytes of working memory for each pixel of the sketch, roughly. */
    int bytesPerPixel();

    Parameters parameters();

    @Override
    default void close() {
        parameters().close();
    }
}
