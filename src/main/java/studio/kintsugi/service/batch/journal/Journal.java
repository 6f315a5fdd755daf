package studio.kintsugi.service.batch.journal;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/**
 * The journal of an output folder: JSON lines that are only ever appended, each with one write that is flushed to the
 * disk. A line that was cut off by the end of a process is passed over. Thread-safe; several processes may append.
 */
public final class Journal {
    /** The file's name in the output folder. */
    public static final String FILE = ".kintsugi-journal.jsonl";

    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

    private final Path folder;
    private final Path file;

    /**
     * @param folder where results go; it need not be there yet
     */
    public Journal(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
        file = this.folder.resolve(FILE);
    }

    /** What the journal calls a result. */
    public String nameOf(Path output) {
        return folder.relativize(output.toAbsolutePath().normalize()).toString().replace('\\', '/');
    }

    /**
     * The last entry of each result, by its name; empty where there is no journal.
     *
     * @throws IOException where there is one that can't be read
     */
    public Map<String, JournalEntry> read() throws IOException {
        Map<String, JournalEntry> entries = new HashMap<>();
        if (!Files.exists(file)) {
            return entries;
        }
        // malformed bytes, as a torn line may have them, are replaced and not fatal
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JournalEntry entry = parse(line);
                if (entry != null && entry.output() != null) {
                    entries.put(entry.output(), entry);
                }
            }
        }
        return entries;
    }

    private static JournalEntry parse(String line) {
        try {
            return GSON.fromJson(line, JournalEntry.class);
        } catch (JsonParseException | NullPointerException torn) {
            return null;
        }
    }

    /** Appends an entry; it is on the disk when this returns. */
    public synchronized void append(JournalEntry entry) throws IOException {
        String line = (endsInMidLine() ? "\n" : "") + GSON.toJson(entry) + "\n";
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                StandardOpenOption.APPEND)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(line);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(false);
        }
    }

    private boolean endsInMidLine() throws IOException {
        if (!Files.exists(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            return channel.size() > 0 && channel.read(last, channel.size() - 1) == 1 && last.get(0) != '\n';
        }
    }
}
