package studio.kintsugi.imaging;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The kinds of file that pictures come in. */
public enum PictureFormat {
    JPEG("JPEG", 65_535, "jpg", "jpeg", "jpe", "jfif"),
    PNG("PNG", Integer.MAX_VALUE, "png"),
    TIFF("TIFF", Integer.MAX_VALUE, "tif", "tiff"),
    WEBP("WebP", 16_383, "webp"),
    BMP("BMP", Integer.MAX_VALUE, "bmp", "dib"),
    GIF("GIF", 65_535, "gif");

    private final String title;
    private final int longestSide;
    private final List<String> extensions;

    PictureFormat(String title, int longestSide, String... extensions) {
        this.title = title;
        this.longestSide = longestSide;
        this.extensions = List.of(extensions);
    }

    /** The name for users, also the name that ImageIO knows it by. */
    public String title() {
        return title;
    }

    /** The extensions of all formats' file names, in small letters, without their dots. */
    public static List<String> allExtensions() {
        return Arrays.stream(values()).flatMap(f -> f.extensions.stream()).toList();
    }

    /** How many pixels wide or high a picture may be. */
    public int longestSide() {
        return longestSide;
    }

    /** The format that a file name's extension promises. */
    public static Optional<PictureFormat> ofName(String fileName) {
        String extension = fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return Arrays.stream(values()).filter(f -> f.extensions.contains(extension)).findFirst();
    }

    /** The format that a file's first bytes (12 suffice) show, whatever its name. */
    public static Optional<PictureFormat> ofContent(byte[] head) {
        if (starts(head, 0, 0xFF, 0xD8, 0xFF)) {
            return Optional.of(JPEG);
        }
        if (starts(head, 0, 0x89, 'P', 'N', 'G')) {
            return Optional.of(PNG);
        }
        if (starts(head, 0, 'I', 'I', 42, 0) || starts(head, 0, 'M', 'M', 0, 42)
                || starts(head, 0, 'I', 'I', 43, 0) || starts(head, 0, 'M', 'M', 0, 43)) {
            return Optional.of(TIFF);
        }
        if (starts(head, 0, 'R', 'I', 'F', 'F') && starts(head, 8, 'W', 'E', 'B', 'P')) {
            return Optional.of(WEBP);
        }
        if (starts(head, 0, 'G', 'I', 'F', '8')) {
            return Optional.of(GIF);
        }
        return starts(head, 0, 'B', 'M') ? Optional.of(BMP) : Optional.empty();
    }

    private static boolean starts(byte[] bytes, int from, int... expected) {
        if (bytes.length < from + expected.length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if ((bytes[from + i] & 0xff) != expected[i]) {
                return false;
            }
        }
        return true;
    }
}
