package studio.kintsugi.imaging.heif;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import studio.kintsugi.imaging.BitDepth;
import studio.kintsugi.imaging.ColorProfile;
import studio.kintsugi.imaging.Metadata;
import studio.kintsugi.imaging.Orientation;
import studio.kintsugi.imaging.PictureException;
import studio.kintsugi.imaging.PictureFormat;
import studio.kintsugi.imaging.PictureSize;
import studio.kintsugi.imaging.decode.DecodeLimits;
import studio.kintsugi.imaging.decode.Decoded;
import studio.kintsugi.imaging.metadata.Exif;

/** Decodes the primary picture of a HEIF file. */
public final class HeifDecoder {
    private static final int PLANES = 3;

    private HeifDecoder() {}

    /** The size as shown. */
    public static PictureSize size(PictureFormat format, byte[] file, String name)
            throws IOException, PictureException {
        try (HeifFile heif = HeifFile.open(format, file, name)) {
            return heif.size();
        }
    }

    /**
     * Decodes a whole file.
     *
     * @param format HEIC or AVIF, for the sentence where the library is missing
     */
    public static Decoded decode(PictureFormat format, byte[] file, String name) throws IOException, PictureException {
        try (HeifFile heif = HeifFile.open(format, file, name); Arena arena = Arena.ofConfined()) {
            PictureSize size = heif.size();
            DecodeLimits.check(name, size.width(), size.height(), 4 * Float.BYTES + 8);
            HeifFile.Pixels pixels = heif.decode(arena);
            DecodeLimits.check(name, pixels.width(), pixels.height(), 4 * Float.BYTES + 8);
            float[][] planes = planes(pixels);
            float[] alpha = pixels.channels() > PLANES ? planes[PLANES] : null;
            if (alpha != null && pixels.premultiplied()) {
                divide(planes, alpha);
            }
            byte[] exif = heif.exif();
            Metadata metadata = new Metadata(exif == null ? null : Exif.upright(exif), null, heif.xmp());
            ColorProfile profile = heif.profile();
            return new Decoded(pixels.width(), pixels.height(), new float[][] {planes[0], planes[1], planes[2]}, alpha,
                    false, pixels.bits() > 8 ? BitDepth.SIXTEEN : BitDepth.EIGHT, profile, metadata,
                    Orientation.NORMAL, List.of()).withCount(name, heif.pictures());
        }
    }

    private static float[][] planes(HeifFile.Pixels pixels) {
        int channels = pixels.channels();
        int width = pixels.width();
        float[][] planes = new float[channels][Math.multiplyExact(width, pixels.height())];
        boolean wide = pixels.bits() > 8;
        float scale = 1f / ((1 << pixels.bits()) - 1);
        byte[] row = new byte[width * channels * (wide ? 2 : 1)];
        for (int y = 0; y < pixels.height(); y++) {
            MemorySegment.copy(pixels.data(), ValueLayout.JAVA_BYTE, (long) y * pixels.stride(), row, 0, row.length);
            for (int c = 0; c < channels; c++) {
                float[] plane = planes[c];
                for (int x = 0, to = y * width; x < width; x++, to++) {
                    int at = x * channels + c;
                    int value = wide ? row[2 * at] & 0xff | (row[2 * at + 1] & 0xff) << 8 : row[at] & 0xff;
                    plane[to] = Math.min(1, value * scale);
                }
            }
        }
        return planes;
    }

    private static void divide(float[][] planes, float[] alpha) {
        for (int c = 0; c < PLANES; c++) {
            for (int i = 0; i < alpha.length; i++) {
                planes[c][i] = alpha[i] > 0 ? Math.min(1, planes[c][i] / alpha[i]) : 0;
            }
        }
    }
}
