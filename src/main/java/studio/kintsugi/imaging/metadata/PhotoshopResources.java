package studio.kintsugi.imaging.metadata;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;

/** The "8BIM" resource blocks in which IPTC travels (Adobe Photoshop File Formats Specification). */
public final class PhotoshopResources {
    private static final int SIGNATURE = 0x3842494D;
    private static final int IPTC = 0x0404;
    /** What each IPTC record begins with. */
    private static final byte RECORD = 0x1C;
    /**
     * Blocks that are carried apart (IPTC, EXIF, XMP, ICC, resolution) or don't hold of the result: layers, slices,
     * guides and thumbnails.
     */
    private static final Set<Integer> LEFT_OUT = Set.of(IPTC, 0x0422, 0x0423, 0x0424, 0x040F, 0x03ED, 0x0400, 0x0402,
            0x0408, 0x0409, 0x040C, 0x041A, 0x042D, 0x0430);

    private PhotoshopResources() {}

    /** Receives blocks one by one. */
    @FunctionalInterface
    private interface Visitor {
        /**
         * Block {@code id}, from {@code from} to {@code to}; its content begins at {@code body}, {@code size} bytes.
         */
        void block(int id, int from, int to, int body, int size);
    }

    /** The IPTC records among the blocks, or the bytes themselves where they are records without blocks; or null. */
    public static byte[] iptc(byte[] blocks) {
        return blocks.length > 0 && blocks[0] == RECORD ? blocks : find(blocks, IPTC);
    }

    /** The content of the first block of a number, or null where there is none or it is empty. */
    public static byte[] find(byte[] blocks, int wanted) {
        byte[][] found = new byte[1][];
        walk(blocks, (id, from, to, body, size) -> {
            if (id == wanted && size > 0 && found[0] == null) {
                found[0] = Arrays.copyOfRange(blocks, body, body + size);
            }
        });
        return found[0];
    }

    /** The blocks that still hold of a changed picture, IPTC aside; or null where there are none. */
    public static byte[] others(byte[] blocks) {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        walk(blocks, (id, from, to, body, size) -> {
            if (!LEFT_OUT.contains(id)) {
                kept.write(blocks, from, to - from);
                kept.writeBytes(new byte[to - from & 1]);
            }
        });
        return kept.size() == 0 ? null : kept.toByteArray();
    }

    private static void walk(byte[] blocks, Visitor visitor) {
        ByteBuffer in = ByteBuffer.wrap(blocks);
        while (in.remaining() >= 12) {
            int from = in.position();
            if (in.getInt() != SIGNATURE) {
                return;
            }
            int id = in.getShort() & 0xffff;
            int name = (in.get() & 0xff) | 1;
            if (in.remaining() < name + 4) {
                return;
            }
            in.position(in.position() + name);
            int size = in.getInt();
            if (size < 0 || size > in.remaining()) {
                return;
            }
            int body = in.position();
            in.position(Math.min(in.limit(), body + size + (size & 1)));
            visitor.block(id, from, in.position(), body, size);
        }
    }

    /**
     * One sequence of blocks.
     *
     * @param iptc records, or null
     * @param others blocks as from {@link #others}, or null
     */
    public static byte[] of(byte[] iptc, byte[] others) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (iptc != null) {
            ByteBuffer block = ByteBuffer.allocate(12 + iptc.length + (iptc.length & 1));
            block.put("8BIM".getBytes(StandardCharsets.ISO_8859_1)).putShort((short) IPTC).putShort((short) 0);
            out.writeBytes(block.putInt(iptc.length).put(iptc).array());
        }
        if (others != null) {
            out.writeBytes(others);
        }
        return out.toByteArray();
    }
}
