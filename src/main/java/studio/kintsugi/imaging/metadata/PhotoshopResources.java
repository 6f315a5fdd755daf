package studio.kintsugi.imaging.metadata;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The "8BIM" resource blocks in which IPTC travels. */
public final class PhotoshopResources {
    private static final int SIGNATURE = 0x3842494D;
    private static final int IPTC = 0x0404;

    private PhotoshopResources() {}

    /** The IPTC records among the blocks, or null. */
    public static byte[] iptc(byte[] blocks) {
        ByteBuffer in = ByteBuffer.wrap(blocks);
        while (in.remaining() >= 12 && in.getInt() == SIGNATURE) {
            int id = in.getShort() & 0xffff;
            int name = (in.get() & 0xff) | 1;
            if (in.remaining() < name + 4) {
                return null;
            }
            in.position(in.position() + name);
            int size = in.getInt();
            if (size < 0 || size > in.remaining()) {
                return null;
            }
            if (id == IPTC) {
                return size == 0 ? null : Arrays.copyOfRange(blocks, in.position(), in.position() + size);
            }
            in.position(Math.min(in.limit(), in.position() + size + (size & 1)));
        }
        return null;
    }

    /** One block that holds {@code iptc}. */
    public static byte[] of(byte[] iptc) {
        ByteBuffer out = ByteBuffer.allocate(12 + iptc.length + (iptc.length & 1));
        out.put("8BIM".getBytes(StandardCharsets.ISO_8859_1)).putShort((short) IPTC).putShort((short) 0);
        out.putInt(iptc.length).put(iptc);
        return out.array();
    }
}
