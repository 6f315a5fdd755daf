package studio.kintsugi.bench;

import java.util.List;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.checkpoint.TensorData;

/** A collapsed RepSR network as an ONNX model, in the operations an export from PyTorch has. */
final class OnnxRepSr {
    private OnnxRepSr() {}

    /** The model's bytes for an input {@code x} of (1, 3, height, width). */
    static byte[] model(StateDict weights, int blocks, int scale, int height, int width) {
        OnnxGraph graph = new OnnxGraph(weights);
        String x = "x";
        for (int i = 0; i <= blocks; i++) {
            String slope = "M_block." + (2 * i + 1) + ".weight";
            long channels = weights.get(slope).count();
            graph.initializer(slope + ".3d", TensorData.ofFloats(weights.get(slope).toFloats(), channels, 1, 1));
            x = graph.node("PRelu", List.of(graph.conv(x, "M_block." + 2 * i, 1, 1, 1), slope + ".3d"));
        }
        x = graph.node("DepthToSpace", List.of(graph.conv(x, "M_block." + (2 * blocks + 2), 1, 1, 1)),
                OnnxGraph.integer("blocksize", scale), OnnxGraph.string("mode", "CRD"));
        graph.initializer("scales", TensorData.ofFloats(new float[] {1, 1, scale, scale}, 4));
        String large = graph.node("Resize", List.of("x", "", "scales"), OnnxGraph.string("mode", "linear"),
                OnnxGraph.string("coordinate_transformation_mode", "half_pixel"));
        graph.last("Add", x, large);
        return graph.model(new long[] {1, 3, height, width},
                new long[] {1, 3, (long) height * scale, (long) width * scale});
    }
}
