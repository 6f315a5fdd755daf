package studio.kintsugi.service.batch.plan;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.Sentence;
import studio.kintsugi.files.FileNames;
import studio.kintsugi.imaging.PictureFormat;

/**
 * How results are named, with fields in braces: {@code {stem}} and {@code {ext}} are the picture's own name and, with
 * its dot, the ending of the result; {@code {tool}} what is done; {@code {folder}} the folder the picture lies in;
 * {@code {n}} its number within the batch, from 1, with as many digits as the last one has; {@code {date}} the day of
 * its last change, as 2026-11-27.
 */
public final class NamePattern {
    /** Results are called as the pictures are. */
    public static final NamePattern SAME = new NamePattern("{stem}{ext}");

    private static final String STEM = "stem";
    private static final String EXT = "ext";
    private static final String NUMBER = "n";
    private static final Set<String> FIELDS = Set.of(STEM, EXT, "tool", "folder", NUMBER, "date");
    private static final Pattern FIELD = Pattern.compile("\\{([^{}]*)\\}");

    private final String pattern;

    private NamePattern(String pattern) {
        this.pattern = pattern;
    }

    /**
     * A pattern as people write it. Where it names no ending, that of the result's format follows.
     *
     * @throws KintsugiException where it has an unknown field, or makes names that no file can have
     */
    public static NamePattern parse(String text) throws KintsugiException {
        Matcher fields = FIELD.matcher(text);
        while (fields.find()) {
            if (!FIELDS.contains(fields.group(1))) {
                throw new KintsugiException(Sentence.of("The name pattern %s has a field that is not known, %s:"
                        + " there are {stem}, {ext}, {tool}, {folder}, {n} and {date}.", text, fields.group()));
            }
        }
        String rest = fields.replaceAll("");
        boolean ends = text.contains("{ext}") || PictureFormat.ofName(text).isPresent();
        String whole = ends ? text : text + "{ext}";
        String example = FIELD.matcher(whole.replace("{ext}", ".png")).replaceAll("x");
        if (text.isBlank() || rest.indexOf('{') >= 0 || rest.indexOf('}') >= 0
                || FileNames.isImpossibleSomewhere(example)) {
            throw new KintsugiException(Sentence.of("The name pattern %s makes no names that files can have: write,"
                    + " for instance, \"{stem}-{tool}{ext}\", without / \\ : * ? \" < > | and not as devices are"
                    + " called (con, nul).", text));
        }
        return new NamePattern(whole);
    }

    /** The format that the pattern's own ending promises, as {@code {stem}.png} does; null where it has none. */
    PictureFormat format() {
        return pattern.contains("{ext}") ? null : PictureFormat.ofName(pattern).orElse(null);
    }

    /** Whether names differ where pictures do. */
    public boolean isNumbered() {
        return pattern.contains("{n}");
    }

    /**
     * The name of a result.
     *
     * @param picture that it is made of
     * @param ending of the result, with its dot
     * @param tool what is done
     * @param count of the batch
     */
    String name(NamedPicture picture, String ending, String tool, long count) {
        String file = picture.file();
        int dot = file.lastIndexOf('.');
        String digits = "%0" + Long.toString(count).length() + "d";
        Map<String, String> values = Map.of(STEM, dot > 0 ? file.substring(0, dot) : file, EXT, ending, "tool", tool,
                "folder", picture.folder(), NUMBER, String.format(Locale.ROOT, digits, picture.number()), "date",
                picture.date().toString());
        return FIELD.matcher(pattern).replaceAll(f -> Matcher.quoteReplacement(values.get(f.group(1))));
    }
}
