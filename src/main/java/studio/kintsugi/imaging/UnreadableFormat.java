package studio.kintsugi.imaging;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import studio.kintsugi.Sentence;

/** Formats that people have and that can't be read yet; each is called by its name, and something is advised. */
public enum UnreadableFormat {
    RAW(Sentence.of("camera raw pictures"), "dng", "nef", "nrw", "cr2", "cr3", "crw", "arw", "srf", "sr2", "orf",
            "rw2", "raw", "raf", "pef", "srw", "x3f", "3fr", "erf", "kdc", "dcr", "mrw", "mos", "iiq", "rwl", "gpr"),
    XCF(Sentence.of("GIMP's own files"), "xcf"),
    OPEN_RASTER(Sentence.of("files in layers"), "ora", "kra"),
    ICON(Sentence.of("icons"), "ico", "cur"),
    PDF(Sentence.of("PDF documents"), "pdf"),
    VIDEO(Sentence.of("videos"), "mp4", "mov", "m4v", "avi", "mkv", "webm");

    private final Sentence title;
    private final List<String> extensions;

    UnreadableFormat(Sentence title, String... extensions) {
        this.title = title;
        this.extensions = List.of(extensions);
    }

    /** Whether people keep photos in it, so that one in a folder of pictures is not passed over in silence. */
    public boolean isPhotographic() {
        return this == RAW;
    }

    /** The format that a file name's extension promises. */
    public static Optional<UnreadableFormat> ofName(String fileName) {
        String extension = PictureFormat.extension(fileName);
        return Arrays.stream(values()).filter(f -> f.extensions.contains(extension)).findFirst();
    }

    /** The format that a file's first bytes (16 suffice) show, whatever its name. */
    public static Optional<UnreadableFormat> ofContent(byte[] head) {
        String text = new String(head, StandardCharsets.ISO_8859_1);
        UnreadableFormat found = null;
        if (text.startsWith("ftyp", 4) && head.length >= 12) {
            found = text.startsWith("crx ", 8) ? RAW : VIDEO;
        } else if (text.startsWith("FUJIFILMCCD-RAW") || text.startsWith("IIRO") || text.startsWith("IIRS")
                || text.startsWith("IIU\0") || text.startsWith("II*\0") && text.startsWith("CR", 8)
                || text.startsWith("FOVb")) {
            found = RAW;
        } else if (text.startsWith("gimp xcf")) {
            found = XCF;
        } else if (text.startsWith("%PDF")) {
            found = PDF;
        } else if (PictureFormat.starts(head, 0, 0, 0, 1, 0)) {
            found = ICON;
        }
        return Optional.ofNullable(found);
    }

    /** What to say of a file of this format. */
    public PictureException refusal(String fileName) {
        Sentence advice = switch (this) {
            case RAW -> Sentence.of("develop it in a raw converter and export it as TIFF or JPEG");
            case VIDEO -> Sentence.of("save a frame of it as PNG or JPEG");
            default -> Sentence.of("export it as JPEG or TIFF");
        };
        return new PictureException(Sentence.of("“%s” was not opened: %s can't be read yet; %s.", fileName, title,
                advice));
    }
}
