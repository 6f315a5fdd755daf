package studio.kintsugi.models.registry;

/**
 * What a new model card says of a network's sides and tiles.
 *
 * @param scale output pixels per input pixel along one side
 * @param sizeMultiple the network wants sides that are multiples of this
 * @param tile advised tile side in input pixels
 * @param overlap advised overlap of tiles in input pixels
 */
public record CardDefaults(int scale, int sizeMultiple, int tile, int overlap) {
    /** Of a network that keeps a picture's size and takes any. */
    public static final CardDefaults SAME_SIZE = new CardDefaults(1, 1, 512, 64);

    /** The same for a network that enlarges. */
    public CardDefaults withScale(int factor) {
        return new CardDefaults(factor, sizeMultiple, tile, overlap);
    }

    /** The same for a network that wants sides which are multiples of {@code multiple}. */
    public CardDefaults withSizeMultiple(int multiple) {
        return new CardDefaults(scale, multiple, tile, overlap);
    }
}
