package studio.kintsugi.service.dream;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.Sentence;

/** Dreams on disk, each in a folder of its own. */
public final class DreamGallery {
    private static final Logger LOG = LoggerFactory.getLogger(DreamGallery.class);
    private static final int MOST_LETTERS = 40;
    /** For prompts without letters. */
    private static final String NAMELESS = "dream";

    private DreamGallery() {}

    /**
     * A dream that was kept.
     *
     * @param still a picture of it
     */
    public record Entry(Path folder, String prompt, Path still) {}

    /**
     * Deletes a dream with all its files.
     *
     * @throws KintsugiException where the disk does not play along
     */
    public static void delete(Entry dream) throws KintsugiException {
        try (Stream<Path> files = Files.walk(dream.folder())) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new KintsugiException(Sentence.of("The dream in %s can't be deleted: check its rights.",
                    dream.folder()), e);
        }
    }

    /** What a dream is called on disk: its words, as far as they fit. */
    public static String stem(String prompt) {
        String name = prompt.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "-").replaceAll("^-|-$", "");
        return name.isEmpty() ? NAMELESS : name.substring(0, Math.min(MOST_LETTERS, name.length()));
    }

    /** A folder that is not there yet, named after the prompt. */
    static Path place(Path gallery, DreamRequest request) {
        String stem = stem(request.prompt()) + "-" + request.seed();
        Path folder = gallery.resolve(stem);
        for (int i = 2; Files.exists(folder); i++) {
            folder = gallery.resolve(stem + "-" + i);
        }
        return folder;
    }

    /** The latest first; folders that hold no dream are passed over. */
    static List<Entry> list(Path gallery) {
        List<Entry> out = new ArrayList<>();
        if (!Files.isDirectory(gallery)) {
            return out;
        }
        try (Stream<Path> folders = Files.list(gallery)) {
            for (Path folder : folders.filter(f -> Files.isRegularFile(f.resolve("dream.json")))
                    .sorted(Comparator.comparing(DreamGallery::time).reversed()).toList()) {
                JsonObject facts = JsonParser.parseString(Files.readString(folder.resolve("dream.json")))
                        .getAsJsonObject();
                out.add(new Entry(folder, facts.get("prompt").getAsString(), folder.resolve("still-1.png")));
            }
        } catch (IOException | JsonParseException | IllegalStateException e) {
            LOG.warn("the gallery {} can't be read whole", gallery, e);
        }
        return out;
    }

    private static java.nio.file.attribute.FileTime time(Path folder) {
        try {
            return Files.getLastModifiedTime(folder);
        } catch (IOException e) {
            return java.nio.file.attribute.FileTime.fromMillis(0);
        }
    }
}
