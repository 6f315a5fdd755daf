package studio.kintsugi.settings;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.reflect.TypeToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.kintsugi.files.AtomicFile;

/**
 * One JSON file, read whole and replaced whole.
 *
 * @param <T> what it holds
 */
final class SettingsFile<T> {
    private static final Logger LOG = LoggerFactory.getLogger(SettingsFile.class);
    private static final Gson GSON = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    private final Path file;
    private final TypeToken<T> type;

    /**
     * @param file null for settings that are not saved
     */
    SettingsFile(Path file, TypeToken<T> type) {
        this.file = file;
        this.type = type;
    }

    /** What the file holds, or {@code otherwise} where there is none that can be read. */
    T read(T otherwise) {
        if (file == null) {
            return otherwise;
        }
        try {
            T read = GSON.fromJson(Files.readString(file), type);
            return read == null ? otherwise : read;
        } catch (NoSuchFileException e) {
            return otherwise;
        } catch (IOException | JsonParseException e) {
            LOG.warn("{} can't be read and is ignored", file, e);
            return otherwise;
        }
    }

    /** Replaces the file; where that fails, the settings last until the program ends. */
    void write(T value) {
        if (file == null) {
            return;
        }
        try {
            Files.createDirectories(file.getParent());
            AtomicFile.write(file, GSON.toJson(value, type.getType()) + "\n");
        } catch (IOException e) {
            LOG.warn("{} can't be written", file, e);
        }
    }
}
