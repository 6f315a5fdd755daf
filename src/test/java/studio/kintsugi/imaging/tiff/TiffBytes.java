package studio.kintsugi.imaging.tiff;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.TreeMap;

/** Puts a small TIFF file together, field by field, the way other programs might. */
public final class TiffBytes {
    private record Field(int type, int count, byte[] value) {}

    private final ByteOrder order;
    private final TreeMap<Integer, Field> fields = new TreeMap<>();
    private byte[][] segments = {};

    /** A picture in one strip. */
    public TiffBytes(ByteOrder order, int width, int height) {
        this.order = order;
        longs(256, width).longs(257, height).longs(278, height);
    }

    /** Values 0–1 of {@code bits} bits: whole bytes in the file's order, all others highest bit first, rows padded. */
    public static byte[] pack(ByteOrder order, int bits, int rowLength, double... values) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int from = 0; from < values.length; from += rowLength) {
            int filled = 0;
            int current = 0;
            for (int i = from; i < from + rowLength; i++) {
                long sample = Math.round(values[i] * ((1L << bits) - 1));
                if (bits % 8 == 0 && order == ByteOrder.LITTLE_ENDIAN) {
                    sample = Long.reverseBytes(sample) >>> 64 - bits;
                }
                for (int b = bits - 1; b >= 0; b--) {
                    current = current << 1 | (int) (sample >> b & 1);
                    if (++filled % 8 == 0) {
                        out.write(current);
                        current = 0;
                    }
                }
            }
            if (filled % 8 != 0) {
                out.write(current << 8 - filled % 8);
            }
        }
        return out.toByteArray();
    }

    public TiffBytes shorts(int tag, int... values) {
        ByteBuffer out = ByteBuffer.allocate(2 * values.length).order(order);
        Arrays.stream(values).forEach(v -> out.putShort((short) v));
        fields.put(tag, new Field(3, values.length, out.array()));
        return this;
    }

    public TiffBytes longs(int tag, int... values) {
        ByteBuffer out = ByteBuffer.allocate(4 * values.length).order(order);
        Arrays.stream(values).forEach(out::putInt);
        fields.put(tag, new Field(4, values.length, out.array()));
        return this;
    }

    public TiffBytes bytes(int tag, int type, byte[] value) {
        fields.put(tag, new Field(type, value.length, value));
        return this;
    }

    public TiffBytes rational(int tag, int numerator, int denominator) {
        byte[] value = ByteBuffer.allocate(8).order(order).putInt(numerator).putInt(denominator).array();
        fields.put(tag, new Field(5, 1, value));
        return this;
    }

    public TiffBytes segments(byte[]... data) {
        segments = data;
        return this;
    }

    public byte[] file() {
        return file(0);
    }

    /** The file with {@code more} further directories after the first, each describing the same picture. */
    public byte[] file(int more) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[8]);
        int[] offsets = new int[segments.length];
        int[] lengths = new int[segments.length];
        for (int i = 0; i < segments.length; i++) {
            offsets[i] = out.size();
            lengths[i] = segments[i].length;
            out.writeBytes(segments[i]);
        }
        if (fields.containsKey(322)) {
            fields.remove(278);
        }
        longs(fields.containsKey(322) ? 324 : 273, offsets);
        longs(fields.containsKey(322) ? 325 : 279, lengths);
        if (out.size() % 2 != 0) {
            out.write(0);
        }
        int first = out.size();
        for (int i = 0; i <= more; i++) {
            directory(out, i < more);
        }
        ByteBuffer file = ByteBuffer.wrap(out.toByteArray()).order(order);
        file.put((byte) (order == ByteOrder.LITTLE_ENDIAN ? 'I' : 'M')).put(file.get(0)).putShort((short) 42)
                .putInt(first);
        return file.array();
    }

    private void directory(ByteArrayOutputStream out, boolean another) {
        int values = out.size() + 2 + 12 * fields.size() + 4;
        ByteBuffer table = ByteBuffer.allocate(2 + 12 * fields.size() + 4).order(order).putShort((short) fields.size());
        ByteArrayOutputStream tail = new ByteArrayOutputStream();
        fields.forEach((tag, field) -> {
            table.putShort(tag.shortValue()).putShort((short) field.type).putInt(field.count);
            if (field.value.length <= 4) {
                table.put(Arrays.copyOf(field.value, 4));
            } else {
                table.putInt(values + tail.size());
                tail.writeBytes(field.value);
                if (tail.size() % 2 != 0) {
                    tail.write(0);
                }
            }
        });
        table.putInt(another ? values + tail.size() : 0);
        out.writeBytes(table.array());
        out.writeBytes(tail.toByteArray());
    }
}
