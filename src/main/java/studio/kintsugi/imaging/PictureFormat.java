package studio.kintsugi.imaging;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import studio.kintsugi.Sentence;

/**
 * The kinds of file that pictures come in: the one list of what can be opened, for files, folders, drag and drop and
 * dialogs.
 */
public enum PictureFormat {
    JPEG("JPEG", 65_535, "jpg", "jpeg", "jpe", "jfif"),
    PNG("PNG", Integer.MAX_VALUE, "png"),
    TIFF("TIFF", Integer.MAX_VALUE, "tif", "tiff"),
    WEBP("WebP", 16_383, "webp"),
    BMP("BMP", Integer.MAX_VALUE, "bmp", "dib"),
    GIF("GIF", 65_535, "gif"),
    PSD("PSD", 300_000, "psd", "psb"),
    PNM("PNM", Integer.MAX_VALUE, "pnm", "ppm", "pgm", "pbm", "pam"),
    PFM("PFM", Integer.MAX_VALUE, "pfm"),
    TGA("TGA", 65_535, "tga", "icb", "vda", "vst"),
    HEIC("HEIC", 65_535, "heic", "heif", "hif"),
    AVIF("AVIF", 65_535, "avif", "avifs"),
    JPEG_XL("JPEG XL", 1 << 30, "jxl"),
    JPEG_2000("JPEG 2000", Integer.MAX_VALUE, "jp2", "j2k", "jpx", "jpf", "j2c", "jpc"),
    OPEN_EXR("OpenEXR", Integer.MAX_VALUE, "exr"),
    RADIANCE("HDR", Integer.MAX_VALUE, "hdr", "rgbe"),
    SVG("SVG", Integer.MAX_VALUE, "svg", "svgz");

    private static final Set<String> HEIC_BRANDS =
            Set.of("heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1");
    private static final Set<String> AVIF_BRANDS = Set.of("avif", "avis");
    private static final Map<PictureFormat, BitDepth> WRITABLE = new EnumMap<>(
            Map.of(JPEG, BitDepth.EIGHT, PNG, BitDepth.SIXTEEN, TIFF, BitDepth.FLOAT, WEBP, BitDepth.EIGHT));

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

    /** Whether pictures can be saved in it; all formats can be read. */
    public boolean isWritable() {
        return WRITABLE.containsKey(this);
    }

    /** How finely it stores samples at most; empty where pictures can't be saved in it. */
    public Optional<BitDepth> deepest() {
        return Optional.ofNullable(WRITABLE.get(this));
    }

    /** Endings of file names, without the dot, in lower case. */
    public List<String> extensions() {
        return extensions;
    }

    /** Whether a name is that of a picture, be it one that can't be read yet. */
    public static boolean isPictureName(String fileName) {
        return ofName(fileName).isPresent()
                || UnreadableFormat.ofName(fileName).filter(UnreadableFormat::isPhotographic).isPresent();
    }

    /** What follows the last dot of a name, in lower case. */
    static String extension(String fileName) {
        return fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    /** The format that a file name's extension promises. */
    public static Optional<PictureFormat> ofName(String fileName) {
        String extension = extension(fileName);
        return Arrays.stream(values()).filter(f -> f.extensions.contains(extension)).findFirst();
    }

    /** The format that a file's first bytes (12 suffice) show, whatever its name. */
    public static Optional<PictureFormat> ofContent(byte[] head) {
        if (starts(head, 0, 0xFF, 0xD8)) {
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
        if (starts(head, 0, '8', 'B', 'P', 'S')) {
            return Optional.of(PSD);
        }
        if (head.length > 2 && head[0] == 'P' && Character.isWhitespace(head[2])) {
            return head[1] >= '1' && head[1] <= '7' ? Optional.of(PNM)
                    : head[1] == 'F' || head[1] == 'f' ? Optional.of(PFM) : Optional.empty();
        }
        if (starts(head, 0, 0xFF, 0x0A) || starts(head, 0, 0, 0, 0, 12, 'J', 'X', 'L', ' ')) {
            return Optional.of(JPEG_XL);
        }
        if (starts(head, 4, 'f', 't', 'y', 'p') && head.length >= 12) {
            String brand = new String(head, 8, 4, StandardCharsets.ISO_8859_1);
            return HEIC_BRANDS.contains(brand) ? Optional.of(HEIC)
                    : AVIF_BRANDS.contains(brand) ? Optional.of(AVIF) : Optional.empty();
        }
        if (starts(head, 0, 0, 0, 0, 12, 'j', 'P', ' ', ' ') || starts(head, 0, 0xFF, 0x4F, 0xFF, 0x51)) {
            return Optional.of(JPEG_2000);
        }
        if (starts(head, 0, 0x76, 0x2F, 0x31, 0x01)) {
            return Optional.of(OPEN_EXR);
        }
        if (starts(head, 0, '#', '?', 'R')) {
            return Optional.of(RADIANCE);
        }
        if (starts(head, 0, '<', 's', 'v', 'g')) {
            return Optional.of(SVG);
        }
        return starts(head, 0, 'B', 'M') ? Optional.of(BMP) : Optional.empty();
    }

    /**
     * Whether a file of this name is taken for one of this format where its beginning shows nothing: a TGA has nothing
     * to be known by, a bitmap may lack its file header, and a drawing may begin with remarks or be packed.
     *
     * @param head the file's first bytes
     */
    public boolean isTakenByName(byte[] head) {
        return switch (this) {
            case TGA -> true;
            case BMP -> starts(head, 1, 0, 0, 0);
            case SVG -> head.length > 2 && (starts(head, 0, 0x1F, 0x8B)
                    || new String(head, StandardCharsets.UTF_8).replace("\uFEFF", "").stripLeading().startsWith("<"));
            default -> false;
        };
    }

    /**
     * What to say where the decoder of this format is not on the computer.
     *
     * @param library its name
     * @param packages what Debian and Ubuntu call it
     */
    public PictureException withoutLibrary(String fileName, String library, String packages) {
        return new PictureException(Sentence.of("“%s” was not opened: %s pictures can't be read without %s, which is"
                + " not installed; install it (on Debian and Ubuntu: %s), or export the picture as JPEG or TIFF.",
                fileName, title, library, packages));
    }

    static boolean starts(byte[] bytes, int from, int... expected) {
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
