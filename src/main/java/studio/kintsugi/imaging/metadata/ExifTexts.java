package studio.kintsugi.imaging.metadata;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import studio.kintsugi.imaging.Resolution;
import studio.kintsugi.imaging.TextEntry;

/**
 * Puts texts and the resolution into the EXIF of formats that have no other place for them. Directories that grow are
 * written anew at the end of the block; nothing else moves.
 */
public final class ExifTexts {
    private static final Map<String, Integer> TAGS = Map.of("Title", 0x010E, "Description", 0x010E, "Author", 0x013B,
            "Copyright", 0x8298, "Software", 0x0131);
    private static final int EXIF_IFD = 0x8769;
    private static final int USER_COMMENT = 0x9286;
    /** Bytes of a user's comment that name its character code. */
    private static final int COMMENT_CODE = 8;
    private static final int ASCII = 2;
    private static final int UNDEFINED = 7;
    private static final byte[] EMPTY = {'M', 'M', 0, 42, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0};

    private final TreeMap<Integer, Entry> added = new TreeMap<>();

    /** An entry to be written: its type, its count of values and their bytes. */
    private record Entry(int type, int count, byte[] value) {}

    private ExifTexts() {}

    /**
     * A block with the texts that it has no field for yet: titles, authors and the like in fields of their own, what is
     * left in the user's comment.
     *
     * @param exif a block, or null
     * @return null where there was none and nothing is to be said
     */
    public static byte[] add(byte[] exif, List<TextEntry> texts) {
        ExifDirectory first = exif == null ? null : ExifDirectory.first(exif);
        ExifTexts named = new ExifTexts();
        List<TextEntry> rest = new ArrayList<>();
        for (TextEntry entry : texts) {
            Integer tag = TAGS.get(entry.keyword());
            if (tag == null || named.added.containsKey(tag)) {
                rest.add(entry);
            } else if (first == null || first.find(tag) < 0) {
                byte[] value = (entry.text() + "\0").getBytes(StandardCharsets.UTF_8);
                named.added.put(tag, new Entry(ASCII, value.length, value));
            }
        }
        byte[] block = named.added.isEmpty() ? exif : named.appendToFirst(exif);
        return rest.isEmpty() ? block : withComment(block, rest);
    }

    /** A block with a resolution, where it has none yet. */
    public static byte[] add(byte[] exif, Resolution resolution) {
        if (exif != null && Exif.resolution(exif).isPresent()) {
            return exif;
        }
        ExifTexts fields = new ExifTexts();
        ByteOrder order = exif == null || ExifDirectory.order(exif) == null ? ByteOrder.BIG_ENDIAN
                : ExifDirectory.order(exif).order();
        fields.added.put(0x011A, rational(order, resolution.x()));
        fields.added.put(0x011B, rational(order, resolution.y()));
        fields.added.put(0x0128, new Entry(ExifDirectory.SHORT, 1,
                ByteBuffer.allocate(2).order(order).putShort((short) 2).array()));
        return fields.appendToFirst(exif);
    }

    private static Entry rational(ByteOrder order, double value) {
        boolean whole = Math.abs(value - Math.rint(value)) < 0.01;
        int below = whole ? 1 : 10_000;
        return new Entry(ExifDirectory.RATIONAL, 1, ByteBuffer.allocate(8).order(order)
                .putInt((int) Math.round(value * below)).putInt(below).array());
    }

    private static byte[] withComment(byte[] exif, List<TextEntry> texts) {
        ExifDirectory first = exif == null ? null : ExifDirectory.first(exif);
        ExifDirectory photo = first == null ? null : ExifDirectory.at(exif, first.number(EXIF_IFD));
        if (photo != null && photo.hasContent(USER_COMMENT, COMMENT_CODE)) {
            return exif;
        }
        byte[] base = first == null ? EMPTY : exif;
        ByteOrder order = ExifDirectory.order(base).order();
        StringBuilder text = new StringBuilder();
        for (TextEntry entry : texts) {
            String plain = texts.size() == 1 ? entry.text() : entry.keyword() + ": " + entry.text();
            text.append(text.isEmpty() ? "" : "\n").append(plain);
        }
        boolean ascii = StandardCharsets.US_ASCII.newEncoder().canEncode(text);
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        value.writeBytes((ascii ? "ASCII\0\0\0" : "UNICODE\0").getBytes(StandardCharsets.US_ASCII));
        value.writeBytes(text.toString().getBytes(ascii ? StandardCharsets.US_ASCII
                : order == ByteOrder.BIG_ENDIAN ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE));
        ExifTexts comment = new ExifTexts();
        comment.added.put(USER_COMMENT, new Entry(UNDEFINED, value.size(), value.toByteArray()));
        byte[] padded = even(base);
        byte[] with = comment.append(padded, photo == null ? null : ExifDirectory.at(padded, photo.offset()));
        ExifTexts pointer = new ExifTexts();
        byte[] where = ByteBuffer.allocate(4).order(order).putInt(padded.length).array();
        pointer.added.put(EXIF_IFD, new Entry(ExifDirectory.LONG, 1, where));
        return pointer.appendToFirst(with);
    }

    private byte[] appendToFirst(byte[] exif) {
        byte[] base = even(exif == null || ExifDirectory.first(exif) == null ? EMPTY : exif);
        byte[] out = append(base, ExifDirectory.first(base));
        ExifDirectory.order(out).putInt(4, base.length);
        return out;
    }

    private static byte[] even(byte[] block) {
        return Arrays.copyOf(block, block.length + (block.length & 1));
    }

    /** The block with a copy of a directory, or a new one, with the added entries at its end. */
    private byte[] append(byte[] base, ExifDirectory directory) {
        ByteBuffer in = ExifDirectory.order(base);
        TreeMap<Integer, byte[]> entries = new TreeMap<>();
        for (int i = 0; directory != null && i < directory.entries(); i++) {
            byte[] raw = new byte[ExifDirectory.ENTRY];
            in.get(directory.offset() + 2 + i * ExifDirectory.ENTRY, raw);
            entries.put(ByteBuffer.wrap(raw).order(in.order()).getShort() & 0xffff, raw);
        }
        added.keySet().forEach(tag -> entries.put(tag, new byte[0]));
        int values = base.length + 2 + entries.size() * ExifDirectory.ENTRY + 4;
        ByteBuffer table = ByteBuffer.allocate(values - base.length).order(in.order()).putShort((short) entries.size());
        ByteArrayOutputStream tail = new ByteArrayOutputStream();
        entries.forEach((tag, raw) -> {
            Entry entry = added.get(tag);
            if (entry == null) {
                table.put(raw);
                return;
            }
            table.putShort(tag.shortValue()).putShort((short) entry.type).putInt(entry.count);
            if (entry.value.length <= 4) {
                table.put(Arrays.copyOf(entry.value, 4));
            } else {
                table.putInt(values + tail.size());
                tail.writeBytes(entry.value);
                tail.writeBytes(new byte[entry.value.length & 1]);
            }
        });
        table.putInt(directory == null ? 0 : (int) directory.next());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(base);
        out.writeBytes(table.array());
        out.writeBytes(tail.toByteArray());
        return out.toByteArray();
    }
}
