package studio.kintsugi.imaging.hdr;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import studio.kintsugi.imaging.BitDepth;
import studio.kintsugi.imaging.ColorProfile;
import studio.kintsugi.imaging.Metadata;
import studio.kintsugi.imaging.Orientation;
import studio.kintsugi.imaging.PictureException;
import studio.kintsugi.imaging.PictureSize;
import studio.kintsugi.imaging.decode.DecodeLimits;
import studio.kintsugi.imaging.decode.Decoded;
import studio.kintsugi.imaging.decode.RasterPlanes;

/** Decodes portable float maps, grey or RGB, whose rows go from the bottom to the top. */
public final class FloatMapDecoder {
    private static final Pattern HEADER =
            Pattern.compile("P([Ff])\\s+(\\d{1,9})\\s+(\\d{1,9})\\s+([-+]?[0-9.eE+-]{1,40})\\s");
    private static final int LONGEST_HEADER = 200;

    private final PictureSize size;
    private final boolean gray;
    private final boolean little;
    private final int body;

    private FloatMapDecoder(byte[] file) throws IOException {
        Matcher m = HEADER.matcher(new String(file, 0, Math.min(LONGEST_HEADER, file.length),
                StandardCharsets.ISO_8859_1));
        if (!m.lookingAt()) {
            throw new IOException("no header of a float map");
        }
        gray = m.group(1).equals("f");
        size = new PictureSize(Integer.parseInt(m.group(2)), Integer.parseInt(m.group(3)));
        little = Double.parseDouble(m.group(4)) < 0;
        body = m.end();
    }

    /** The size as shown. */
    public static PictureSize size(byte[] file) throws IOException {
        return new FloatMapDecoder(file).size;
    }

    /**
     * Decodes a whole file.
     *
     * @throws EOFException where it is cut short
     */
    public static Decoded decode(byte[] file, String name) throws IOException, PictureException {
        FloatMapDecoder map = new FloatMapDecoder(file);
        int width = map.size.width();
        int height = map.size.height();
        int colors = map.gray ? 1 : 3;
        DecodeLimits.check(name, width, height, 4 * Float.BYTES);
        if (file.length - map.body < (long) width * height * colors * Float.BYTES) {
            throw new EOFException("float map cut short");
        }
        ByteBuffer in = ByteBuffer.wrap(file).position(map.body)
                .order(map.little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        float[][] planes = new float[colors][width * height];
        for (int y = height - 1; y >= 0; y--) {
            for (int i = y * width; i < (y + 1) * width; i++) {
                for (int c = 0; c < colors; c++) {
                    planes[c][i] = RasterPlanes.finite(in.getFloat());
                }
            }
        }
        float[][] rgb = {planes[0], planes[map.gray ? 0 : 1], planes[map.gray ? 0 : 2]};
        return new Decoded(width, height, rgb, null, map.gray, BitDepth.FLOAT, ColorProfile.SRGB, Metadata.NONE,
                Orientation.NORMAL, List.of());
    }
}
