package studio.kintsugi.cluster.storage;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonSyntaxException;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/** Files of one JSON object a line. */
public final class JsonLines {
    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

    private JsonLines() {}

    /** Takes one line. */
    public interface Sink {
        void accept(String line) throws IOException;
    }

    public static String line(Object value) {
        return GSON.toJson(value);
    }

    /** The object of a line; empty where the line was cut short by the death of its writer. */
    public static <T> Optional<T> parse(String line, Class<T> type) {
        try {
            return Optional.ofNullable(GSON.fromJson(line, type));
        } catch (JsonSyntaxException e) {
            return Optional.empty();
        }
    }

    /** Reads a file line by line; one that is not there is empty. */
    public static void read(Path file, Sink sink) throws IOException {
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(Storage.of(file).open(file), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                sink.accept(line);
            }
        } catch (FileNotFoundException e) {
            return;
        }
    }

    /** Opens a file for lines, in place of what stands there. */
    public static Writer create(Path file) throws IOException {
        return new BufferedWriter(new OutputStreamWriter(Storage.create(file), StandardCharsets.UTF_8));
    }
}
