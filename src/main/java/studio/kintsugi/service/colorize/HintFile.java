package studio.kintsugi.service.colorize;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.Sentence;
import studio.kintsugi.service.colorize.ColorizeRequest.Hint;

/** Colour hints as JSON: {@code [{"x": 120, "y": 80, "color": "#d04020"}]}, in pixels of the sketch. */
public final class HintFile {
    private static final Gson GSON = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();
    private static final Pattern HEX = Pattern.compile("#?([0-9a-fA-F]{6})");

    private HintFile() {}

    private record Entry(Double x, Double y, String color) {}

    /**
     * @throws KintsugiException where the file can't be read or is something else; says what
     */
    public static List<Hint> read(Path file) throws KintsugiException {
        try {
            Entry[] entries = GSON.fromJson(Files.readString(file), Entry[].class);
            if (entries == null) {
                throw wrong(file, null);
            }
            List<Hint> out = new ArrayList<>();
            for (Entry e : entries) {
                if (e == null || e.x == null || e.y == null || e.color == null) {
                    throw wrong(file, null);
                }
                out.add(hint(e.x, e.y, e.color));
            }
            return out;
        } catch (IOException e) {
            throw new KintsugiException(Sentence.of("The hints in %s can't be read: check the place and its rights.",
                    file), e);
        } catch (JsonParseException | IllegalArgumentException e) {
            throw wrong(file, e);
        }
    }

    private static KintsugiException wrong(Path file, Exception cause) {
        return new KintsugiException(Sentence.of("%s holds no hints: it should be JSON such as [{\"x\": 120, \"y\":"
                + " 80, \"color\": \"#d04020\"}].", file), cause);
    }

    /**
     * A hint of a colour written as {@code #rrggbb}, with or without the {@code #}.
     *
     * @throws IllegalArgumentException where it is written otherwise
     */
    public static Hint hint(double x, double y, String color) {
        Matcher hex = HEX.matcher(color.strip());
        if (!hex.matches()) {
            throw new IllegalArgumentException("no colour: " + color);
        }
        int rgb = Integer.parseInt(hex.group(1), 16);
        return new Hint(x, y, (rgb >> 16) / 255f, (rgb >> 8 & 0xff) / 255f, (rgb & 0xff) / 255f);
    }

    /** A hint's colour as {@code #rrggbb}. */
    public static String color(Hint h) {
        return String.format(Locale.ROOT, "#%02x%02x%02x", Math.round(h.red() * 255), Math.round(h.green() * 255),
                Math.round(h.blue() * 255));
    }

    /**
     * @throws KintsugiException where the file can't be written
     */
    public static void write(List<Hint> hints, Path file) throws KintsugiException {
        try {
            Files.writeString(file, GSON.toJson(hints.stream().map(h -> new Entry(h.x(), h.y(), color(h))).toList()));
        } catch (IOException e) {
            throw new KintsugiException(Sentence.of("The hints can't be written to %s: check the place, its rights"
                    + " and its free space.", file), e);
        }
    }
}
