package studio.kintsugi.imaging.webp;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import studio.kintsugi.imaging.WriteOptions;

/** An animated WebP that loops: still pictures of one size, each a frame that replaces the one before. */
public final class WebpAnimation {
    private static final byte DO_NOT_BLEND = 2;

    private final ByteArrayOutputStream chunks = new ByteArrayOutputStream();
    private final int width;
    private final int height;
    private final int milliseconds;
    private final WriteOptions options;

    /**
     * @param width in pixels, as {@code height}, at most 16384
     * @param milliseconds that each frame is seen
     * @param quality 0–1, 1 for lossless
     */
    public WebpAnimation(int width, int height, int milliseconds, float quality) {
        this.width = width;
        this.height = height;
        this.milliseconds = milliseconds;
        options = WriteOptions.DEFAULT.withQuality(quality);
        // transparent ground, and loops without end
        WebpFile.append(chunks, "ANIM", new byte[6]);
    }

    /**
     * Adds a frame.
     *
     * @param frame of the animation's size, opaque
     */
    public void add(BufferedImage frame) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        ByteBuffer head = ByteBuffer.allocate(WebpFile.FRAME_HEAD).order(ByteOrder.LITTLE_ENDIAN);
        uint24(head, 6, width - 1);
        uint24(head, 9, height - 1);
        uint24(head, 12, milliseconds);
        head.put(15, DO_NOT_BLEND);
        body.writeBytes(head.array());
        WebpFile.parse(WebpEncoder.compress(frame, options)).appendPicture(body);
        WebpFile.append(chunks, "ANMF", body.toByteArray());
    }

    /** The whole file. */
    public byte[] file() {
        ByteBuffer head = ByteBuffer.allocate(10);
        head.put(0, (byte) WebpFile.ANIMATION_FLAG);
        uint24(head, 4, width - 1);
        uint24(head, 7, height - 1);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        WebpFile.append(out, "VP8X", head.array());
        out.writeBytes(chunks.toByteArray());
        return WebpFile.riff(out.toByteArray());
    }

    private static void uint24(ByteBuffer buffer, int at, int value) {
        for (int i = 0; i < 3; i++) {
            buffer.put(at + i, (byte) (value >> 8 * i));
        }
    }
}
