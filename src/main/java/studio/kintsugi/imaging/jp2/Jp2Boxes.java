package studio.kintsugi.imaging.jp2;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import studio.kintsugi.imaging.Metadata;
import studio.kintsugi.imaging.Resolution;
import studio.kintsugi.imaging.metadata.Exif;

/** What stands beside the pixels in a JP2 file, and what its codestream says of itself (ISO/IEC 15444-1, I and A.5). */
final class Jp2Boxes {
    private static final int MOST_BOXES = 10_000;
    private static final int CODESTREAM = 0xFF4FFF51;
    private static final int SIZ_BYTES = 38;
    private static final int UUID = 16;
    private static final Map<String, String> UUIDS = Map.of(
            "4a706754696666457869662d3e4a5032", "EXIF",
            "be7acfcb97a942e89c71999491e3afac", "XMP",
            "33c7a4d2b81d4723a0baf1a3e097ad38", "IPTC");

    private final byte[] file;
    private int codestream = -1;
    private byte[] exif;
    private byte[] iptc;
    private byte[] xmp;
    private Resolution resolution;

    /**
     * What the codestream's header declares.
     *
     * @param components however many there are, of any use
     * @param tiles that the picture is cut into
     */
    record Header(long width, long height, int components, long tiles) {}

    /** @throws EOFException where the file ends before its codestream begins */
    Jp2Boxes(byte[] file) throws IOException {
        this.file = file;
        if (file.length >= 4 && ByteBuffer.wrap(file).getInt() == CODESTREAM) {
            codestream = 0;
        } else {
            walk(0, file.length, 0);
        }
        if (codestream < 0) {
            throw new EOFException("no codestream");
        }
    }

    /** Whether the codestream stands in boxes. */
    boolean isBoxed() {
        return codestream > 0;
    }

    Metadata metadata() {
        byte[] tiff = exif == null ? null : Exif.upright(Exif.bare(exif));
        return new Metadata(tiff, iptc, xmp).withResolution(resolution);
    }

    private void walk(int from, int to, int found) throws IOException {
        int count = found;
        long at = from;
        while (at + 8 <= to && ++count < MOST_BOXES) {
            ByteBuffer head = ByteBuffer.wrap(file, (int) at, (int) (to - at));
            long length = head.getInt() & 0xffffffffL;
            String type = new String(file, (int) at + 4, 4, StandardCharsets.ISO_8859_1);
            int body = 8;
            if (length == 1 && at + 16 <= to) {
                length = ByteBuffer.wrap(file, (int) at + 8, 8).getLong();
                body = 16;
            } else if (length == 0) {
                length = to - at;
            }
            if (length < body) {
                throw new IOException("a box of length " + length);
            }
            long end = length > to - at ? to : at + length;
            take(type, (int) at + body, (int) end, count);
            at = end;
        }
    }

    private void take(String type, int from, int to, int count) throws IOException {
        switch (type) {
            case "jp2h", "res " -> walk(from, to, count);
            case "jp2c" -> codestream = codestream < 0 ? from : codestream;
            case "resc" -> resolution = density(from, to);
            case "resd" -> resolution = resolution == null ? density(from, to) : resolution;
            case "uuid" -> takeUuid(from, to);
            case "xml " -> {
                boolean packet = xmp == null && new String(file, from, Math.min(200, to - from),
                        StandardCharsets.UTF_8).contains("xmpmeta");
                xmp = packet ? Arrays.copyOfRange(file, from, to) : xmp;
            }
            default -> { }
        }
    }

    private void takeUuid(int from, int to) {
        if (to - from <= UUID) {
            return;
        }
        byte[] body = Arrays.copyOfRange(file, from + UUID, to);
        switch (UUIDS.getOrDefault(HexFormat.of().formatHex(file, from, from + UUID), "")) {
            case "EXIF" -> exif = exif == null ? body : exif;
            case "XMP" -> xmp = body;
            case "IPTC" -> iptc = iptc == null ? body : iptc;
            default -> { }
        }
    }

    /** Numerators, denominators and powers of ten of samples per metre, the vertical ones first; or null. */
    private Resolution density(int from, int to) {
        if (to - from < 10) {
            return null;
        }
        ByteBuffer in = ByteBuffer.wrap(file, from, 10);
        double[] perMetre = new double[2];
        for (int i = 0; i < 2; i++) {
            perMetre[i] = (in.getShort() & 0xffff) / (double) (in.getShort() & 0xffff);
        }
        double y = perMetre[0] * Math.pow(10, in.get()) * Resolution.INCH;
        double x = perMetre[1] * Math.pow(10, in.get()) * Resolution.INCH;
        return x > 0 && y > 0 && Double.isFinite(x) && Double.isFinite(y) ? new Resolution(x, y) : null;
    }

    /** @throws IOException where the codestream does not begin as one */
    Header header() throws IOException {
        if (file.length - codestream < 4 + SIZ_BYTES) {
            throw new EOFException("codestream cut short");
        }
        ByteBuffer in = ByteBuffer.wrap(file, codestream, 4 + SIZ_BYTES);
        if (in.getInt() != CODESTREAM) {
            throw new IOException("no codestream");
        }
        in.getInt();
        long[] at = new long[8];
        for (int i = 0; i < at.length; i++) {
            at[i] = in.getInt() & 0xffffffffL;
        }
        int components = in.getShort() & 0xffff;
        if (at[4] == 0 || at[5] == 0 || components == 0) {
            throw new IOException("no tiles or components");
        }
        long across = (at[0] - at[6] + at[4] - 1) / at[4];
        long down = (at[1] - at[7] + at[5] - 1) / at[5];
        return new Header(at[0] - at[2], at[1] - at[3], components, Math.max(0, across) * Math.max(0, down));
    }
}
