package studio.kintsugi.service.restoration;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.Sentence;
import studio.kintsugi.edit.Preset;
import studio.kintsugi.edit.Recipe;
import studio.kintsugi.files.AtomicFile;

/**
 * The presets: those that ship, and the user's own, each a JSON file that is a recipe with a {@code name}. Thread-safe;
 * reads and writes files.
 */
public final class PresetStore {
    private static final List<String> SHIPPED = List.of("high-iso-portrait", "shaken", "through-a-window", "old-scan",
            "small-web-picture-to-print");
    private static final String ENDING = ".json";
    private static final long LARGEST = 1 << 20;
    private static final int LONGEST_STEM = 60;

    private final Path folder;

    /**
     * @param settings the folder of the program's settings; need not exist
     */
    public PresetStore(Path settings) {
        this.folder = settings.resolve("presets");
    }

    /** The presets that ship, in order. */
    public static List<Preset> shipped() {
        return SHIPPED.stream().map(PresetStore::shipped).toList();
    }

    private static Preset shipped(String id) {
        try (InputStream in = PresetStore.class.getResourceAsStream("/presets/" + id + ENDING)) {
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8)).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The user's own, by name. A file that is damaged is left out. */
    public synchronized List<Preset> own() {
        List<Preset> found = new ArrayList<>();
        for (Path file : files()) {
            try {
                found.add(read(file));
            } catch (KintsugiException e) {
                // a damaged file must not hide the others
                continue;
            }
        }
        found.sort(Comparator.comparing(Preset::name, String.CASE_INSENSITIVE_ORDER));
        return found;
    }

    /** All of them, those that ship first. */
    public List<Preset> all() {
        return Stream.concat(shipped().stream(), own().stream()).toList();
    }

    /** The preset of a name, in whatever case; the user's own before one that ships. */
    public Optional<Preset> find(String name) {
        return Stream.concat(own().stream(), shipped().stream())
                .filter(p -> p.name().equalsIgnoreCase(name.strip())).findFirst();
    }

    /**
     * Keeps a preset, in the place of the user's own of the same name.
     *
     * @throws KintsugiException where the disk refuses
     */
    public synchronized void save(Preset preset) throws KintsugiException {
        Path file = fileOf(preset.name()).orElseGet(() -> unused(preset.name()));
        export(preset, file);
    }

    /**
     * Gives a preset of the user's own another name.
     *
     * @throws KintsugiException where the disk refuses
     */
    public synchronized void rename(Preset preset, String name) throws KintsugiException {
        save(new Preset(name.strip(), preset.recipe()));
        if (!preset.name().equalsIgnoreCase(name.strip())) {
            delete(preset.name());
        }
    }

    /**
     * Deletes one of the user's own; nothing where there is none of that name.
     *
     * @throws KintsugiException where the disk refuses
     */
    public synchronized void delete(String name) throws KintsugiException {
        try {
            for (Optional<Path> file = fileOf(name); file.isPresent(); file = fileOf(name)) {
                Files.delete(file.get());
            }
        } catch (IOException e) {
            throw new KintsugiException(Sentence.of("The preset %s can't be deleted: check the rights of %s.",
                    name, folder), e);
        }
    }

    /**
     * Reads a preset that somebody shared. A recipe without a name takes the file's.
     *
     * @throws KintsugiException where the file holds none
     */
    public static Preset read(Path file) throws KintsugiException {
        try {
            Optional<Preset> preset = Files.size(file) > LARGEST ? Optional.empty() : parse(Files.readString(file))
                    .or(() -> unnamed(file));
            return preset.orElseThrow(() -> new KintsugiException(Sentence.of("%s holds no preset that this version"
                    + " understands.", file.getFileName())));
        } catch (IOException e) {
            throw new KintsugiException(Sentence.of("The preset %s can't be read: check its name and its rights.",
                    file), e);
        }
    }

    private static Optional<Preset> unnamed(Path file) {
        try {
            String name = file.getFileName().toString();
            int dot = name.lastIndexOf('.');
            return Recipe.parse(Files.readString(file)).filter(r -> !r.steps().isEmpty())
                    .map(r -> new Preset(dot > 0 ? name.substring(0, dot) : name, r));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Writes a preset to a file, to be shared.
     *
     * @throws KintsugiException where the disk refuses
     */
    public static void export(Preset preset, Path file) throws KintsugiException {
        JsonObject json = JsonParser.parseString(preset.recipe().toJson()).getAsJsonObject();
        json.add("name", new JsonPrimitive(preset.name()));
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            ByteBuffer text = StandardCharsets.UTF_8.encode(new Gson().toJson(json) + "\n");
            AtomicFile.write(file, channel -> {
                while (text.hasRemaining()) {
                    channel.write(text);
                }
            });
        } catch (IOException e) {
            throw new KintsugiException(Sentence.of("The preset can't be written to %s: choose another folder.",
                    file), e);
        }
    }

    private static Optional<Preset> parse(String json) {
        try {
            JsonObject read = JsonParser.parseString(json).getAsJsonObject();
            return Recipe.parse(json).map(recipe -> new Preset(read.get("name").getAsString(), recipe));
        } catch (JsonParseException | IllegalStateException | IllegalArgumentException | NullPointerException
                | UnsupportedOperationException e) {
            // what is not a preset fails in one of these ways
            return Optional.empty();
        }
    }

    private List<Path> files() {
        try (Stream<Path> found = Files.list(folder)) {
            return found.filter(f -> f.toString().endsWith(ENDING)).sorted().toList();
        } catch (IOException e) {
            // there is no folder until a preset is saved
            return List.of();
        }
    }

    private Optional<Path> fileOf(String name) {
        for (Path file : files()) {
            try {
                if (read(file).name().equalsIgnoreCase(name.strip())) {
                    return Optional.of(file);
                }
            } catch (KintsugiException e) {
                continue;
            }
        }
        return Optional.empty();
    }

    /** A file for a name, whatever characters it has. */
    private Path unused(String name) {
        String stem = name.strip().replaceAll("[^\\p{L}\\p{N} _-]", "_");
        stem = stem.substring(0, Math.min(LONGEST_STEM, stem.length()));
        Path file = folder.resolve(stem + ENDING);
        for (int i = 2; Files.exists(file); i++) {
            file = folder.resolve(stem + " " + i + ENDING);
        }
        return file;
    }
}
