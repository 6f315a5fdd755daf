package studio.kintsugi.service.batch.plan;

import java.util.Collection;
import java.util.Optional;
import studio.kintsugi.imaging.PictureFormat;

/**
 * What the results of a batch are called within their folders, and the formats that they are in: from the names of the
 * pictures alone, wherever these are kept.
 *
 * @param pattern of the names
 * @param format of all results; empty for each picture's own
 * @param tool what is done
 */
public record ResultNames(NamePattern pattern, Optional<PictureFormat> format, String tool) {
    /** A result's format: what is asked for, what the pattern promises, or the picture's own; PNG where none can be. */
    public PictureFormat format(String file) {
        return format.or(() -> Optional.ofNullable(pattern.format())).or(() -> writable(file))
                .orElse(PictureFormat.PNG);
    }

    /** The format that a picture can't keep, where PNG takes its place unasked. */
    public Optional<PictureFormat> replaced(String file) {
        return format.isPresent() || pattern.format() != null ? Optional.empty()
                : PictureFormat.ofName(file).filter(own -> !own.isWritable());
    }

    /** A sentence for people about formats that PNG takes the place of, by their titles. */
    public static String note(Collection<String> replaced) {
        return String.join(", ", replaced) + " can't be written: the results are PNG.";
    }

    private static Optional<PictureFormat> writable(String file) {
        return PictureFormat.ofName(file).filter(PictureFormat::isWritable);
    }

    /**
     * The name of a result. It keeps the ending of its picture as it is spelt where it keeps the format.
     *
     * @param count of the batch
     */
    public String name(NamedPicture picture, long count) {
        String file = picture.file();
        PictureFormat result = format(file);
        boolean kept = PictureFormat.ofName(file).filter(own -> own == result).isPresent();
        String ending = kept ? file.substring(file.lastIndexOf('.')) : "." + result.extensions().getFirst();
        return pattern.name(picture, ending, tool, count);
    }
}
