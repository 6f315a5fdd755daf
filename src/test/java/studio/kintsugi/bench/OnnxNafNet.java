package studio.kintsugi.bench;

import java.util.ArrayList;
import java.util.List;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.checkpoint.TensorData;
import studio.kintsugi.models.nafnet.NafNetConfig;

/** A NAFNet as an ONNX model, in the operations an export of the official code has. */
final class OnnxNafNet {
    private final OnnxGraph graph;
    private final StateDict weights;

    private OnnxNafNet(StateDict weights) {
        this.weights = weights;
        this.graph = new OnnxGraph(weights);
    }

    /** The model's bytes for an input {@code x} of (1, 3, side, side); {@code side} a multiple of the network's. */
    static byte[] model(NafNetConfig config, StateDict weights, int side) {
        OnnxNafNet net = new OnnxNafNet(weights);
        net.build(config);
        long[] shape = {1, 3, side, side};
        return net.graph.model(shape, shape);
    }

    private void build(NafNetConfig c) {
        graph.initializer("eps", TensorData.ofFloats(new float[] {1e-6f}));
        String x = graph.conv("x", "intro", 1, 1, 1);
        List<String> skips = new ArrayList<>();
        int levels = c.encoders().size();
        for (int level = 0; level < levels; level++) {
            for (int i = 0; i < c.encoders().get(level); i++) {
                x = block(x, "encoders." + level + "." + i);
            }
            skips.add(x);
            x = graph.conv(x, "downs." + level, 2, 0, 1);
        }
        for (int i = 0; i < c.middle(); i++) {
            x = block(x, "middle_blks." + i);
        }
        for (int up = 0; up < levels; up++) {
            x = graph.node("Conv", List.of(x, "ups." + up + ".0.weight"));
            x = graph.node("DepthToSpace", List.of(x), OnnxGraph.integer("blocksize", 2),
                    OnnxGraph.string("mode", "CRD"));
            x = graph.node("Add", List.of(x, skips.get(levels - 1 - up)));
            for (int i = 0; i < c.decoders().get(up); i++) {
                x = block(x, "decoders." + up + "." + i);
            }
        }
        graph.last("Add", graph.conv(x, "ending", 1, 1, 1), "x");
    }

    private String block(String x, String name) {
        String y = norm(x, name + ".norm1");
        y = graph.conv(y, name + ".conv1", 1, 0, 1);
        y = graph.conv(y, name + ".conv2", 1, 1, (int) weights.get(name + ".conv2.weight").shape()[0]);
        y = gate(y);
        String attention = graph.conv(graph.node("GlobalAveragePool", List.of(y)), name + ".sca.1", 1, 0, 1);
        y = graph.conv(graph.node("Mul", List.of(y, attention)), name + ".conv3", 1, 0, 1);
        String z = graph.node("Add", List.of(x, graph.node("Mul", List.of(y, name + ".beta"))));
        y = gate(graph.conv(norm(z, name + ".norm2"), name + ".conv4", 1, 0, 1));
        y = graph.conv(y, name + ".conv5", 1, 0, 1);
        return graph.node("Add", List.of(z, graph.node("Mul", List.of(y, name + ".gamma"))));
    }

    private String norm(String x, String name) {
        OnnxGraph.Message axes = OnnxGraph.ints("axes", 1);
        String centered = graph.node("Sub", List.of(x, graph.node("ReduceMean", List.of(x), axes)));
        String variance = graph.node("ReduceMean", List.of(graph.node("Mul", List.of(centered, centered))), axes);
        String deviation = graph.node("Sqrt", List.of(graph.node("Add", List.of(variance, "eps"))));
        String y = graph.node("Div", List.of(centered, deviation));
        long channels = weights.get(name + ".weight").count();
        for (String part : new String[] {".weight", ".bias"}) {
            graph.initializer(name + part + ".4d",
                    TensorData.ofFloats(weights.get(name + part).toFloats(), 1, channels, 1, 1));
        }
        return graph.node("Add", List.of(graph.node("Mul", List.of(y, name + ".weight.4d")), name + ".bias.4d"));
    }

    private String gate(String x) {
        String a = graph.fresh();
        String b = graph.fresh();
        graph.split(x, a, b, OnnxGraph.integer("axis", 1));
        return graph.node("Mul", List.of(a, b));
    }
}
