package studio.kintsugi.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import studio.kintsugi.Fixtures;
import studio.kintsugi.checkpoint.CheckpointException;
import studio.kintsugi.checkpoint.Checkpoints;
import studio.kintsugi.checkpoint.DType;
import studio.kintsugi.checkpoint.HyperParameters;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.checkpoint.TensorData;
import studio.kintsugi.models.registry.Architectures;
import studio.kintsugi.models.registry.Recognition;

/** Official networks are told by their names and shapes. */
class ArchitecturesTest {
    private static final Architectures KNOWN = BuiltInArchitectures.all();
    /** One byte for each element of the largest tensor (102,760,448 of VGG's classifier), shared by all. */
    private static final MemorySegment ZEROS = MemorySegment.ofArray(new byte[4096 * 25088]);

    private static final Map<String, Object> SIDD = Map.of("img_channel", 3, "enc_blk_nums", List.of(2, 2, 4, 8),
            "middle_blk_num", 12, "dec_blk_nums", List.of(2, 2, 2, 2));
    private static final Map<String, Object> GOPRO = Map.of("img_channel", 3, "enc_blk_nums", List.of(1, 1, 1, 28),
            "middle_blk_num", 1, "dec_blk_nums", List.of(1, 1, 1, 1));
    private static final Map<String, Object> VIT = Map.of("embed_dim", 512, "image_resolution", 224,
            "vision_layers", 12, "vision_width", 768, "context_length", 77, "vocab_size", 49408,
            "transformer_width", 512, "transformer_heads", 8, "transformer_layers", 12);

    @TestFactory
    List<DynamicTest> everyOfficialNetworkIsRecognized() throws Exception {
        return List.of(
                official("nafnet", "NAFNet-SIDD-width32", "nafnet", with(SIDD, "width", 32)),
                official("nafnet", "NAFNet-SIDD-width64", "nafnet", with(SIDD, "width", 64)),
                official("nafnet", "NAFNet-GoPro-width32", "nafnet", with(GOPRO, "width", 32)),
                official("nafnet", "NAFNet-GoPro-width64", "nafnet", with(GOPRO, "width", 64)),
                official("nafnet", "NAFNet-REDS-width64", "nafnet", with(GOPRO, "width", 64)),
                official("nafnet", "Baseline-SIDD-width32", "baseline", with(SIDD, "width", 32, "dw_expand", 1)),
                official("nafnet", "Baseline-SIDD-width64", "baseline", with(SIDD, "width", 64, "dw_expand", 2)),
                official("nafnet", "Baseline-GoPro-width32", "baseline", with(GOPRO, "width", 32, "dw_expand", 1)),
                official("nafnet", "Baseline-GoPro-width64", "baseline",
                        with(GOPRO, "width", 64, "dw_expand", 2, "ffn_expand", 2)),
                official("errnet", "state['icnn']", "errnet", Map.of("in_channels", 1475, "out_channels", 3,
                        "n_feats", 256, "n_resblocks", 13, "se_reduction", 8, "pyramid", true)),
                official("errnet", "torchvision vgg19", "vgg", Map.of("depth", 19)),
                official("clip", "ViT-B/32", "clip", with(VIT, "vision_patch_size", 32)),
                official("clip", "ViT-B/16", "clip", with(VIT, "vision_patch_size", 16)),
                official("clip", "RN50", "clip", Map.of("embed_dim", 1024, "image_resolution", 224, "vision_layers",
                        List.of(3, 4, 6, 3), "vision_width", 64, "vision_heads", 32, "transformer_heads", 8)),
                official("gal", "resnet_56 ", "gal-resnet", Map.of("depth", 56, "sparse", false)),
                official("gal", "resnet_56_sparse", "gal-resnet", Map.of("depth", 56, "sparse", true)),
                official("gal", "vgg_16_bn ", "gal-vgg", Map.of("hidden", 512, "sparse", false)),
                official("gal", "vgg_16_bn_sparse", "gal-vgg", Map.of("hidden", 512, "sparse", true)),
                official("gal", "densenet_40 ", "gal-densenet", Map.of("depth", 40, "growthRate", 12)),
                official("gal", "densenet_40_sparse", "gal-densenet", Map.of("depth", 40, "sparse", true)),
                official("gal", "googlenet ", "gal-googlenet", Map.of("sparse", false)),
                official("gal", "googlenet_sparse", "gal-googlenet", Map.of("sparse", true)));
    }

    private static DynamicTest official(String system, String heading, String architecture, Map<String, Object> some) {
        return DynamicTest.dynamicTest(heading, () -> {
            Recognition r = KNOWN.recognize(keys(system, heading));
            assertEquals(architecture, r.architecture().id());
            assertEquals(r.hyperParameters(), r.hyperParameters().with(HyperParameters.of(some)));
        });
    }

    @Test
    void vgg16AndTheLargeClipAreRecognized() throws Exception {
        StateDict vgg19 = keys("errnet", "torchvision vgg19");
        Map<String, TensorData> vgg16 = new LinkedHashMap<>();
        int[] from = {0, 2, 5, 7, 10, 12, 14, 19, 21, 23, 28, 30, 32};
        int[] to = {0, 2, 5, 7, 10, 12, 14, 17, 19, 21, 24, 26, 28};
        for (int i = 0; i < from.length; i++) {
            vgg16.put("features." + to[i] + ".weight", vgg19.get("features." + from[i] + ".weight"));
            vgg16.put("features." + to[i] + ".bias", vgg19.get("features." + from[i] + ".bias"));
        }
        vgg19.tensors().forEach((k, v) -> {
            if (k.startsWith("classifier.")) {
                vgg16.put(k, v);
            }
        });
        assertEquals(16, KNOWN.recognize(new StateDict(vgg16)).hyperParameters().integer("depth"));

        Recognition large = KNOWN.recognize(vit(24, 1024, 14, 257, 768, 12, 768));
        assertEquals(224, large.hyperParameters().integer("image_resolution"));
        assertEquals(14, large.hyperParameters().integer("vision_patch_size"));
        assertEquals(12, large.hyperParameters().integer("transformer_heads"));
    }

    @TestFactory
    List<DynamicTest> networksOfTheFixturesAreRecognized() throws Exception {
        List<DynamicTest> tests = new ArrayList<>();
        for (String system : List.of("nafnet", "errnet", "clip", "gal")) {
            for (Path c : Fixtures.cases(system, n -> true)) {
                try (Stream<Path> files = Files.list(c)) {
                    files.filter(f -> f.toString().matches(".*\\.(pt|pth)"))
                            .filter(f -> !f.getFileName().toString().matches("(netD|disc|grads.*)\\.pth?")).sorted()
                            .forEach(f -> tests.add(DynamicTest.dynamicTest(system + "/" + c.getFileName() + "/"
                                    + f.getFileName(), () -> assertTrue(
                                            KNOWN.recognize(Checkpoints.read(f)).architecture().id().matches(
                                                    system + ".*|baseline|nafssr|vgg")))));
                }
            }
        }
        return tests;
    }

    @Test
    void stereoSuperResolutionIsRecognized() throws Exception {
        Path file = Fixtures.cases("nafnet", "nafssr_x2"::equals).getFirst().resolve("net_g.pth");
        Recognition r = KNOWN.recognize(Checkpoints.read(file));
        assertEquals("nafssr", r.architecture().id());
        assertEquals(HyperParameters.of(Map.of("width", 12, "num_blks", 3, "scale", 2)), r.hyperParameters());
    }

    @Test
    void aNearMissSaysWhatIsMissingAndWhatIsLeftOver() throws Exception {
        Map<String, TensorData> tensors = new LinkedHashMap<>(keys("nafnet", "NAFNet-SIDD-width32").tensors());
        tensors.put("extra.weight", tensors.remove("middle_blks.3.beta"));
        String sentence = assertThrows(CheckpointException.class, () -> KNOWN.recognize(new StateDict(tensors)))
                .getMessage();
        assertTrue(sentence.contains("NAFNet, width 32"), sentence);
        assertTrue(sentence.contains("1 tensor is missing (middle_blks.3.beta)"), sentence);
        assertTrue(sentence.contains("1 tensor is left over (extra.weight)"), sentence);
    }

    @Test
    void anUnknownNetworkIsNamedAsSuch() {
        StateDict other = new StateDict(Map.of("decoder.layers.7.weight", TensorData.ofFloats(new float[4], 2, 2)));
        String sentence = assertThrows(CheckpointException.class, () -> KNOWN.recognize(other)).getMessage();
        assertTrue(sentence.contains("decoder.layers.7.weight"), sentence);
    }

    @Test
    void oddNamesAndShapesAreNoTrouble() {
        TensorData scalar = TensorData.ofFloats(new float[1]);
        StateDict odd = new StateDict(Map.of("intro.weight", scalar, "encoders.0.99999999999.sca.1.weight", scalar,
                "encoders.999.999.sca.1.weight", scalar, "middle_blks..conv1.weight", scalar));
        assertThrows(CheckpointException.class, () -> KNOWN.recognize(odd));
    }

    /** A state dict of zeros with the names and shapes under a heading of {@code official_keys.txt}. */
    private static StateDict keys(String system, String heading) throws Exception {
        Map<String, TensorData> tensors = new LinkedHashMap<>();
        boolean inside = false;
        for (String line : Fixtures.officialKeys(system)) {
            if (line.startsWith("#")) {
                inside = line.startsWith("# ==== " + heading);
            } else if (inside && !line.isBlank()) {
                String[] columns = line.split("\t");
                tensors.put(columns[0], zeros(Stream.of(columns[1].split("\\D+")).filter(s -> !s.isEmpty())
                        .mapToLong(Long::parseLong).toArray()));
            }
        }
        assertTrue(!tensors.isEmpty(), heading);
        return new StateDict(tensors);
    }

    private static TensorData zeros(long... shape) {
        return new TensorData(DType.U8, shape, ZEROS.asSlice(0, LongStream.of(shape).reduce(1, (a, b) -> a * b)));
    }

    private static StateDict vit(int layers, int width, int patch, int positions, int textWidth, int textLayers,
            int embedding) {
        Map<String, TensorData> t = new LinkedHashMap<>();
        t.put("positional_embedding", zeros(77, textWidth));
        t.put("text_projection", zeros(textWidth, embedding));
        t.put("logit_scale", zeros());
        t.put("token_embedding.weight", zeros(49408, textWidth));
        t.put("visual.class_embedding", zeros(width));
        t.put("visual.positional_embedding", zeros(positions, width));
        t.put("visual.proj", zeros(width, embedding));
        t.put("visual.conv1.weight", zeros(width, 3, patch, patch));
        norm(t, "ln_final", textWidth);
        norm(t, "visual.ln_pre", width);
        norm(t, "visual.ln_post", width);
        blocks(t, "visual.transformer.resblocks.", layers, width);
        blocks(t, "transformer.resblocks.", textLayers, textWidth);
        return new StateDict(t);
    }

    private static void blocks(Map<String, TensorData> t, String prefix, int layers, int w) {
        for (int i = 0; i < layers; i++) {
            String b = prefix + i + ".";
            t.put(b + "attn.in_proj_weight", zeros(3L * w, w));
            t.put(b + "attn.in_proj_bias", zeros(3L * w));
            t.put(b + "attn.out_proj.weight", zeros(w, w));
            t.put(b + "attn.out_proj.bias", zeros(w));
            norm(t, b + "ln_1", w);
            norm(t, b + "ln_2", w);
            t.put(b + "mlp.c_fc.weight", zeros(4L * w, w));
            t.put(b + "mlp.c_fc.bias", zeros(4L * w));
            t.put(b + "mlp.c_proj.weight", zeros(w, 4L * w));
            t.put(b + "mlp.c_proj.bias", zeros(w));
        }
    }

    private static void norm(Map<String, TensorData> t, String name, int width) {
        t.put(name + ".weight", zeros(width));
        t.put(name + ".bias", zeros(width));
    }

    private static Map<String, Object> with(Map<String, Object> map, Object... more) {
        Map<String, Object> out = new LinkedHashMap<>(map);
        for (int i = 0; i < more.length; i += 2) {
            out.put((String) more[i], more[i + 1]);
        }
        return out;
    }
}
