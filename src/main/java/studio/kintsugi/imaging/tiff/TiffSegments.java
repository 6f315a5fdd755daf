package studio.kintsugi.imaging.tiff;

import com.github.luben.zstd.ZstdInputStream;
import com.twelvemonkeys.io.enc.DecoderStream;
import com.twelvemonkeys.io.enc.PackBitsDecoder;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.InflaterInputStream;
import studio.kintsugi.imaging.webp.WebpDecoder;

/** Reads strips and tiles of a TIFF file and undoes their compression. */
final class TiffSegments {
    private final TiffLayout layout;
    private final TiffDirectory.Source source;

    TiffSegments(TiffLayout layout, TiffDirectory.Source source) {
        this.layout = layout;
        this.source = source;
    }

    /**
     * The uncompressed bytes of a segment.
     *
     * @param length how many there must be; what a decoder gives beyond is passed over
     * @throws EOFException where there are fewer
     */
    byte[] read(int index, int length) throws IOException {
        if (index >= layout.offsets().length || index >= layout.lengths().length) {
            throw new EOFException("segment " + index + " is missing");
        }
        byte[] packed = source.read(layout.offsets()[index], Math.toIntExact(layout.lengths()[index]));
        if (layout.reversed()) {
            for (int i = 0; i < packed.length; i++) {
                packed[i] = (byte) (Integer.reverse(packed[i]) >>> 24);
            }
        }
        try (InputStream in = open(packed)) {
            byte[] bytes = in.readNBytes(length);
            if (bytes.length < length) {
                throw new EOFException("segment " + index + " cut short");
            }
            return bytes;
        }
    }

    private InputStream open(byte[] packed) throws IOException {
        InputStream in = new ByteArrayInputStream(packed);
        return switch (layout.compression()) {
            case TiffLayout.NONE -> in;
            case TiffLayout.LZW -> new LzwInputStream(packed);
            case TiffLayout.PACK_BITS -> new DecoderStream(in, new PackBitsDecoder());
            case TiffLayout.DEFLATE, TiffLayout.OLD_DEFLATE -> new InflaterInputStream(in);
            case TiffLayout.ZSTANDARD -> new ZstdInputStream(in);
            case TiffLayout.WEBP -> new ByteArrayInputStream(
                    WebpDecoder.samples(packed, layout.samplesInSegment(), layout.segmentWidth()));
            default -> throw new IOException("compression " + layout.compression());
        };
    }
}
