package studio.kintsugi.imaging;

import java.util.Optional;

/**
 * How a picture is to be saved.
 *
 * @param quality of JPEG and lossy WebP, 0–1
 * @param depth bits of a sample; empty for the source's. A format that has no such depth uses the nearest it has
 */
public record WriteOptions(float quality, Optional<BitDepth> depth) {
    /** Quality 0.95 (JPEG without chroma subsampling) and the source's depth. */
    public static final WriteOptions DEFAULT = new WriteOptions(0.95f, Optional.empty());

    public WriteOptions {
        if (!(quality >= 0 && quality <= 1)) {
            throw new IllegalArgumentException("quality " + quality);
        }
    }

    public WriteOptions withQuality(float other) {
        return new WriteOptions(other, depth);
    }

    public WriteOptions withDepth(BitDepth other) {
        return new WriteOptions(quality, Optional.of(other));
    }
}
