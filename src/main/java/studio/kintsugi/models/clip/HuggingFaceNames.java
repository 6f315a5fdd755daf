package studio.kintsugi.models.clip;

import java.lang.foreign.MemorySegment;
import java.util.LinkedHashMap;
import java.util.Map;
import studio.kintsugi.checkpoint.DType;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.checkpoint.TensorData;

/**
 * Weights of CLIP as Hugging Face's library names them, under OpenAI's names: the three projections of an attention
 * become one, the last projections are turned over. Vision transformers only; there are no others there.
 */
public final class HuggingFaceNames {
    private static final String[][] BLOCK = {{"layer_norm1", "ln_1"}, {"layer_norm2", "ln_2"}, {"mlp.fc1", "mlp.c_fc"},
        {"mlp.fc2", "mlp.c_proj"}, {"self_attn.out_proj", "attn.out_proj"}};

    private HuggingFaceNames() {}

    public static boolean areIn(StateDict weights) {
        return weights.has("visual_projection.weight") && weights.has("text_model.final_layer_norm.weight");
    }

    /**
     * The weights under OpenAI's names; those that do not fit keep their own, for {@link ClipArchitecture} to complain
     * of.
     */
    public static StateDict official(StateDict weights) {
        Map<String, TensorData> out = new LinkedHashMap<>();
        for (String name : weights.names()) {
            TensorData t = weights.get(name);
            if (name.endsWith("position_ids")) {
                continue;
            }
            switch (name) {
                case "logit_scale" -> out.put(name, t);
                case "text_projection.weight" -> out.put("text_projection", transposed(t));
                case "visual_projection.weight" -> out.put("visual.proj", transposed(t));
                case "text_model.embeddings.token_embedding.weight" -> out.put("token_embedding.weight", t);
                case "text_model.embeddings.position_embedding.weight" -> out.put("positional_embedding", t);
                case "vision_model.embeddings.class_embedding" -> out.put("visual.class_embedding", t);
                case "vision_model.embeddings.patch_embedding.weight" -> out.put("visual.conv1.weight", t);
                case "vision_model.embeddings.position_embedding.weight" -> out.put("visual.positional_embedding", t);
                default -> layer(name, weights, out);
            }
        }
        return new StateDict(out);
    }

    private static void layer(String name, StateDict weights, Map<String, TensorData> out) {
        String official = name.replace("text_model.final_layer_norm", "ln_final")
                .replace("vision_model.pre_layrnorm", "visual.ln_pre")
                .replace("vision_model.post_layernorm", "visual.ln_post")
                .replace("text_model.encoder.layers", "transformer.resblocks")
                .replace("vision_model.encoder.layers", "visual.transformer.resblocks");
        for (String[] pair : BLOCK) {
            official = official.replace(pair[0], pair[1]);
        }
        if (official.contains(".self_attn.q_proj.")) {
            String key = name.replace("q_proj", "k_proj");
            String value = name.replace("q_proj", "v_proj");
            if (weights.has(key) && weights.has(value)) {
                out.put(official.replace("self_attn.q_proj.", "attn.in_proj_"),
                        stacked(weights.get(name), weights.get(key), weights.get(value)));
                return;
            }
        }
        boolean taken = official.matches(".*self_attn\\.[kv]_proj.*")
                && weights.has(name.replaceAll("[kv]_proj", "q_proj"));
        if (!taken) {
            out.put(official, weights.get(name));
        }
    }

    private static TensorData transposed(TensorData t) {
        int rows = (int) t.shape()[0];
        int columns = (int) t.shape()[1];
        float[] in = t.toFloats();
        float[] out = new float[in.length];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                out[j * rows + i] = in[i * columns + j];
            }
        }
        return TensorData.ofFloats(out, columns, rows);
    }

    /** One below the other, along the first dimension. */
    private static TensorData stacked(TensorData... parts) {
        DType dtype = parts[0].dtype();
        long bytes = 0;
        long first = 0;
        for (TensorData p : parts) {
            bytes += p.data().byteSize();
            first += p.shape()[0];
        }
        MemorySegment all = MemorySegment.ofArray(new byte[Math.toIntExact(bytes)]);
        long at = 0;
        for (TensorData p : parts) {
            MemorySegment.copy(p.data(), 0, all, at, p.data().byteSize());
            at += p.data().byteSize();
        }
        long[] shape = parts[0].shape().clone();
        shape[0] = first;
        return new TensorData(dtype, shape, all);
    }
}
