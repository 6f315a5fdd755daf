package studio.kintsugi.bench;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.checkpoint.TensorData;
import studio.kintsugi.models.nafnet.NafNetConfig;

/** A NAFNet as an ONNX model (opset 17), in the operations an export of the official code has. */
final class OnnxNafNet {
    private static final int FLOAT = 1;

    private final Message graph = new Message();
    private final StateDict weights;
    private int names;

    private OnnxNafNet(StateDict weights) {
        this.weights = weights;
    }

    /** The model's bytes for an input {@code x} of (1, 3, side, side); {@code side} a multiple of the network's. */
    static byte[] model(NafNetConfig config, StateDict weights, int side) {
        OnnxNafNet net = new OnnxNafNet(weights);
        net.build(config, side);
        return new Message().number(1, 8).message(7, net.graph)
                .message(8, new Message().text(1, "").number(2, 17)).bytes();
    }

    private void build(NafNetConfig c, int side) {
        weights.tensors().forEach(this::initializer);
        initializer("eps", TensorData.ofFloats(new float[] {1e-6f}));
        String x = conv("x", "intro", 1, 1, 1);
        List<String> skips = new ArrayList<>();
        int levels = c.encoders().size();
        for (int level = 0; level < levels; level++) {
            for (int i = 0; i < c.encoders().get(level); i++) {
                x = block(x, "encoders." + level + "." + i);
            }
            skips.add(x);
            x = conv(x, "downs." + level, 2, 0, 1);
        }
        for (int i = 0; i < c.middle(); i++) {
            x = block(x, "middle_blks." + i);
        }
        for (int up = 0; up < levels; up++) {
            x = node("Conv", List.of(x, "ups." + up + ".0.weight"));
            x = node("DepthToSpace", List.of(x), integer("blocksize", 2), string("mode", "CRD"));
            x = node("Add", List.of(x, skips.get(levels - 1 - up)));
            for (int i = 0; i < c.decoders().get(up); i++) {
                x = block(x, "decoders." + up + "." + i);
            }
        }
        graph.message(1, new Message().text(1, conv(x, "ending", 1, 1, 1)).text(1, "x").text(2, "y").text(4, "Add"));
        graph.text(2, "nafnet").message(11, value("x", side)).message(12, value("y", side));
    }

    private String block(String x, String name) {
        String y = norm(x, name + ".norm1");
        y = conv(y, name + ".conv1", 1, 0, 1);
        y = conv(y, name + ".conv2", 1, 1, (int) weights.get(name + ".conv2.weight").shape()[0]);
        y = gate(y);
        String attention = conv(node("GlobalAveragePool", List.of(y)), name + ".sca.1", 1, 0, 1);
        y = conv(node("Mul", List.of(y, attention)), name + ".conv3", 1, 0, 1);
        String z = node("Add", List.of(x, node("Mul", List.of(y, name + ".beta"))));
        y = gate(conv(norm(z, name + ".norm2"), name + ".conv4", 1, 0, 1));
        y = conv(y, name + ".conv5", 1, 0, 1);
        return node("Add", List.of(z, node("Mul", List.of(y, name + ".gamma"))));
    }

    private String norm(String x, String name) {
        Message axes = ints("axes", 1);
        String centred = node("Sub", List.of(x, node("ReduceMean", List.of(x), axes)));
        String variance = node("ReduceMean", List.of(node("Mul", List.of(centred, centred))), axes);
        String deviation = node("Sqrt", List.of(node("Add", List.of(variance, "eps"))));
        String y = node("Div", List.of(centred, deviation));
        long channels = weights.get(name + ".weight").count();
        for (String part : new String[] {".weight", ".bias"}) {
            initializer(name + part + ".4d",
                    TensorData.ofFloats(weights.get(name + part).toFloats(), 1, channels, 1, 1));
        }
        return node("Add", List.of(node("Mul", List.of(y, name + ".weight.4d")), name + ".bias.4d"));
    }

    private String gate(String x) {
        String a = "t" + names++;
        String b = "t" + names++;
        graph.message(1, new Message().text(1, x).text(2, a).text(2, b).text(4, "Split")
                .message(5, integer("axis", 1)));
        return node("Mul", List.of(a, b));
    }

    private String conv(String x, String name, int stride, int padding, int groups) {
        return node("Conv", List.of(x, name + ".weight", name + ".bias"), ints("strides", stride, stride),
                ints("pads", padding, padding, padding, padding), integer("group", groups));
    }

    private String node(String type, List<String> inputs, Message... attributes) {
        Message node = new Message();
        inputs.forEach(i -> node.text(1, i));
        String out = "t" + names++;
        node.text(2, out).text(4, type);
        for (Message a : attributes) {
            node.message(5, a);
        }
        graph.message(1, node);
        return out;
    }

    private static Message integer(String name, long value) {
        return new Message().text(1, name).number(3, value).number(20, 2);
    }

    private static Message string(String name, String value) {
        return new Message().text(1, name).text(4, value).number(20, 3);
    }

    private static Message ints(String name, long... values) {
        Message m = new Message().text(1, name);
        for (long v : values) {
            m.number(8, v);
        }
        return m.number(20, 7);
    }

    private void initializer(String name, TensorData t) {
        Message m = new Message();
        for (long n : t.shape()) {
            m.number(1, n);
        }
        ByteBuffer raw = ByteBuffer.allocate((int) t.count() * 4).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(t.toFloats());
        graph.message(5, m.number(2, FLOAT).text(8, name).data(9, raw.array()));
    }

    private static Message value(String name, int side) {
        Message shape = new Message();
        for (long n : new long[] {1, 3, side, side}) {
            shape.message(1, new Message().number(1, n));
        }
        Message tensor = new Message().number(1, FLOAT).message(2, shape);
        return new Message().text(1, name).message(2, new Message().message(1, tensor));
    }

    /** A protocol-buffers message under construction. */
    private static final class Message {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Message number(int field, long value) {
            varint((long) field << 3);
            varint(value);
            return this;
        }

        Message text(int field, String text) {
            return data(field, text.getBytes(StandardCharsets.UTF_8));
        }

        Message message(int field, Message m) {
            return data(field, m.bytes());
        }

        Message data(int field, byte[] bytes) {
            varint((long) field << 3 | 2);
            varint(bytes.length);
            out.writeBytes(bytes);
            return this;
        }

        byte[] bytes() {
            return out.toByteArray();
        }

        private void varint(long value) {
            long v = value;
            while ((v & ~0x7fL) != 0) {
                out.write((int) (v & 0x7f | 0x80));
                v >>>= 7;
            }
            out.write((int) v);
        }
    }
}
