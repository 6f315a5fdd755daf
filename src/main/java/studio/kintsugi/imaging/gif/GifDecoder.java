package studio.kintsugi.imaging.gif;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import studio.kintsugi.imaging.Metadata;
import studio.kintsugi.imaging.PictureException;
import studio.kintsugi.imaging.PictureFormat;
import studio.kintsugi.imaging.PictureSize;
import studio.kintsugi.imaging.TextEntry;
import studio.kintsugi.imaging.decode.DecodeLimits;
import studio.kintsugi.imaging.decode.Decoded;
import studio.kintsugi.imaging.decode.ImageIoDecoder;
import studio.kintsugi.imaging.decode.RasterPlanes;

/** Decodes the first frame of a GIF, placed on the file's screen; what the frame leaves free is transparent. */
public final class GifDecoder {
    private GifDecoder() {}

    /** The size of the screen in pixels. */
    public static PictureSize size(byte[] file) throws IOException {
        return GifFile.parse(file).canvas();
    }

    /**
     * Decodes a whole file.
     *
     * @throws java.io.EOFException where it ends before its first frame does
     */
    public static Decoded decode(byte[] file, String name) throws IOException, PictureException {
        GifFile gif = GifFile.parse(file);
        PictureSize canvas = gif.canvas();
        DecodeLimits.check(name, canvas.width(), canvas.height(), 5 * Float.BYTES);
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            RasterPlanes planes = ImageIoDecoder.decode(PictureFormat.GIF, in, false, name);
            List<TextEntry> comments =
                    gif.comments().stream().map(text -> new TextEntry(TextEntry.COMMENT, text)).toList();
            GifFile.Frame first = gif.frames().getFirst();
            return Decoded.of(new PictureSize(first.width(), first.height()), planes, null,
                    Metadata.NONE.withXmp(gif.xmp()).withTexts(comments)).onCanvas(canvas, first.x(), first.y())
                    .withCount(name, gif.frames().size());
        }
    }
}
