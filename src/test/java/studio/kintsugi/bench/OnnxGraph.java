package studio.kintsugi.bench;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.checkpoint.TensorData;

/** An ONNX graph (opset 17) under construction, from input {@code x} to output {@code y}. */
final class OnnxGraph {
    private static final int FLOAT = 1;

    private final Message graph = new Message();
    private int names;

    /** A graph with {@code weights} as its initializers. */
    OnnxGraph(StateDict weights) {
        weights.tensors().forEach(this::initializer);
    }

    /** A name that is not taken. */
    String fresh() {
        return "t" + names++;
    }

    /** The node that makes {@code y}. */
    void last(String type, String... inputs) {
        Message node = new Message();
        for (String input : inputs) {
            node.text(1, input);
        }
        graph.message(1, node.text(2, "y").text(4, type));
    }

    /** A node with two outputs. */
    void split(String x, String a, String b, Message axis) {
        graph.message(1, new Message().text(1, x).text(2, a).text(2, b).text(4, "Split").message(5, axis));
    }

    /** The model's bytes. */
    byte[] model(long[] input, long[] output) {
        graph.text(2, "network").message(11, value("x", input)).message(12, value("y", output));
        return new Message().number(1, 8).message(7, graph).message(8, new Message().text(1, "").number(2, 17)).bytes();
    }

    String conv(String x, String name, int stride, int padding, int groups) {
        return node("Conv", List.of(x, name + ".weight", name + ".bias"), ints("strides", stride, stride),
                ints("pads", padding, padding, padding, padding), integer("group", groups));
    }

    String node(String type, List<String> inputs, Message... attributes) {
        Message node = new Message();
        inputs.forEach(i -> node.text(1, i));
        String out = fresh();
        node.text(2, out).text(4, type);
        for (Message a : attributes) {
            node.message(5, a);
        }
        graph.message(1, node);
        return out;
    }

    static Message integer(String name, long value) {
        return new Message().text(1, name).number(3, value).number(20, 2);
    }

    static Message string(String name, String value) {
        return new Message().text(1, name).text(4, value).number(20, 3);
    }

    static Message ints(String name, long... values) {
        Message m = new Message().text(1, name);
        for (long v : values) {
            m.number(8, v);
        }
        return m.number(20, 7);
    }

    void initializer(String name, TensorData t) {
        Message m = new Message();
        for (long n : t.shape()) {
            m.number(1, n);
        }
        ByteBuffer raw = ByteBuffer.allocate((int) t.count() * 4).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(t.toFloats());
        graph.message(5, m.number(2, FLOAT).text(8, name).data(9, raw.array()));
    }

    private static Message value(String name, long[] sizes) {
        Message shape = new Message();
        for (long n : sizes) {
            shape.message(1, new Message().number(1, n));
        }
        Message tensor = new Message().number(1, FLOAT).message(2, shape);
        return new Message().text(1, name).message(2, new Message().message(1, tensor));
    }

    /** A protocol-buffers message under construction. */
    static final class Message {
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
