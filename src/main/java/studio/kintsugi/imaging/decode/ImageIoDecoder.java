package studio.kintsugi.imaging.decode;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;
import javax.imageio.stream.ImageInputStream;
import studio.kintsugi.imaging.PictureException;
import studio.kintsugi.imaging.PictureFormat;
import studio.kintsugi.imaging.PictureSize;

/** Decodes through ImageIO, and takes a decoder's warning that data ran out for the error it is. */
public final class ImageIoDecoder {
    private static final int STRIP_ROWS = 256;
    /** Warnings that mean missing data; any other warning is no failure. */
    private static final Pattern CUT_SHORT =
            Pattern.compile("\\b(premature end|truncated|unexpected end|eof)\\b", Pattern.CASE_INSENSITIVE);
    /** Whose decoders take more kinds of file than those of the JDK. */
    private static final String FULLER = "com.twelvemonkeys.";

    private ImageIoDecoder() {}

    /** The size of the first picture in a stream. */
    public static PictureSize size(PictureFormat format, ImageInputStream in) throws IOException {
        ImageReader reader = reader(format);
        try {
            reader.setInput(in, true, true);
            return new PictureSize(reader.getWidth(0), reader.getHeight(0));
        } finally {
            reader.dispose();
        }
    }

    /**
     * Decodes the first picture in a stream.
     *
     * @param strips whether the decoder can give parts without starting anew each time
     * @throws EOFException where the data ends before the picture does
     */
    public static RasterPlanes decode(PictureFormat format, ImageInputStream in, boolean strips, String name)
            throws IOException, PictureException {
        return decode(reader(format), in, strips, name);
    }

    private static RasterPlanes decode(ImageReader reader, ImageInputStream in, boolean strips, String name)
            throws IOException, PictureException {
        List<String> warnings = new ArrayList<>();
        IIOReadWarningListener listener = (source, warning) -> warnings.add(warning);
        try {
            reader.addIIOReadWarningListener(listener);
            reader.setInput(in, true, true);
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            DecodeLimits.check(name, width, height, 4 * Float.BYTES + (strips ? 0 : 4));
            int rows = strips ? stripRows(reader, height) : height;
            RasterPlanes planes = null;
            for (int y = 0; y < height; y += rows) {
                ImageReadParam param = reader.getDefaultReadParam();
                if (rows < height) {
                    param.setSourceRegion(new Rectangle(0, y, width, Math.min(rows, height - y)));
                }
                BufferedImage strip = reader.read(0, param);
                if (planes == null) {
                    planes = new RasterPlanes(width, height, strip);
                }
                planes.add(strip, y);
            }
            for (String warning : warnings) {
                if (CUT_SHORT.matcher(warning).find()) {
                    throw new EOFException(warning);
                }
            }
            return planes;
        } finally {
            reader.dispose();
        }
    }

    private static int stripRows(ImageReader reader, int height) throws IOException {
        int tile = Math.max(1, reader.getTileHeight(0));
        long rows = (long) tile * Math.max(1, (STRIP_ROWS + tile - 1) / tile);
        return (int) Math.min(height, rows);
    }

    private static ImageReader reader(PictureFormat format) throws IOException {
        ImageReader found = null;
        for (Iterator<ImageReader> all = ImageIO.getImageReadersByFormatName(format.title()); all.hasNext();) {
            ImageReader reader = all.next();
            if (found == null || reader.getClass().getName().startsWith(FULLER)) {
                found = reader;
            }
        }
        if (found == null) {
            throw new IIOException("no decoder for " + format.title());
        }
        return found;
    }
}
