package studio.kintsugi;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import studio.kintsugi.checkpoint.DType;
import studio.kintsugi.checkpoint.TensorData;

/** Golden inputs and outputs made with the official code; tests that need them are skipped where they are absent. */
public final class Fixtures {
    private Fixtures() {}

    /** The public cases of a system whose names pass. */
    public static List<Path> cases(String system, java.util.function.Predicate<String> wanted) {
        Path folder = Path.of(System.getProperty("kintsugi.shared", "../shared"), "fixtures", system, "public");
        assumeTrue(Files.isDirectory(folder), "there are no fixtures in " + folder);
        try (Stream<Path> cases = Files.list(folder)) {
            return cases.filter(c -> wanted.test(c.getFileName().toString())).sorted().toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public static JsonObject json(Path folder) throws IOException {
        return JsonParser.parseString(Files.readString(folder.resolve("case.json"))).getAsJsonObject();
    }

    /** An array of bytes of NumPy's .npy format, row by row. */
    public static byte[] npyBytes(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int length = headerLength(bytes);
        if (!new String(bytes, 10, length, StandardCharsets.US_ASCII).contains("'|u1'")) {
            throw new IOException(file + " is no array of bytes");
        }
        return Arrays.copyOfRange(bytes, 10 + length, bytes.length);
    }

    private static int headerLength(byte[] npy) {
        return npy[8] & 0xff | (npy[9] & 0xff) << 8;
    }

    /** A little-endian float32 array of NumPy's .npy format. */
    public static TensorData npy(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int length = headerLength(bytes);
        String header = new String(bytes, 10, length, StandardCharsets.US_ASCII);
        if (!header.contains("'<f4'") || header.contains("'fortran_order': True")) {
            throw new IOException(file + " is no float32 array in row order");
        }
        String sizes = header.replaceAll(".*'shape': \\(([^)]*)\\).*", "$1").strip();
        long[] shape = Stream.of(sizes.split(",")).map(String::strip).filter(s -> !s.isEmpty())
                .mapToLong(Long::parseLong).toArray();
        return new TensorData(DType.F32, shape, MemorySegment.ofArray(bytes).asSlice(10 + length));
    }
}
