package studio.kintsugi.imaging;

import java.util.Objects;
import java.util.Optional;

/**
 * How a picture is to be saved: all that a person can choose. What a format does not have is passed over: quality by
 * PNG and TIFF, subsampling by all but JPEG, losslessness by all but WebP.
 *
 * @param format empty for the one that the file's name promises
 * @param quality of JPEG and lossy WebP, 0–1
 * @param subsampling of colour in JPEG
 * @param lossless whether WebP keeps every one of its 8 bits; quality 1 says the same
 * @param depth bits of a sample; empty for the source's. A format that has no such depth uses the nearest it has
 * @param keepsMetadata whether EXIF, IPTC, XMP with the recipe, and texts go along; profile and resolution always do
 * @param toSrgb whether colours are converted to sRGB, instead of kept in the source's own space with its profile
 */
public record WriteOptions(Optional<PictureFormat> format, float quality, ChromaSubsampling subsampling,
        boolean lossless, Optional<BitDepth> depth, boolean keepsMetadata, boolean toSrgb) {
    /** The format of the name, quality 0.95, no chroma subsampling, the source's depth and colours, all metadata. */
    public static final WriteOptions DEFAULT = new WriteOptions(Optional.empty(), 0.95f, ChromaSubsampling.NONE, false,
            Optional.empty(), true, false);

    public WriteOptions {
        Objects.requireNonNull(subsampling);
        if (!(quality >= 0 && quality <= 1)) {
            throw new IllegalArgumentException("quality " + quality);
        }
        if (format.isPresent() && !format.get().isWritable()) {
            throw new IllegalArgumentException(format.get() + " can't be written");
        }
    }

    /** In a format that is writable. */
    public WriteOptions withFormat(PictureFormat other) {
        return new WriteOptions(Optional.of(other), quality, subsampling, lossless, depth, keepsMetadata, toSrgb);
    }

    public WriteOptions withQuality(float other) {
        return new WriteOptions(format, other, subsampling, lossless, depth, keepsMetadata, toSrgb);
    }

    public WriteOptions withSubsampling(ChromaSubsampling other) {
        return new WriteOptions(format, quality, other, lossless, depth, keepsMetadata, toSrgb);
    }

    public WriteOptions withLossless(boolean other) {
        return new WriteOptions(format, quality, subsampling, other, depth, keepsMetadata, toSrgb);
    }

    public WriteOptions withDepth(BitDepth other) {
        return new WriteOptions(format, quality, subsampling, lossless, Optional.of(other), keepsMetadata, toSrgb);
    }

    public WriteOptions withMetadata(boolean kept) {
        return new WriteOptions(format, quality, subsampling, lossless, depth, kept, toSrgb);
    }

    public WriteOptions withSrgb(boolean converted) {
        return new WriteOptions(format, quality, subsampling, lossless, depth, keepsMetadata, converted);
    }
}
