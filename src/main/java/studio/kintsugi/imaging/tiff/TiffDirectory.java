package studio.kintsugi.imaging.tiff;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * One directory of a TIFF file or EXIF block, with the EXIF, GPS and interoperability directories that hang from it.
 * Values are kept in the byte order that they came in.
 */
final class TiffDirectory {
    static final int ORIENTATION = 274;
    static final int XMP = 700;
    static final int IPTC = 33723;
    static final int PHOTOSHOP = 34377;
    static final int ICC = 34675;
    /** What people are told that a maker's note is. */
    static final String NOTES = "the camera maker's own notes";
    static final int BYTE = 1;
    static final int SHORT = 3;
    static final int RATIONAL = 5;
    static final int LONG8 = 16;
    private static final int MAKER_NOTE = 0x927C;
    private static final List<String> FREE_NOTES =
            List.of("Nikon\0\2", "FUJIFILM", "OLYMPUS\0", "OM SYSTEM\0", "Apple iOS\0");
    static final int LONG = 4;
    static final int UNDEFINED = 7;
    private static final int EXIF_IFD = 34665;
    private static final int GPS_IFD = 34853;
    private static final int INTEROP_IFD = 40965;
    private static final int MAX_DEPTH = 3;
    private static final int DNG_VERSION = 50706;
    private static final int PHOTOMETRIC = 262;
    private static final int SUB_IFDS = 330;
    private static final int MOST_SUB_IFDS = 16;
    /** Mosaic of a sensor, and linear raw. */
    private static final Set<Integer> RAW_PHOTOMETRICS = Set.of(32803, 34892);
    private static final int SUBFILE_TYPE = 254;
    private static final int REDUCED = 1;
    private static final int MASK = 4;
    private static final int MOST_PICTURES = 1000;
    private static final int MAX_VALUE = 64 << 20;
    private static final int[] TYPE_SIZES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8};

    /** Random access to the bytes of a file. */
    interface Source {
        /** Exactly {@code length} bytes from {@code position} on, or an {@link EOFException}. */
        byte[] read(long position, int length) throws IOException;

        /** A source over bytes in memory. */
        static Source of(byte[] bytes) {
            return (position, length) -> {
                if (position < 0 || length < 0 || position + length > bytes.length) {
                    throw new EOFException("past the end of the block");
                }
                return java.util.Arrays.copyOfRange(bytes, (int) position, (int) position + length);
            };
        }
    }

    /** One field: its type as TIFF numbers them, how many values, and their bytes. */
    record Field(int type, int count, byte[] value) {}

    private final ByteOrder order;
    private final TreeMap<Integer, Field> fields = new TreeMap<>();
    private final TreeMap<Integer, TiffDirectory> children = new TreeMap<>();

    TiffDirectory(ByteOrder order) {
        this.order = order;
    }

    /** The first directory of a TIFF stream, classic or big. */
    static TiffDirectory read(Source source) throws IOException {
        byte[] head = source.read(0, 8);
        ByteOrder order = head[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        ByteBuffer in = ByteBuffer.wrap(head).order(order);
        boolean big = in.getShort(2) == 43;
        long at = big ? ByteBuffer.wrap(source.read(8, 8)).order(order).getLong() : in.getInt(4) & 0xffffffffL;
        return read(source, order, at, big, 0);
    }

    /** How many whole pictures a file holds one after the other, thumbnails and masks not counted. */
    static int pictures(Source source) throws IOException {
        byte[] head = source.read(0, 8);
        ByteOrder order = head[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        ByteBuffer in = ByteBuffer.wrap(head).order(order);
        boolean big = in.getShort(2) == 43;
        long at = big ? ByteBuffer.wrap(source.read(8, 8)).order(order).getLong() : in.getInt(4) & 0xffffffffL;
        int count = 0;
        try {
            for (int i = 0; at != 0 && i < MOST_PICTURES; i++) {
                TiffDirectory directory = read(source, order, at, big, MAX_DEPTH);
                count += (directory.number(SUBFILE_TYPE, 0) & (REDUCED | MASK)) == 0 ? 1 : 0;
                int entries = ByteBuffer.wrap(source.read(at, 2)).order(order).getShort() & 0xffff;
                if (big) {
                    entries = (int) Math.min(ByteBuffer.wrap(source.read(at, 8)).order(order).getLong(), 0xffff);
                }
                long end = at + (big ? 8 + 20L * entries : 2 + 12L * entries);
                ByteBuffer next = ByteBuffer.wrap(source.read(end, big ? 8 : 4)).order(order);
                at = big ? next.getLong() : next.getInt() & 0xffffffffL;
            }
        } catch (EOFException cutShort) {
            // what lies beyond the end is no picture that could be taken
            return Math.max(1, count);
        }
        return Math.max(1, count);
    }

    private static TiffDirectory read(Source source, ByteOrder order, long at, boolean big, int depth)
            throws IOException {
        TiffDirectory directory = new TiffDirectory(order);
        int countSize = big ? 8 : 2;
        int inline = big ? 8 : 4;
        int entry = big ? 20 : 12;
        ByteBuffer head = ByteBuffer.wrap(source.read(at, countSize)).order(order);
        int entries = big ? (int) Math.min(head.getLong(), 0xffff) : head.getShort() & 0xffff;
        ByteBuffer table = ByteBuffer.wrap(source.read(at + countSize, entries * entry)).order(order);
        for (int i = 0; i < entries; i++) {
            int tag = table.getShort(i * entry) & 0xffff;
            int type = table.getShort(i * entry + 2) & 0xffff;
            long count = big ? table.getLong(i * entry + 4) : table.getInt(i * entry + 4) & 0xffffffffL;
            long size = type < TYPE_SIZES.length ? count * TYPE_SIZES[type] : 0;
            if (size <= 0 || size > MAX_VALUE) {
                continue;
            }
            int slot = i * entry + entry - inline;
            long where = big ? table.getLong(slot) : table.getInt(slot) & 0xffffffffL;
            byte[] value = new byte[(int) size];
            try {
                if (size <= inline) {
                    table.get(slot, value);
                } else {
                    value = source.read(where, (int) size);
                }
                if (tag == EXIF_IFD || tag == GPS_IFD || tag == INTEROP_IFD) {
                    if (depth < MAX_DEPTH) {
                        directory.children.put(tag, read(source, order, where, big, depth + 1));
                    }
                } else {
                    directory.fields.put(tag, new Field(type, (int) count, value));
                }
            } catch (EOFException damaged) {
                // A field that points outside the file is as good as absent.
                continue;
            }
        }
        return directory;
    }

    /** Whether this is the first directory of a camera raw file: a DNG, or one with a mosaic in a directory below. */
    boolean isRaw(Source source) throws IOException {
        if (fields.containsKey(DNG_VERSION) || RAW_PHOTOMETRICS.contains(number(PHOTOMETRIC, 0))) {
            return true;
        }
        long[] below = numbers(SUB_IFDS);
        boolean big = ByteBuffer.wrap(source.read(0, 4)).order(order).getShort(2) == 43;
        for (int i = 0; i < Math.min(below.length, MOST_SUB_IFDS); i++) {
            try {
                TiffDirectory child = read(source, order, below[i], big, MAX_DEPTH);
                if (RAW_PHOTOMETRICS.contains(child.number(PHOTOMETRIC, 0))) {
                    return true;
                }
            } catch (EOFException damaged) {
                continue;
            }
        }
        return false;
    }

    ByteOrder order() {
        return order;
    }

    /** The bytes of a field, or null. */
    byte[] bytes(int tag) {
        Field field = fields.get(tag);
        return field == null ? null : field.value;
    }

    /** The first value of a SHORT or LONG field. */
    int number(int tag, int otherwise) {
        Field field = fields.get(tag);
        if (field == null || field.type != SHORT && field.type != LONG) {
            return otherwise;
        }
        ByteBuffer in = ByteBuffer.wrap(field.value).order(order);
        return field.type == SHORT ? in.getShort() & 0xffff : in.getInt();
    }

    /** All values of a field of unsigned whole numbers; none where it is missing or of another type. */
    long[] numbers(int tag) {
        Field field = fields.get(tag);
        if (field == null) {
            return new long[0];
        }
        ByteBuffer in = ByteBuffer.wrap(field.value).order(order);
        long[] values = new long[field.count];
        for (int i = 0; i < values.length; i++) {
            switch (field.type) {
                case BYTE -> values[i] = in.get() & 0xff;
                case SHORT -> values[i] = in.getShort() & 0xffff;
                case LONG -> values[i] = in.getInt() & 0xffffffffL;
                case LONG8 -> values[i] = in.getLong();
                default -> {
                    return new long[0];
                }
            }
        }
        return values;
    }

    void putShorts(int tag, int... values) {
        ByteBuffer out = ByteBuffer.allocate(2 * values.length).order(order);
        for (int value : values) {
            out.putShort((short) value);
        }
        fields.put(tag, new Field(SHORT, values.length, out.array()));
    }

    void putLongs(int tag, int... values) {
        ByteBuffer out = ByteBuffer.allocate(4 * values.length).order(order);
        for (int value : values) {
            out.putInt(value);
        }
        fields.put(tag, new Field(LONG, values.length, out.array()));
    }

    /** A positive number as a fraction. */
    void putRational(int tag, double value) {
        int below = Math.abs(value - Math.rint(value)) < 0.01 ? 1 : 10_000;
        fields.put(tag, new Field(RATIONAL, 1, ByteBuffer.allocate(8).order(order)
                .putInt((int) Math.min(Integer.MAX_VALUE, Math.round(value * below))).putInt(below).array()));
    }

    void putBytes(int tag, int type, byte[] value) {
        fields.put(tag, new Field(type, value.length, value));
    }

    /** A copy without what describes how pixels are laid out, and without the blocks that are carried apart. */
    TiffDirectory descriptive() {
        TiffDirectory copy = new TiffDirectory(order);
        for (Map.Entry<Integer, Field> field : fields.entrySet()) {
            if (!isStructural(field.getKey())) {
                copy.fields.put(field.getKey(), field.getValue());
            }
        }
        children.forEach((tag, child) -> copy.children.put(tag, child.withoutBoundNotes()));
        return copy;
    }

    /**
     * A copy without a maker's note that points into the block it was in: here it would point nowhere. Notes that begin
     * with one of {@link #FREE_NOTES} hold together by themselves.
     */
    private TiffDirectory withoutBoundNotes() {
        TiffDirectory copy = new TiffDirectory(order);
        copy.fields.putAll(fields);
        copy.children.putAll(children);
        if (isBoundNote(bytes(MAKER_NOTE))) {
            copy.fields.remove(MAKER_NOTE);
        }
        return copy;
    }

    private static boolean isBoundNote(byte[] note) {
        return note != null && FREE_NOTES.stream().noneMatch(
                new String(note, 0, Math.min(16, note.length), StandardCharsets.ISO_8859_1)::startsWith);
    }

    /** Whether {@link #descriptive} leaves a maker's note out. */
    boolean hasBoundNotes() {
        return children.values().stream().anyMatch(child -> isBoundNote(child.bytes(MAKER_NOTE)));
    }

    boolean isEmpty() {
        return fields.isEmpty() && children.isEmpty();
    }

    /** A whole TIFF stream with this directory in it, the form that EXIF travels in. */
    byte[] toStream() {
        ByteBuffer out = ByteBuffer.allocate(8 + size()).order(order);
        putHeader(out, 8);
        write(out, 0);
        return out.array();
    }

    /** The eight bytes a classic TIFF begins with. */
    static void putHeader(ByteBuffer out, int directory) {
        byte mark = (byte) (out.order() == ByteOrder.LITTLE_ENDIAN ? 'I' : 'M');
        out.put(mark).put(mark).putShort((short) 42).putInt(directory);
    }

    /** Bytes that {@link #write} takes. */
    int size() {
        int size = 2 + 12 * (fields.size() + children.size()) + 4;
        for (Field field : fields.values()) {
            size += field.value.length > 4 ? field.value.length + (field.value.length & 1) : 0;
        }
        for (TiffDirectory child : children.values()) {
            size += child.size();
        }
        return size;
    }

    /**
     * Writes the directory, its long values and its children where the buffer stands.
     *
     * @param base position in the file of the buffer's first byte
     */
    void write(ByteBuffer out, int base) {
        int table = out.position();
        int entries = fields.size() + children.size();
        int values = table + 2 + 12 * entries + 4;
        out.putShort((short) entries);
        TreeMap<Integer, Object> all = new TreeMap<>(fields);
        all.putAll(children);
        for (Map.Entry<Integer, Object> each : all.entrySet()) {
            out.putShort(each.getKey().shortValue());
            if (each.getValue() instanceof TiffDirectory child) {
                out.putShort((short) LONG).putInt(1).putInt(base + values);
                ByteBuffer part = out.duplicate().order(order).position(values);
                child.write(part, base);
                values = part.position();
            } else if (each.getValue() instanceof Field field) {
                out.putShort((short) field.type).putInt(field.count);
                if (field.value.length <= 4) {
                    out.put(field.value).put(new byte[4 - field.value.length]);
                } else {
                    out.putInt(base + values);
                    out.put(values, field.value);
                    values += field.value.length + (field.value.length & 1);
                }
            }
        }
        out.putInt(0);
        out.position(values);
    }

    private static boolean isStructural(int tag) {
        return tag >= 254 && tag <= 266 || tag >= 273 && tag <= 281 && tag != ORIENTATION
                || tag == 284 || tag >= 288 && tag <= 293 || tag == 297 || tag == 301
                || tag >= 317 && tag <= 332 || tag == 334 || tag >= 336 && tag <= 347 || tag >= 512 && tag <= 532
                || tag == XMP || tag == IPTC || tag == PHOTOSHOP || tag == ICC || tag == 37724 || tag == 50341;
    }
}
