package studio.kintsugi.imaging.io;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.Deflater;
import studio.kintsugi.imaging.Region;

/** Writes OpenEXR files by scan lines, as <i>OpenEXR File Layout</i> has them. */
final class ExrBytes {
    private static final int HALF = 1;
    private static final int FLOAT = 2;

    private final ByteArrayOutputStream attributes = new ByteArrayOutputStream();
    private final Map<String, float[]> channels = new TreeMap<>();
    private final Region data;
    private final Region display;
    private boolean half;
    private boolean packed;
    private int sampling = 1;

    ExrBytes(Region data, Region display) {
        this.data = data;
        this.display = display;
    }

    ExrBytes(int width, int height) {
        this(Region.of(width, height), Region.of(width, height));
    }

    ExrBytes with(String channel, float... values) {
        channels.put(channel, values);
        return this;
    }

    ExrBytes half() {
        half = true;
        return this;
    }

    ExrBytes packed() {
        packed = true;
        return this;
    }

    ExrBytes sampled(int step) {
        sampling = step;
        return this;
    }

    ExrBytes with(String name, String type, byte[] value) {
        attributes.writeBytes((name + "\0" + type + "\0").getBytes(StandardCharsets.US_ASCII));
        attributes.writeBytes(little(4).putInt(value.length).array());
        attributes.writeBytes(value);
        return this;
    }

    static ByteBuffer little(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] box(Region r) {
        return little(16).putInt(r.x()).putInt(r.y()).putInt(r.right() - 1).putInt(r.bottom() - 1).array();
    }

    byte[] bytes() {
        ByteArrayOutputStream list = new ByteArrayOutputStream();
        for (String channel : channels.keySet()) {
            list.writeBytes((channel + "\0").getBytes(StandardCharsets.US_ASCII));
            list.writeBytes(little(16).putInt(half ? HALF : FLOAT).putInt(0).putInt(sampling).putInt(sampling).array());
        }
        list.write(0);
        with("channels", "chlist", list.toByteArray());
        with("compression", "compression", new byte[] {(byte) (packed ? 2 : 0)});
        with("dataWindow", "box2i", box(data));
        with("displayWindow", "box2i", box(display));
        with("lineOrder", "lineOrder", new byte[] {0});
        with("pixelAspectRatio", "float", little(4).putFloat(1).array());
        with("screenWindowCenter", "v2f", new byte[8]);
        with("screenWindowWidth", "float", little(4).putFloat(1).array());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {0x76, 0x2F, 0x31, 0x01, 2, 0, 0, 0});
        out.writeBytes(attributes.toByteArray());
        out.write(0);
        byte[][] lines = new byte[data.height()][];
        long at = out.size() + 8L * lines.length;
        for (int y = 0; y < lines.length; y++) {
            lines[y] = line(y);
            out.writeBytes(little(8).putLong(at).array());
            at += lines[y].length;
        }
        for (byte[] line : lines) {
            out.writeBytes(line);
        }
        return out.toByteArray();
    }

    private byte[] line(int y) {
        ByteBuffer body = little(channels.size() * data.width() * (half ? 2 : 4));
        for (float[] plane : channels.values()) {
            for (int x = 0; x < data.width(); x++) {
                float value = plane[y * data.width() + x];
                if (half) {
                    body.putShort(Float.floatToFloat16(value));
                } else {
                    body.putFloat(value);
                }
            }
        }
        byte[] bytes = packed ? deflated(body.array()) : body.array();
        return little(8 + bytes.length).putInt(data.y() + y).putInt(bytes.length).put(bytes).array();
    }

    /** Even bytes before odd ones, each as the difference from the one before, deflated. */
    private static byte[] deflated(byte[] plain) {
        byte[] sorted = new byte[plain.length];
        for (int i = 0; i < plain.length; i++) {
            sorted[i / 2 + (i % 2 == 0 ? 0 : (plain.length + 1) / 2)] = plain[i];
        }
        for (int i = sorted.length - 1; i > 0; i--) {
            sorted[i] = (byte) (sorted[i] - sorted[i - 1] + 128);
        }
        Deflater deflater = new Deflater();
        deflater.setInput(sorted);
        deflater.finish();
        byte[] packed = new byte[2 * plain.length + 64];
        int length = deflater.deflate(packed);
        deflater.end();
        return length >= plain.length ? plain : java.util.Arrays.copyOf(packed, length);
    }
}
