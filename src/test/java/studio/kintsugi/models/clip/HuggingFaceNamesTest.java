package studio.kintsugi.models.clip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import studio.kintsugi.Fixtures;
import studio.kintsugi.checkpoint.Checkpoints;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.checkpoint.TensorData;

class HuggingFaceNamesTest {
    @Test
    void weightsComeBackUnderTheirOwnNames() throws Exception {
        StateDict official = Checkpoints.read(Fixtures.cases("clip", "vit_w64_p8_r32"::equals).getFirst()
                .resolve("model_fp32.pt"));
        StateDict foreign = renamed(official);
        assertTrue(HuggingFaceNames.areIn(foreign));
        StateDict back = HuggingFaceNames.official(foreign);
        for (String name : back.names()) {
            assertArrayEquals(official.get(name).shape(), back.get(name).shape(), name);
            assertArrayEquals(official.get(name).toFloats(), back.get(name).toFloats(), name);
        }
        assertTrue(new ClipArchitecture().recognize(foreign).orElseThrow().isExact());
        assertEquals(new ClipArchitecture().recognize(official).orElseThrow().hyperParameters(),
                new ClipArchitecture().recognize(foreign).orElseThrow().hyperParameters());
    }

    /** As transformers' conversion script renames them. */
    private static StateDict renamed(StateDict official) {
        Map<String, TensorData> out = new LinkedHashMap<>();
        official.tensors().forEach((name, t) -> {
            String n = name.replace("visual.transformer.resblocks", "vision_model.encoder.layers")
                    .replace("visual.ln_pre", "vision_model.pre_layrnorm")
                    .replace("visual.ln_post", "vision_model.post_layernorm");
            n = n.startsWith("transformer.") ? n.replace("transformer.resblocks", "text_model.encoder.layers") : n;
            n = n.replace("ln_final", "text_model.final_layer_norm").replace("ln_1", "layer_norm1")
                    .replace("ln_2", "layer_norm2").replace("mlp.c_fc", "mlp.fc1").replace("mlp.c_proj", "mlp.fc2")
                    .replace("attn.out_proj", "self_attn.out_proj");
            switch (n) {
                case "input_resolution", "context_length", "vocab_size" -> { }
                case "text_projection" -> out.put("text_projection.weight", transposed(t));
                case "visual.proj" -> out.put("visual_projection.weight", transposed(t));
                case "token_embedding.weight" -> out.put("text_model.embeddings.token_embedding.weight", t);
                case "positional_embedding" -> out.put("text_model.embeddings.position_embedding.weight", t);
                case "visual.class_embedding" -> out.put("vision_model.embeddings.class_embedding", t);
                case "visual.conv1.weight" -> out.put("vision_model.embeddings.patch_embedding.weight", t);
                case "visual.positional_embedding" ->
                        out.put("vision_model.embeddings.position_embedding.weight", t);
                default -> {
                    if (n.contains("attn.in_proj_")) {
                        split(n, t, out);
                    } else {
                        out.put(n, t);
                    }
                }
            }
        });
        return new StateDict(out);
    }

    private static void split(String name, TensorData t, Map<String, TensorData> out) {
        float[] all = t.toFloats();
        String[] parts = {"q", "k", "v"};
        for (int i = 0; i < 3; i++) {
            long[] shape = t.shape().clone();
            shape[0] /= 3;
            out.put(name.replace("attn.in_proj_", "self_attn." + parts[i] + "_proj."), TensorData.ofFloats(
                    Arrays.copyOfRange(all, i * all.length / 3, (i + 1) * all.length / 3), shape));
        }
    }

    private static TensorData transposed(TensorData t) {
        int rows = (int) t.shape()[0];
        int columns = (int) t.shape()[1];
        float[] in = t.toFloats();
        float[] out = new float[in.length];
        for (int i = 0; i < in.length; i++) {
            out[i % columns * rows + i / columns] = in[i];
        }
        return TensorData.ofFloats(out, columns, rows);
    }
}
