package studio.kintsugi.imaging.psd;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import javax.imageio.stream.ImageInputStreamImpl;

/** Some bytes of our own, followed by the end of a file. */
final class PsdStream extends ImageInputStreamImpl {
    private static final int BUFFER = 1 << 16;

    private final byte[] head;
    private final FileChannel file;
    private final long from;
    private final byte[] buffer = new byte[BUFFER];
    private long bufferAt;
    private int buffered;

    /** @param from where in the file its part begins */
    PsdStream(byte[] head, Path file, long from) throws IOException {
        this.head = head;
        this.file = FileChannel.open(file);
        this.from = from;
    }

    @Override
    public long length() {
        try {
            return head.length + file.size() - from;
        } catch (IOException e) {
            return -1;
        }
    }

    @Override
    public int read() throws IOException {
        bitOffset = 0;
        int value = fill() ? buffer[(int) (streamPos - bufferAt)] & 0xff : -1;
        streamPos += value < 0 ? 0 : 1;
        return value;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        bitOffset = 0;
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int at = (int) (streamPos - bufferAt);
        int count = Math.min(length, buffered - at);
        System.arraycopy(buffer, at, into, offset, count);
        streamPos += count;
        return count;
    }

    /** Sees that the buffer holds the byte at the stream's position; false at the end. */
    private boolean fill() throws IOException {
        if (streamPos >= bufferAt && streamPos < bufferAt + buffered) {
            return true;
        }
        bufferAt = streamPos;
        if (streamPos < head.length) {
            buffered = Math.min(BUFFER, head.length - (int) streamPos);
            System.arraycopy(head, (int) streamPos, buffer, 0, buffered);
        } else {
            buffered = Math.max(0, file.read(ByteBuffer.wrap(buffer), from + streamPos - head.length));
        }
        return buffered > 0;
    }

    @Override
    public void close() throws IOException {
        super.close();
        file.close();
    }
}
