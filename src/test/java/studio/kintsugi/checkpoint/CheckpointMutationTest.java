package studio.kintsugi.checkpoint;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.kintsugi.Fixtures;

/**
 * Damaged and forged checkpoints, made from good ones with a fixed seed: each is read or refused with the documented
 * exception, soon. {@code -Dkintsugi.mutants=20000} for the long run.
 */
class CheckpointMutationTest {
    private static final long MOST_NANOS = 2_000_000_000L;
    private static final byte[][] HOSTILE = {
        ascii("cos\nsystem\n(X\u0004\u0000\u0000\u0000trueetR"), ascii("cposix\nsystem\n"),
                ascii("c__builtin__\neval\n"),
        ascii("cbuiltins\n__import__\n"), ascii("\u0093"), ascii("\u0081"), ascii("R"), ascii("b"), ascii("Q"),
        ascii("("),
        ascii("ios\nsystem\n"), ascii("o"), ascii("\u0092"), ascii("\u0082\u0001"), ascii("P0\n"), ascii("h\u0000"),
        ascii("J\u00ff\u00ff\u00ff\u007f"), ascii("J\u0000\u0000\u0000\u0080"),
        ascii("\u008a\u0008\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u007f"),
        ascii("X\u00ff\u00ff\u00ff\u007f"), ascii("B\u00ff\u00ff\u00ff\u00ff"), ascii("."), ascii("2222222222222222"),
        ascii("e"), ascii("u")};

    @TempDir
    private Path folder;

    private final SplittableRandom random = new SplittableRandom(11);
    private int refused;

    @Test
    void everyMutantIsReadOrRefusedSoon() throws Exception {
        List<byte[]> seeds = seeds();
        int mutants = Integer.getInteger("kintsugi.mutants", 1400);
        for (int i = 0; i < mutants; i++) {
            read(mutant(seeds.get(i % seeds.size()), i), i);
        }
        assertTrue(refused > mutants / 4, refused + " of " + mutants + " were refused");
        assertTrue(refused < mutants, "none was read");
    }

    private void read(byte[] mutant, int number) throws IOException {
        Path file = folder.resolve("mutant.pt");
        Files.write(file, mutant);
        long began = System.nanoTime();
        try {
            Checkpoint checkpoint = Checkpoints.open(file);
            assertFalse(checkpoint.weights().names().isEmpty() && !isSafetensors(mutant));
        } catch (CheckpointException e) {
            refused++;
        } catch (RuntimeException | Error e) {
            throw new AssertionError("mutant " + number, e);
        }
        assertTrue(System.nanoTime() - began < MOST_NANOS, "mutant " + number + " took too long");
    }

    private static boolean isSafetensors(byte[] bytes) {
        return bytes.length > 8 && bytes[8] == '{';
    }

    private static List<byte[]> seeds() throws Exception {
        List<byte[]> seeds = new ArrayList<>();
        for (Path c : Fixtures.cases("torch_formats", n -> true)) {
            seeds.add(Files.readAllBytes(c.resolve("t.pt")));
        }
        if (Fixtures.areComplete()) {
            seeds.add(Files.readAllBytes(Fixtures.cases("clip", n -> n.equals("rn_w4_r64")).getFirst()
                    .resolve("model_jit_fp16.pt")));
            Path densenet = Fixtures.cases("gal", n -> n.equals("prune_densenet16_k4")).getFirst();
            seeds.add(Files.readAllBytes(densenet.resolve("densenet_pruned_157.pt")));
        }
        return seeds;
    }

    private byte[] mutant(byte[] seed, int i) throws IOException {
        boolean zip = seed[0] == 'P';
        return switch (i / 7 % 7) {
            case 0 -> flipped(seed, 0, seed.length);
            case 1 -> Arrays.copyOf(seed, random.nextInt(seed.length));
            case 2 -> zip ? rezipped(seed, this::spliced) : spliced(seed);
            case 3 -> zip ? rezipped(seed, this::poisoned) : poisoned(seed);
            case 4 -> zip ? rezipped(seed, p -> flipped(p, 0, p.length)) : flipped(seed, 0,
                    Math.min(3000, seed.length));
            // the directory at a zip file's end, and whatever a legacy file has there
            case 5 -> flipped(seed, seed.length - Math.min(seed.length, 400), seed.length);
            default -> flipped(headersHit(seed), 0, seed.length);
        };
    }

    private byte[] flipped(byte[] bytes, int from, int to) {
        byte[] out = bytes.clone();
        int hits = 1 + random.nextInt(8);
        for (int h = 0; h < hits && to > from; h++) {
            int at = random.nextInt(from, to);
            out[at] = random.nextBoolean() ? (byte) random.nextInt() : (byte) (out[at] ^ 1 << random.nextInt(8));
        }
        return out;
    }

    /** Copies, moves or drops a run of bytes. */
    private byte[] spliced(byte[] bytes) {
        int from = random.nextInt(bytes.length);
        int length = Math.min(bytes.length - from, 1 + random.nextInt(200));
        int to = random.nextInt(bytes.length);
        int dropped = random.nextBoolean() ? Math.min(bytes.length - to, random.nextInt(200)) : 0;
        return joined(Arrays.copyOf(bytes, to), Arrays.copyOfRange(bytes, from, from + length),
                Arrays.copyOfRange(bytes, to + dropped, bytes.length));
    }

    /** Slips operations in that a pickle of weights never has. */
    private byte[] poisoned(byte[] bytes) {
        int at = 2 + random.nextInt(Math.min(bytes.length, 3000) - 2);
        return joined(Arrays.copyOf(bytes, at), HOSTILE[random.nextInt(HOSTILE.length)],
                Arrays.copyOfRange(bytes, at, bytes.length));
    }

    /** Damages one of a zip file's own records: sizes, offsets, names, methods. */
    private byte[] headersHit(byte[] bytes) {
        byte[] out = bytes.clone();
        List<Integer> records = new ArrayList<>();
        for (int i = 0; i + 46 < out.length; i++) {
            if (out[i] == 'P' && out[i + 1] == 'K') {
                records.add(i);
            }
        }
        for (int h = 0; h < 3 && !records.isEmpty(); h++) {
            int at = records.get(random.nextInt(records.size())) + 4 + random.nextInt(42);
            out[at] = random.nextBoolean() ? (byte) 0xff : (byte) random.nextInt();
        }
        return out;
    }

    private interface Change {
        byte[] of(byte[] pickle);
    }

    /** The same zip file with another data.pkl, its checksum right. */
    private byte[] rezipped(byte[] bytes, Change change) throws IOException {
        Path seed = folder.resolve("seed.pt");
        Files.write(seed, bytes);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipFile in = new ZipFile(seed.toFile()); ZipOutputStream zip = new ZipOutputStream(out)) {
            for (ZipEntry e : Collections.list(in.entries())) {
                byte[] content = in.getInputStream(e).readAllBytes();
                store(zip, e.getName(), e.getName().endsWith("/data.pkl") ? change.of(content) : content);
            }
        }
        return out.toByteArray();
    }

    private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        CRC32 crc = new CRC32();
        crc.update(content);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void everySafetensorsMutantIsReadOrRefusedSoon() throws Exception {
        Path good = folder.resolve("good.safetensors");
        Safetensors.write(new StateDict(Map.of("a", TensorData.ofFloats(new float[6], 2, 3),
                "b", TensorData.ofHalves(new float[4], 4))), Map.of("made", "here"), good);
        byte[] seed = Files.readAllBytes(good);
        int mutants = Integer.getInteger("kintsugi.mutants", 700);
        for (int i = 0; i < mutants; i++) {
            read(i % 5 == 0 ? spliced(seed) : flipped(seed, i % 2 * 8, seed.length), i);
        }
        assertTrue(refused > mutants / 4 && refused < mutants, refused + " of " + mutants + " were refused");
    }
}
