package studio.kintsugi.models.clip;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.checkpoint.Safetensors;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.checkpoint.TensorData;

/**
 * Writes a CLIP of an official size with weights by chance, to time what one costs where none is at hand. Run with
 * {@code b32} or {@code b16} and a {@code .safetensors} file, to be imported with {@code kintsugi models import}.
 */
public final class RandomClip {
    private static final int RESOLUTION = 224;
    private static final int VISION_WIDTH = 768;
    private static final int TEXT_WIDTH = 512;
    private static final int EMBEDDING = 512;
    private static final int LAYERS = 12;
    private static final int CONTEXT = 77;
    private static final int VOCABULARY = 49408;
    /** What the official weights begin with, roughly. */
    private static final float DEVIATION = 0.02f;
    private static final float LOGIT_SCALE = 4.6f;

    private final Map<String, TensorData> tensors = new LinkedHashMap<>();
    private final SplittableRandom random = new SplittableRandom(1);

    private RandomClip() {}

    public static void main(String[] args) throws KintsugiException {
        Safetensors.write(vit(args[0].equals("b16") ? 16 : 32), Map.of(), Path.of(args[1]));
    }

    /** The tensors of a ViT-B by their official names. */
    static StateDict vit(int patch) {
        RandomClip out = new RandomClip();
        int grid = RESOLUTION / patch;
        out.weights("visual.class_embedding", VISION_WIDTH);
        out.weights("visual.positional_embedding", grid * (long) grid + 1, VISION_WIDTH);
        out.weights("visual.proj", VISION_WIDTH, EMBEDDING);
        out.weights("visual.conv1.weight", VISION_WIDTH, 3, patch, patch);
        out.norm("visual.ln_pre", VISION_WIDTH);
        out.blocks("visual.transformer.resblocks.", VISION_WIDTH);
        out.norm("visual.ln_post", VISION_WIDTH);
        out.weights("positional_embedding", CONTEXT, TEXT_WIDTH);
        out.weights("text_projection", TEXT_WIDTH, EMBEDDING);
        out.weights("token_embedding.weight", VOCABULARY, TEXT_WIDTH);
        out.blocks("transformer.resblocks.", TEXT_WIDTH);
        out.norm("ln_final", TEXT_WIDTH);
        out.tensors.put("logit_scale", TensorData.ofFloats(new float[] {LOGIT_SCALE}));
        return new StateDict(out.tensors);
    }

    private void blocks(String prefix, int width) {
        for (int i = 0; i < LAYERS; i++) {
            String block = prefix + i + ".";
            weights(block + "attn.in_proj_weight", 3L * width, width);
            zeros(block + "attn.in_proj_bias", 3 * width);
            weights(block + "attn.out_proj.weight", width, width);
            zeros(block + "attn.out_proj.bias", width);
            norm(block + "ln_1", width);
            weights(block + "mlp.c_fc.weight", 4L * width, width);
            zeros(block + "mlp.c_fc.bias", 4 * width);
            weights(block + "mlp.c_proj.weight", width, 4L * width);
            zeros(block + "mlp.c_proj.bias", width);
            norm(block + "ln_2", width);
        }
    }

    private void norm(String name, int width) {
        float[] ones = new float[width];
        Arrays.fill(ones, 1);
        tensors.put(name + ".weight", TensorData.ofFloats(ones, width));
        zeros(name + ".bias", width);
    }

    private void zeros(String name, int width) {
        tensors.put(name, TensorData.ofFloats(new float[width], width));
    }

    private void weights(String name, long... shape) {
        long count = 1;
        for (long side : shape) {
            count *= side;
        }
        float[] values = new float[(int) count];
        for (int i = 0; i < values.length; i++) {
            values[i] = DEVIATION * (float) random.nextGaussian();
        }
        tensors.put(name, TensorData.ofFloats(values, shape));
    }
}
