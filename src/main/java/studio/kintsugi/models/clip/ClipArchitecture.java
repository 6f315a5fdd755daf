package studio.kintsugi.models.clip;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import studio.kintsugi.checkpoint.HyperParameters;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.models.registry.PictureTextArchitecture;
import studio.kintsugi.models.registry.Recognition;
import studio.kintsugi.models.registry.StateDictLayout;
import studio.kintsugi.models.registry.TensorNames;

/**
 * CLIP with a vision transformer or a residual network. Sizes follow OpenAI's naming: heads are 64 channels
 * wide, and the three numbers their archives carry besides the weights are passed over.
 */
public final class ClipArchitecture implements PictureTextArchitecture {
    /** Hugging Face's, in the folder of a model. */
    private static final String TOKENIZER = "tokenizer.json";

    @Override
    public String id() {
        return "clip";
    }

    @Override
    public List<String> filesBeside() {
        return List.of(TOKENIZER);
    }

    /** With the tokenizer that was stored with the weights, or OpenAI's. */
    @Override
    public ClipModel load(NDManager parent, HyperParameters hyperParameters, StateDict weights, List<Path> files)
            throws IOException {
        ClipConfig config = ClipConfig.of(hyperParameters);
        return new ClipModel(parent, config, weights,
                files.isEmpty() ? ClipTokenizer.official() : ClipTokenizer.of(files.getFirst()));
    }

    @Override
    public OptionalLong products(HyperParameters hyperParameters) {
        return OptionalLong.of(ClipConfig.of(hyperParameters).products());
    }

    @Override
    public Optional<Recognition> recognize(StateDict given) {
        StateDict weights = HuggingFaceNames.areIn(given) ? HuggingFaceNames.official(given) : given;
        TensorNames names = new TensorNames(weights);
        if (!names.anyStarts("visual.") || !names.anyStarts("transformer.resblocks.")) {
            return Optional.empty();
        }
        int textWidth = names.size("token_embedding.weight", 1, names.size("ln_final.weight", 0, 0));
        int embedding = names.size("text_projection", 1, 0);
        StateDictLayout layout = new StateDictLayout().ignored("input_resolution").ignored("context_length")
                .ignored("vocab_size");
        Map<String, Object> hyper = new HashMap<>();
        text(names, layout, textWidth, embedding, hyper);
        String title = names.anyStarts("visual.layer1.") ? residual(names, layout, embedding, hyper)
                : transformer(names, layout, embedding, hyper);
        return Optional.of(layout.compare(this, title, List.of("guide"), HyperParameters.of(hyper), weights));
    }

    private static void text(TensorNames names, StateDictLayout layout, int width, int embedding,
            Map<String, Object> hyper) {
        int context = names.size("positional_embedding", 0, 0);
        int vocabulary = names.size("token_embedding.weight", 0, 0);
        int layers = names.count("transformer.resblocks.");
        layout.tensor("positional_embedding", context, width).tensor("text_projection", width, embedding)
                .tensor("logit_scale").tensor("token_embedding.weight", vocabulary, width).biased("ln_final", width);
        blocks(layout, "transformer.resblocks.", layers, width);
        hyper.putAll(Map.of("embed_dim", embedding, "context_length", context, "vocab_size", vocabulary,
                "transformer_width", width, "transformer_heads", width / ClipConfig.HEAD, "transformer_layers",
                layers));
    }

    private static String transformer(TensorNames names, StateDictLayout layout, int embedding,
            Map<String, Object> hyper) {
        int width = names.size("visual.conv1.weight", 0, names.size("visual.class_embedding", 0, 0));
        int patch = names.size("visual.conv1.weight", 2, 1);
        int positions = names.size("visual.positional_embedding", 0, 1);
        int layers = names.count("visual.transformer.resblocks.");
        int grid = (int) Math.round(Math.sqrt(positions - 1.0));
        layout.tensor("visual.class_embedding", width)
                .tensor("visual.positional_embedding", grid * (long) grid + 1, width)
                .tensor("visual.proj", width, embedding).plainConv("visual.conv1", width, 3, patch)
                .biased("visual.ln_pre", width).biased("visual.ln_post", width);
        blocks(layout, "visual.transformer.resblocks.", layers, width);
        hyper.putAll(Map.of("vision", "vit", "image_resolution", grid * patch, "vision_layers", layers,
                "vision_width", width, "vision_patch_size", patch, "vision_heads", width / ClipConfig.HEAD));
        return "CLIP, vision transformer of width " + width + " on patches of " + patch;
    }

    private static void blocks(StateDictLayout layout, String prefix, int layers, int width) {
        for (int i = 0; i < layers; i++) {
            String block = prefix + i + ".";
            layout.tensor(block + "attn.in_proj_weight", 3L * width, width)
                    .tensor(block + "attn.in_proj_bias", 3L * width)
                    .biased(block + "attn.out_proj", width, width)
                    .biased(block + "ln_1", width).biased(block + "ln_2", width)
                    .biased(block + "mlp.c_fc", 4L * width, width).biased(block + "mlp.c_proj", width, 4L * width);
        }
    }

    private static String residual(TensorNames names, StateDictLayout layout, int embedding,
            Map<String, Object> hyper) {
        int width = 2 * names.size("visual.conv1.weight", 0, 0);
        int features = 32 * width;
        int positions = names.size("visual.attnpool.positional_embedding", 0, 1);
        int grid = (int) Math.round(Math.sqrt(positions - 1.0));
        List<Integer> layers = IntStream.rangeClosed(1, 4).mapToObj(l -> names.count("visual.layer" + l + "."))
                .toList();
        layout.plainConv("visual.conv1", width / 2, 3, 3).batchNorm("visual.bn1", width / 2)
                .plainConv("visual.conv2", width / 2, width / 2, 3).batchNorm("visual.bn2", width / 2)
                .plainConv("visual.conv3", width, width / 2, 3).batchNorm("visual.bn3", width);
        int in = width;
        for (int l = 0; l < 4; l++) {
            for (int i = 0; i < layers.get(l); i++) {
                bottleneck(layout, "visual.layer" + (l + 1) + "." + i + ".", in, width << l, i == 0);
                in = 4 * (width << l);
            }
        }
        layout.tensor("visual.attnpool.positional_embedding", grid * (long) grid + 1, features)
                .biased("visual.attnpool.q_proj", features, features)
                .biased("visual.attnpool.k_proj", features, features)
                .biased("visual.attnpool.v_proj", features, features)
                .biased("visual.attnpool.c_proj", embedding, features);
        hyper.putAll(Map.of("vision", "resnet", "image_resolution", 32 * grid, "vision_layers", layers,
                "vision_width", width, "vision_heads", features / ClipConfig.HEAD));
        return "CLIP, residual network of width " + width;
    }

    private static void bottleneck(StateDictLayout layout, String block, int in, int planes, boolean first) {
        layout.plainConv(block + "conv1", planes, in, 1).batchNorm(block + "bn1", planes)
                .plainConv(block + "conv2", planes, planes, 3).batchNorm(block + "bn2", planes)
                .plainConv(block + "conv3", 4L * planes, planes, 1).batchNorm(block + "bn3", 4L * planes);
        if (first) {
            layout.plainConv(block + "downsample.0", 4L * planes, in, 1)
                    .batchNorm(block + "downsample.1", 4L * planes);
        }
    }
}
