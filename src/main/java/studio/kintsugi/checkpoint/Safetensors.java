package studio.kintsugi.checkpoint;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import studio.kintsugi.Sentence;
import studio.kintsugi.files.AtomicFile;

/**
 * The safetensors format: eight bytes of header length, little-endian; a JSON header that gives each tensor's dtype,
 * shape and place; the tensors.
 */
public final class Safetensors {
    private static final int LENGTH_BYTES = 8;
    private static final int PIECE = 1 << 20;
    private static final long LONGEST_HEADER = 16 << 20;
    private static final ValueLayout.OfLong LENGTH =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private Safetensors() {}

    /**
     * Maps the tensors of a file without copying them; the mapping ends when the last one is garbage-collected.
     *
     * @throws CheckpointException where the file can't be read or is damaged
     */
    public static StateDict read(Path file) throws CheckpointException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return parse(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto()),
                    file.toString());
        } catch (NoSuchFileException e) {
            throw new CheckpointException(Sentence.of("There is no file %s.", file), e);
        } catch (IOException e) {
            throw new CheckpointException(Sentence.of("The file %s can't be read.", file), e);
        }
    }

    /** The tensors of a file that is already in memory. */
    public static StateDict read(byte[] bytes) throws CheckpointException {
        return parse(MemorySegment.ofArray(bytes), "The built-in weights");
    }

    /**
     * Free text by name that a file's header holds; empty where it holds none.
     *
     * @throws CheckpointException where the file can't be read or is damaged
     */
    public static Map<String, String> metadata(Path file) throws CheckpointException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ); Arena arena = Arena.ofConfined()) {
            MemorySegment all = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            Map<String, String> out = new LinkedHashMap<>();
            JsonElement texts = header(all, file.toString()).get("__metadata__");
            if (texts != null) {
                texts.getAsJsonObject().entrySet().forEach(e -> out.put(e.getKey(), e.getValue().getAsString()));
            }
            return out;
        } catch (IOException e) {
            throw new CheckpointException(Sentence.of("The file %s can't be read.", file), e);
        } catch (RuntimeException | StackOverflowError e) {
            throw damaged(file.toString(), e);
        }
    }

    private static JsonObject header(MemorySegment file, String name) throws CheckpointException {
        long header = file.byteSize() < LENGTH_BYTES ? -1 : file.get(LENGTH, 0);
        if (header < 2 || header > LONGEST_HEADER || header > file.byteSize() - LENGTH_BYTES) {
            throw damaged(name, null);
        }
        byte[] json = file.asSlice(LENGTH_BYTES, header).toArray(ValueLayout.JAVA_BYTE);
        return JsonParser.parseString(new String(json, StandardCharsets.UTF_8)).getAsJsonObject();
    }

    private static StateDict parse(MemorySegment file, String name) throws CheckpointException {
        try {
            JsonObject entries = header(file, name);
            MemorySegment data = file.asSlice(LENGTH_BYTES + file.get(LENGTH, 0));
            Map<String, TensorData> tensors = new LinkedHashMap<>();
            Ranges ranges = new Ranges(data);
            for (Map.Entry<String, JsonElement> e : entries.entrySet()) {
                if (!e.getKey().equals("__metadata__")) {
                    tensors.put(e.getKey(), tensor(e.getKey(), e.getValue().getAsJsonObject(), ranges));
                }
            }
            return new StateDict(tensors);
        } catch (RuntimeException | StackOverflowError e) {
            // damaged files fail with many kinds of exception in the JSON reader and in slicing
            throw damaged(name, e);
        }
    }

    private static TensorData tensor(String name, JsonObject entry, Ranges data) throws CheckpointException {
        JsonArray sizes = entry.getAsJsonArray("shape");
        long[] shape = new long[sizes.size()];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = sizes.get(i).getAsLong();
        }
        JsonArray offsets = entry.getAsJsonArray("data_offsets");
        long from = offsets.get(0).getAsLong();
        long to = offsets.get(1).getAsLong();
        DType dtype = DType.valueOf(entry.get("dtype").getAsString());
        return new TensorData(dtype, shape, data.take(name, from, Math.subtractExact(to, from)));
    }

    private static CheckpointException damaged(String name, Throwable cause) {
        return new CheckpointException(Sentence.of("%s is not a whole safetensors file: fetch it again.", name), cause);
    }

    /**
     * Writes to a temporary file beside {@code file} and moves it into place.
     *
     * @param metadata free text by name, kept in the header
     * @return SHA-256 of what was written, lower-case hex
     * @throws CheckpointException where the file can't be written; an older one is left whole
     */
    public static String write(StateDict state, Map<String, String> metadata, Path file) throws CheckpointException {
        MessageDigest digest = sha256();
        try {
            AtomicFile.write(file, channel -> {
                byte[] header = header(state, metadata);
                ByteBuffer length = ByteBuffer.allocate(LENGTH_BYTES).order(ByteOrder.LITTLE_ENDIAN);
                writeAll(channel, length.putLong(header.length).flip(), digest);
                writeAll(channel, ByteBuffer.wrap(header), digest);
                for (TensorData tensor : state.tensors().values()) {
                    for (long at = 0; at < tensor.data().byteSize(); at += PIECE) {
                        long size = Math.min(PIECE, tensor.data().byteSize() - at);
                        writeAll(channel, tensor.data().asSlice(at, size).asByteBuffer(), digest);
                    }
                }
            });
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new CheckpointException(Sentence.of("The file %s can't be written: check the place, its rights and"
                    + " its free space.", file), e);
        }
    }

    private static byte[] header(StateDict state, Map<String, String> metadata) {
        JsonObject header = new JsonObject();
        if (!metadata.isEmpty()) {
            JsonObject texts = new JsonObject();
            metadata.forEach(texts::addProperty);
            header.add("__metadata__", texts);
        }
        long at = 0;
        for (Map.Entry<String, TensorData> e : state.tensors().entrySet()) {
            TensorData tensor = e.getValue();
            JsonArray shape = new JsonArray();
            for (long n : tensor.shape()) {
                shape.add(n);
            }
            JsonArray offsets = new JsonArray();
            offsets.add(at);
            at += tensor.data().byteSize();
            offsets.add(at);
            JsonObject entry = new JsonObject();
            entry.addProperty("dtype", tensor.dtype().name());
            entry.add("shape", shape);
            entry.add("data_offsets", offsets);
            header.add(e.getKey(), entry);
        }
        String json = header.toString();
        // tensors begin at a multiple of eight bytes
        int padding = (8 - json.getBytes(StandardCharsets.UTF_8).length % 8) % 8;
        return (json + " ".repeat(padding)).getBytes(StandardCharsets.UTF_8);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static void writeAll(FileChannel channel, ByteBuffer bytes, MessageDigest digest) throws IOException {
        digest.update(bytes.duplicate());
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
