package studio.kintsugi.models.clip;

import java.util.List;
import studio.kintsugi.checkpoint.HyperParameters;

/**
 * Sizes of a CLIP, as {@link ClipArchitecture} reads them off its weights.
 *
 * @param resolution side of its pictures in pixels
 * @param residual whether the image tower is a ResNet, or a vision transformer
 * @param visionLayers blocks of the transformer, or of each of the ResNet's four stages
 * @param visionHeads heads of the image tower's attention
 * @param patch side of the transformer's patches
 * @param context tokens in a text
 * @param textLayers blocks of the text tower
 * @param textHeads heads of the text tower's attention
 */
public record ClipConfig(
        int resolution,
        boolean residual,
        List<Integer> visionLayers,
        int visionHeads,
        int patch,
        int context,
        int textLayers,
        int textHeads) {
    /** Channels of a head of attention. */
    static final int HEAD = 64;

    /**
     * From a model card.
     *
     * @throws IllegalArgumentException where something is missing; says what
     */
    public static ClipConfig of(HyperParameters hyper) {
        boolean residual = hyper.text("vision", "").equals("resnet");
        List<Integer> layers = hyper.isList("vision_layers") ? hyper.integers("vision_layers")
                : List.of(hyper.integer("vision_layers"));
        return new ClipConfig(hyper.integer("image_resolution"), residual, layers, hyper.integer("vision_heads"),
                residual ? 0 : hyper.integer("vision_patch_size"), hyper.integer("context_length"),
                hyper.integer("transformer_layers"), hyper.integer("transformer_heads"));
    }

    /** Multiplications of matrices and convolutions that a picture takes in the image tower. */
    long products() {
        return residual ? productsOfResNet() : productsOfTransformer();
    }

    private long productsOfTransformer() {
        long width = (long) HEAD * visionHeads;
        long patches = (long) (resolution / patch) * (resolution / patch);
        long tokens = patches + 1;
        return patches * 3 * patch * patch * width
                + visionLayers.getFirst() * tokens * (12 * width * width + 2 * tokens * width);
    }

    /** Three convolutions, then four stages, at half of the side of the stage before each. */
    private long productsOfResNet() {
        long width = 2L * visionHeads;
        long side = resolution / 2;
        long out = side * side * 9 * (3 * width / 2 + width * width / 4 + width * width / 2);
        long in = width;
        for (int stage = 0; stage < visionLayers.size(); stage++) {
            side /= 2;
            long planes = width << stage;
            for (int block = 0; block < visionLayers.get(stage); block++) {
                out += side * side * (in * planes + 9 * planes * planes + 4 * planes * planes
                        + (block == 0 ? 4 * in * planes : 0));
                in = 4 * planes;
            }
        }
        return out;
    }
}
