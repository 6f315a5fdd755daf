package studio.kintsugi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import studio.kintsugi.checkpoint.DType;
import studio.kintsugi.checkpoint.TensorData;

/**
 * Golden inputs and outputs made with the official code. The full set lies in {@code ../shared/fixtures}; where it is
 * absent, the part within the repository serves, and tests that need another case are skipped.
 */
public final class Fixtures {
    private static final Path ALL = Path.of(System.getProperty("kintsugi.shared", "../shared"), "fixtures");
    private static final boolean COMPLETE = Files.isDirectory(ALL);
    private static final Path ROOT = COMPLETE ? ALL : withinRepository();

    static {
        System.out.println(COMPLETE ? "Golden fixtures: the full set in " + ALL.toAbsolutePath().normalize()
                : "Golden fixtures: the repository's part in " + ROOT + "; tests of other cases are skipped");
    }

    private Fixtures() {}

    private static Path withinRepository() {
        try {
            return Path.of(Fixtures.class.getResource("/fixtures").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** True where the full set is there. */
    public static boolean areComplete() {
        return COMPLETE;
    }

    /**
     * The cases of a system whose names pass, at least one: with the full set a test fails that finds none, with the
     * repository's part it is skipped.
     */
    public static List<Path> cases(String system, Predicate<String> wanted) {
        Path folder = ROOT.resolve(system).resolve("public");
        try (Stream<Path> cases = Files.list(folder)) {
            List<Path> found = cases.filter(c -> wanted.test(c.getFileName().toString())).sorted().toList();
            assumeTrue(COMPLETE || !found.isEmpty(), "the case is not in the repository's part of " + system);
            return found.isEmpty() ? fail("none of the cases in " + folder + " is of the wanted name") : found;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The lines of the list of an official network's tensors: key, shape and type. */
    public static List<String> officialKeys(String system) throws IOException {
        Path file = ROOT.resolve(system).resolve("official_keys.txt");
        assumeTrue(COMPLETE || Files.exists(file), "the list is not in the repository's part of " + system);
        return Files.readAllLines(file);
    }

    public static JsonObject json(Path folder) throws IOException {
        return JsonParser.parseString(Files.readString(folder.resolve("case.json"))).getAsJsonObject();
    }

    /** The largest difference that the case allows an output. */
    public static float tolerance(Path folder, String output) throws IOException {
        return json(folder).getAsJsonObject("tolerance").getAsJsonObject(output).get("max_abs").getAsFloat();
    }

    /** The numbers of {@code name.npy}, row by row. */
    public static float[] floats(Path folder, String name) throws IOException {
        return npy(folder.resolve(name + ".npy")).toFloats();
    }

    /** The array {@code name.npy}. */
    public static NDArray array(NDManager manager, Path folder, String name) throws IOException {
        TensorData data = npy(folder.resolve(name + ".npy"));
        return manager.create(data.toFloats(), new Shape(data.shape()));
    }

    /** Fails unless every element lies within the case's tolerance of {@code name.npy}. */
    public static void check(Path folder, String name, NDArray actual) throws IOException {
        check(folder, name, name, actual);
    }

    /** The same where the tolerance bears a name of its own. */
    public static void check(Path folder, String name, String tolerance, NDArray actual) throws IOException {
        assertArrayEquals(floats(folder, name), actual.toFloatArray(), tolerance(folder, tolerance), name);
    }

    /** Fails unless the number lies within the case's tolerance of the output of that name. */
    public static void checkValue(Path folder, String name, NDArray actual) throws IOException {
        JsonObject outputs = json(folder).getAsJsonObject("outputs");
        assertEquals(outputs.getAsJsonObject(name).get("value").getAsDouble(), actual.getFloat(),
                tolerance(folder, name), name);
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
