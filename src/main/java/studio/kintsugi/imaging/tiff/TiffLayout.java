package studio.kintsugi.imaging.tiff;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/**
 * How the samples of a TIFF picture lie in its file (TIFF 6.0, sections 3 to 8 and 15).
 *
 * @param width pixels
 * @param height pixels
 * @param bits of each sample of a pixel, 1–64
 * @param photometric what samples mean, as tag 262 numbers it
 * @param compression as tag 259 numbers it
 * @param differences whether rows hold differences from the pixel before (predictor 2)
 * @param planar whether each sample has segments of its own
 * @param reversed whether the lowest bit of a byte comes first
 * @param segmentWidth width of a tile, or of the picture where it lies in strips; pixels
 * @param segmentHeight height of a tile or a strip; pixels
 * @param offsets where segments begin in the file, bytes
 * @param lengths compressed sizes of segments, bytes
 */
record TiffLayout(int width, int height, int[] bits, int photometric, int compression, boolean differences,
        boolean planar, boolean reversed, int segmentWidth, int segmentHeight, long[] offsets, long[] lengths,
        ByteOrder order) {
    static final int PALETTE = 3;
    static final int CMYK = 5;
    /** Sample formats. */
    private static final int SIGNED = 2;
    private static final int IEEE_FLOAT = 3;
    private static final int COMPLEX = 5;
    private static final int COMPLEX_FLOAT = 6;
    static final int NONE = 1;
    static final int LZW = 5;
    static final int DEFLATE = 8;
    static final int OLD_DEFLATE = 32946;
    static final int PACK_BITS = 32773;
    static final int ZSTANDARD = 50000;
    static final int WEBP = 50001;
    private static final int JPEG = 7;
    private static final Set<Integer> COMPRESSIONS =
            Set.of(NONE, LZW, DEFLATE, OLD_DEFLATE, PACK_BITS, ZSTANDARD, WEBP);
    /** Those that common decoders undo: beside the ones above, the fax codes and the two of JPEG. */
    private static final Set<Integer> COMMON = Set.of(NONE, 2, 3, 4, LZW, 6, JPEG, DEFLATE, OLD_DEFLATE, PACK_BITS);
    private static final Map<Integer, String> NAMES = Map.of(JPEG, "JPEG of 12 bits", WEBP, "WebP",
            ZSTANDARD, "Zstandard", 34712, "JPEG 2000", 34887, "LERC", 34925, "LZMA", 34661, "JBIG", 50002, "JPEG XL",
            52546, "JPEG XL", 34677, "LogLuv of 24 bits");
    /** White is zero, black is zero, RGB, palette, CMYK. */
    private static final Set<Integer> PHOTOMETRICS = Set.of(0, 1, 2, PALETTE, CMYK);
    private static final int MOST_SAMPLES = 64;
    private static final int SPARE = 1 << 20;

    /** The layout a directory describes, every field of it checked. */
    static TiffLayout of(TiffDirectory directory) throws IOException {
        int width = directory.number(256, 0);
        int height = directory.number(257, 0);
        int samples = directory.number(277, 1);
        if (width < 1 || height < 1 || samples < 1 || samples > MOST_SAMPLES) {
            throw new IOException("impossible TIFF: " + width + "×" + height + "×" + samples);
        }
        int[] bits = Arrays.stream(directory.numbers(258)).mapToInt(Math::toIntExact).toArray();
        if (bits.length < samples) {
            int each = bits.length == 0 ? 1 : bits[0];
            bits = new int[samples];
            Arrays.fill(bits, each);
        }
        boolean tiled = directory.bytes(322) != null;
        int across = tiled ? directory.number(322, 0) : width;
        int down = tiled ? directory.number(323, 0) : directory.number(278, height);
        if (across < 1 || down < 1) {
            throw new IOException("impossible TIFF segments: " + across + "×" + down);
        }
        return new TiffLayout(width, height, Arrays.copyOf(bits, samples), directory.number(262, 1),
                directory.number(259, NONE), directory.number(317, 1) == 2, directory.number(284, 1) == 2,
                directory.number(266, 1) == 2, across, tiled ? down : Math.min(down, height),
                directory.numbers(tiled ? 324 : 273), directory.numbers(tiled ? 325 : 279), directory.order());
    }

    /**
     * Whether samples are integers of a size, or compressed in a way, that decoders in common use do not know, but
     * {@link TiffRepacker} does.
     */
    static boolean isUncommon(TiffDirectory directory) {
        long[] bits = directory.numbers(258);
        if (bits.length == 0 || directory.number(339, 1) > SIGNED || !isUnpackable(directory)
                || !PHOTOMETRICS.contains(directory.number(262, 1))
                || Arrays.stream(bits).anyMatch(b -> b < 1 || b > Integer.SIZE)) {
            return false;
        }
        boolean bytes = Arrays.stream(bits).allMatch(b -> b == bits[0]) && (bits[0] == 8 || bits[0] == 16);
        boolean mixed = directory.number(262, 1) == PALETTE && bits.length > 1;
        boolean bitmap = bits.length == 1 && (bits[0] == 1 || bits[0] == 2 || bits[0] == 4);
        return mixed || !bytes && !bitmap || !COMMON.contains(directory.number(259, NONE));
    }

    /** The name of a compression that nothing here undoes, or null where all is well. */
    static String unknownCompression(TiffDirectory directory) {
        int compression = directory.number(259, NONE);
        boolean deepJpeg = compression == JPEG && Arrays.stream(directory.numbers(258)).anyMatch(b -> b > 8);
        return !deepJpeg && (COMMON.contains(compression) || isUncommon(directory) || TiffSamples.has(directory)
                || TiffLogLuv.has(directory)) ? null
                : NAMES.getOrDefault(compression, "number " + compression);
    }

    /** What samples are that nothing here reads, or null where all is well. */
    static String unknownSamples(TiffDirectory directory) {
        int format = directory.number(339, 1);
        long bits = Arrays.stream(directory.numbers(258)).max().orElse(1);
        if (format == COMPLEX || format == COMPLEX_FLOAT) {
            return "complex numbers";
        }
        if (format == IEEE_FLOAT && directory.number(262, 1) == CMYK) {
            return "CMYK of floating point numbers";
        }
        return bits > Integer.SIZE && !TiffSamples.has(directory) ? "samples of " + bits + " bits" : null;
    }

    /** Whether {@link TiffSegments} undoes the compression. */
    static boolean isUnpackable(TiffDirectory directory) {
        return COMPRESSIONS.contains(directory.number(259, NONE));
    }

    int samples() {
        return bits.length;
    }

    /** Samples of a pixel in one segment. */
    int samplesInSegment() {
        return planar ? 1 : samples();
    }

    int segmentsAcross() {
        return Math.ceilDiv(width, segmentWidth);
    }

    int segmentsDown() {
        return Math.ceilDiv(height, segmentHeight);
    }

    /** Bytes of one row of a segment, uncompressed; {@code first} is its first sample. */
    int rowBytes(int first) throws IOException {
        long all = 0;
        for (int s = first; s < first + samplesInSegment(); s++) {
            all += bits[s];
        }
        long bytes = (segmentWidth * all + 7) / 8;
        if (bytes * segmentHeight > 8L * samplesInSegment() * ((long) width * height + SPARE)) {
            throw new IOException("TIFF segments much larger than the picture");
        }
        return Math.toIntExact(bytes);
    }
}
