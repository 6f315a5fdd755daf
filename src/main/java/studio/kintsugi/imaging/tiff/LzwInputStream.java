package studio.kintsugi.imaging.tiff;

import java.io.IOException;
import java.io.InputStream;

/** Undoes the LZW compression of TIFF: codes of 9 to 12 bits, highest bit first (TIFF 6.0, section 13). */
final class LzwInputStream extends InputStream {
    private static final int CLEAR = 256;
    private static final int END = 257;
    private static final int FIRST = 258;
    private static final int MOST = 4096;

    private final byte[] packed;
    private final int[] prefix = new int[MOST];
    private final byte[] last = new byte[MOST];
    private final int[] length = new int[MOST];
    private byte[] string = new byte[0];
    private int next = FIRST;
    private int previous = -1;
    private int given;
    private long bit;

    LzwInputStream(byte[] packed) {
        this.packed = packed;
        for (int i = 0; i < CLEAR; i++) {
            last[i] = (byte) i;
            length[i] = 1;
        }
    }

    @Override
    public int read() throws IOException {
        while (given == string.length) {
            if (!decode()) {
                return -1;
            }
        }
        return string[given++] & 0xff;
    }

    /** Decodes one code into {@link #string}; false at the end. */
    private boolean decode() throws IOException {
        int code = code();
        while (code == CLEAR) {
            next = FIRST;
            previous = -1;
            code = code();
        }
        if (code == END) {
            return false;
        }
        if (code > next || code == next && previous < 0 || previous < 0 && code > CLEAR) {
            throw new IOException("LZW code " + code);
        }
        if (previous >= 0 && next < MOST) {
            prefix[next] = previous;
            length[next] = length[previous] + 1;
            last[next] = first(code == next ? previous : code);
            next++;
        }
        string = new byte[length[code]];
        for (int i = string.length - 1, at = code; i >= 0; i--, at = prefix[at]) {
            string[i] = last[at];
        }
        given = 0;
        previous = code;
        return true;
    }

    private byte first(int code) {
        int at = code;
        while (at >= FIRST) {
            at = prefix[at];
        }
        return last[at];
    }

    /** The next code; {@link #END} where bytes run out. Codes grow one entry early, as TIFF has it. */
    private int code() {
        int size = next < 511 ? 9 : next < 1023 ? 10 : next < 2047 ? 11 : 12;
        if (bit + size > packed.length * 8L) {
            return END;
        }
        int code = 0;
        for (int i = 0; i < size; i++, bit++) {
            code = code << 1 | packed[(int) (bit >> 3)] >> 7 - (bit & 7) & 1;
        }
        return code;
    }
}
