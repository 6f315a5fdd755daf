package studio.kintsugi.imaging.metadata;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * XMP larger than a JPEG segment: a main packet and numbered parts of a second (XMP specification, part 3, 1.1.3.1).
 */
public final class ExtendedXmp {
    private static final String NOTE = "http://ns.adobe.com/xmp/note/";
    private static final int GUID = 32;
    private static final int HEAD = GUID + 8;
    private static final int MOST = 64 << 20;

    /**
     * A packet in parts.
     *
     * @param main the packet that every program reads
     * @param parts bodies of the further segments, without the name of their namespace
     */
    public record Parts(byte[] main, List<byte[]> parts) {}

    private ExtendedXmp() {}

    /** The whole packet again; parts that are missing or damaged are as good as absent. */
    public static byte[] join(byte[] main, List<byte[]> parts) {
        Optional<XmpTree> tree = XmpTree.parse(main);
        String guid = tree.flatMap(t -> t.get(NOTE, "HasExtendedXMP")).map(String::strip).orElse("");
        if (tree.isEmpty() || guid.length() != GUID) {
            return main;
        }
        TreeMap<Integer, byte[]> ordered = new TreeMap<>();
        for (byte[] part : parts) {
            if (part.length > HEAD && new String(part, 0, GUID, StandardCharsets.ISO_8859_1).equalsIgnoreCase(guid)) {
                ordered.put(ByteBuffer.wrap(part).getInt(GUID + 4), Arrays.copyOfRange(part, HEAD, part.length));
            }
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (var part : ordered.entrySet()) {
            if (part.getKey() != whole.size() || whole.size() > MOST) {
                return main;
            }
            whole.writeBytes(part.getValue());
        }
        Optional<XmpTree> extension = XmpTree.parse(whole.toByteArray());
        if (extension.isEmpty()) {
            return main;
        }
        tree.get().remove(NOTE, "HasExtendedXMP");
        tree.get().merge(extension.get());
        return tree.get().write();
    }

    /**
     * A packet in a main part of at most {@code most} bytes and as many others as it takes, or nothing where it can't
     * be taken apart.
     */
    public static Optional<Parts> split(byte[] packet, int most) {
        if (packet.length <= most) {
            return Optional.of(new Parts(packet, List.of()));
        }
        XmpTree main = XmpTree.parse(packet).orElse(null);
        if (main == null) {
            return Optional.empty();
        }
        byte[] whole = main.split(most - 1024).map(XmpTree::write).orElse(null);
        if (whole == null) {
            return Optional.empty();
        }
        byte[] guid = HexFormat.of().withUpperCase().formatHex(digest(whole)).getBytes(StandardCharsets.ISO_8859_1);
        main.set(NOTE, "xmpNote", "HasExtendedXMP", new String(guid, StandardCharsets.ISO_8859_1));
        List<byte[]> parts = new ArrayList<>();
        int step = most - HEAD - 64;
        for (int from = 0; from < whole.length; from += step) {
            int size = Math.min(step, whole.length - from);
            parts.add(ByteBuffer.allocate(HEAD + size).put(guid).putInt(whole.length).putInt(from)
                    .put(whole, from, size).array());
        }
        return Optional.of(new Parts(main.write(), parts));
    }

    private static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("MD5").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }
}
