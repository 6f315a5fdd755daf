package studio.kintsugi.models.clip;

import java.util.List;
import java.util.Map;

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
    /**
     * From a model card.
     *
     * @throws IllegalArgumentException where something is missing; says what
     */
    public static ClipConfig of(Map<String, Object> hyper) {
        boolean residual = "resnet".equals(hyper.get("vision"));
        List<Integer> layers = hyper.get("vision_layers") instanceof List<?> l
                ? l.stream().map(n -> ((Number) n).intValue()).toList() : List.of(number(hyper, "vision_layers"));
        return new ClipConfig(number(hyper, "image_resolution"), residual, layers, number(hyper, "vision_heads"),
                residual ? 0 : number(hyper, "vision_patch_size"), number(hyper, "context_length"),
                number(hyper, "transformer_layers"), number(hyper, "transformer_heads"));
    }

    private static int number(Map<String, Object> hyper, String name) {
        if (hyper.get(name) instanceof Number n) {
            return n.intValue();
        }
        throw new IllegalArgumentException("the model card lacks " + name);
    }
}
