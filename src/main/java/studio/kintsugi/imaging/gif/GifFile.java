package studio.kintsugi.imaging.gif;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import studio.kintsugi.imaging.PictureSize;

/** The blocks of a GIF file: screen, frames and comments. A file that ends early keeps what came before. */
final class GifFile {
    private static final int HEADER = 13;
    private static final int EXTENSION = 0x21;
    private static final int COMMENT = 0xFE;
    private static final int APPLICATION = 0xFF;
    private static final String XMP = "XMP DataXMP";
    /** Bytes behind a packet that lead decoders which don't know it to its end. */
    private static final int TRAILER = 257;
    private static final int IMAGE = 0x2C;
    private static final int TABLE_FLAG = 0x80;

    /** One frame: its place on the screen and its size, in pixels. */
    record Frame(int x, int y, int width, int height) {}

    private final byte[] file;
    private final List<Frame> frames = new ArrayList<>();
    private final List<String> comments = new ArrayList<>();
    private byte[] xmp;

    private GifFile(byte[] file) {
        this.file = file;
    }

    /** @throws EOFException where the file ends before its first frame begins */
    static GifFile parse(byte[] file) throws IOException {
        GifFile gif = new GifFile(file);
        gif.parse();
        return gif;
    }

    /** The screen, made as large as the first frame needs. */
    PictureSize canvas() throws EOFException {
        Frame first = frames.getFirst();
        return new PictureSize(Math.max(u16(6), first.x + first.width), Math.max(u16(8), first.y + first.height));
    }

    List<Frame> frames() {
        return frames;
    }

    List<String> comments() {
        return comments;
    }

    /** The XMP packet, or null. */
    byte[] xmp() {
        return xmp;
    }

    private void parse() throws IOException {
        try {
            int at = HEADER + table(u8(10));
            while (at < file.length) {
                int block = u8(at);
                if (block == EXTENSION) {
                    at = extension(at + 1);
                } else if (block == IMAGE) {
                    frames.add(new Frame(u16(at + 1), u16(at + 3), u16(at + 5), u16(at + 7)));
                    at = skip(at + 11 + table(u8(at + 9)), null);
                } else {
                    break;
                }
            }
        } catch (EOFException e) {
            if (frames.isEmpty()) {
                throw e;
            }
        }
        if (frames.isEmpty()) {
            throw new EOFException("no frame");
        }
    }

    private int extension(int at) throws EOFException {
        if (u8(at) == APPLICATION) {
            return application(at + 1);
        }
        if (u8(at) != COMMENT) {
            return skip(at + 1, null);
        }
        StringBuilder text = new StringBuilder();
        int end = skip(at + 1, text);
        comments.add(text.toString());
        return end;
    }

    /** Past an application's block; XMP stands in it as it is, not cut into sub-blocks. */
    private int application(int at) throws EOFException {
        int end = skip(at, null);
        int from = at + 1 + XMP.length();
        boolean named = u8(at) == XMP.length() && from <= end
                && new String(file, at + 1, XMP.length(), StandardCharsets.US_ASCII).equals(XMP);
        if (named && end - 1 - TRAILER > from && end <= file.length) {
            xmp = Arrays.copyOfRange(file, from, end - 1 - TRAILER);
        }
        return end;
    }

    /** Past a chain of sub-blocks, whose bytes are added to {@code text} where there is one. */
    private int skip(int from, StringBuilder text) throws EOFException {
        int at = from;
        while (u8(at) != 0) {
            int length = u8(at);
            if (text != null && at + 1 + length <= file.length) {
                text.append(new String(file, at + 1, length, StandardCharsets.ISO_8859_1));
            }
            at += 1 + length;
        }
        return at + 1;
    }

    /** Bytes of the colour table that a flags byte announces. */
    private static int table(int flags) {
        return (flags & TABLE_FLAG) == 0 ? 0 : 3 << (flags & 7) + 1;
    }

    private int u16(int at) throws EOFException {
        return u8(at) | u8(at + 1) << 8;
    }

    private int u8(int at) throws EOFException {
        if (at >= file.length) {
            throw new EOFException("GIF cut short");
        }
        return file[at] & 0xff;
    }
}
