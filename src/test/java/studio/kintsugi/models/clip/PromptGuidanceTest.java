package studio.kintsugi.models.clip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.models.dreamfields.Guidance;
import studio.kintsugi.nn.Initializer;

/** A small CLIP of random weights with OpenAI's vocabulary, whose pictures are enlarged from 112 to 128 pixels. */
class PromptGuidanceTest {
    private static final int WIDTH = 64;

    @Test
    void followingTheGradientRaisesTheCosine() throws Exception {
        StateDict weights = weights();
        ClipConfig config = ClipConfig.of(new ClipArchitecture().recognize(weights).orElseThrow().hyperParameters());
        try (NDManager manager = ComputeDevice.processor().newManager();
                ClipModel model = new ClipModel(manager, config, weights, ClipTokenizer.official());
                Guidance guidance = new PromptGuidance(model, "a green wooden chair", "")) {
            assertEquals(112, guidance.side());
            SplittableRandom random = new SplittableRandom(2);
            float[] pictures = new float[2 * 3 * 112 * 112];
            for (int i = 0; i < pictures.length; i++) {
                pictures[i] = 0.3f + 0.4f * random.nextFloat();
            }
            Guidance.Judgment first = guidance.judge(pictures, 2);
            float largest = 0;
            for (float g : first.gradient()) {
                largest = Math.max(largest, Math.abs(g));
            }
            for (int i = 0; i < pictures.length; i++) {
                pictures[i] -= 0.05f * first.gradient()[i] / largest;
            }
            Guidance.Judgment second = guidance.judge(pictures, 2);
            assertEquals(-Arrays.stream(first.cosines()).average().orElseThrow(), first.loss(), 1e-5);
            assertTrue(second.loss() < first.loss(), first.loss() + " became " + second.loss());
        }
    }

    private static StateDict weights() {
        Initializer init = new Initializer(new SplittableRandom(1));
        init.uniform("visual.class_embedding", 1, WIDTH).uniform("visual.positional_embedding", 1, 17, WIDTH)
                .uniform("visual.proj", 0.2, WIDTH, 32).uniform("visual.conv1.weight", 0.05, WIDTH, 3, 32, 32)
                .uniform("positional_embedding", 1, 77, WIDTH).uniform("text_projection", 0.2, WIDTH, 32)
                .constant("logit_scale", 4.6f).uniform("token_embedding.weight", 1, 49408, WIDTH);
        for (String norm : new String[] {"visual.ln_pre", "visual.ln_post", "ln_final"}) {
            init.constant(norm + ".weight", 1, WIDTH).constant(norm + ".bias", 0, WIDTH);
        }
        for (String block : new String[] {"visual.transformer.resblocks.0.", "transformer.resblocks.0."}) {
            init.uniform(block + "attn.in_proj_weight", 0.2, 3 * WIDTH, WIDTH)
                    .constant(block + "attn.in_proj_bias", 0, 3 * WIDTH)
                    .uniform(block + "attn.out_proj.weight", 0.2, WIDTH, WIDTH)
                    .constant(block + "attn.out_proj.bias", 0, WIDTH)
                    .uniform(block + "mlp.c_fc.weight", 0.2, 4 * WIDTH, WIDTH)
                    .constant(block + "mlp.c_fc.bias", 0, 4 * WIDTH)
                    .uniform(block + "mlp.c_proj.weight", 0.1, WIDTH, 4 * WIDTH)
                    .constant(block + "mlp.c_proj.bias", 0, WIDTH);
            for (String norm : new String[] {"ln_1", "ln_2"}) {
                init.constant(block + norm + ".weight", 1, WIDTH).constant(block + norm + ".bias", 0, WIDTH);
            }
        }
        return init.weights();
    }
}
