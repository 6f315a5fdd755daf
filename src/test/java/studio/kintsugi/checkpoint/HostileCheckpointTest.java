package studio.kintsugi.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files made to hang the reader, to fill its memory or to make it run something. */
class HostileCheckpointTest {
    private static final String MAGIC = "80028a0a6cfc9c46f9206aa850192e";
    private static final String PROTOCOL = "80024de9032e";
    private static final String SYSTEM = "80027d71002e";

    @TempDir
    private Path folder;

    @Test
    void aTupleThatDoublesFiftyTimesIsRefusedAtOnce() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(')');
        for (int i = 0; i < 50; i++) {
            out.writeBytes(new byte[] {'q', (byte) i, 'h', (byte) i, (byte) 0x86});
        }
        refused(legacy(out.toByteArray()));
    }

    @Test
    void aListThatHoldsItselfIsRefusedAtOnce() throws IOException {
        refused(legacy("]q\u0000(h\u0000h\u0000h\u0000h\u0000h\u0000h\u0000h\u0000h\u0000e"
                .getBytes(StandardCharsets.ISO_8859_1)));
    }

    @Test
    void aPickleOfNothingButListsIsRefusedAtOnce() throws IOException {
        byte[] lists = new byte[32 << 20];
        java.util.Arrays.fill(lists, (byte) ']');
        assertTrue(refused(legacy(lists)).contains("longer than weights need"));
    }

    @Test
    void aZipBombIsRefusedWithoutBeingUnpacked() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("archive/data.pkl"));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 300; i++) {
                zip.write(zeros);
            }
        }
        refused(out.toByteArray());
    }

    @Test
    void aTensorThatRepeatsOneNumberForEverIsRefused() throws IOException {
        String sentence = refused(zip(tensor("40420f00", "40420f00", 0), new byte[16]));
        assertTrue(sentence.contains("scattered"), sentence);
    }

    @Test
    void aTensorWithinItsStorageIsRead() throws Exception {
        Path file = folder.resolve("w.pt");
        Files.write(file, zip(tensor("02000000", "02000000", 1), new byte[16]));
        assertEquals(4, Checkpoints.read(file).get("w").count());
    }

    @Test
    void aTensorBeyondItsStorageIsRefused() throws IOException {
        refused(zip(tensor("02000000", "03000000", 3), new byte[16]));
    }

    @Test
    void aShortStorageIsRefused() throws IOException {
        refused(zip(tensor("02000000", "02000000", 2), new byte[8]));
    }

    @Test
    void tensorsThatOverlapInASafetensorsFileAreRefused() throws IOException {
        String json = "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
                + "\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[4,12]}}";
        assertTrue(refused(safetensors(json, 12)).contains("overlap"));
    }

    @Test
    void aSafetensorsFileOfAnotherNameIsRead() throws Exception {
        Path file = folder.resolve("w.pth");
        Files.write(file, safetensors("{\"module.a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}", 8));
        Checkpoint checkpoint = Checkpoints.open(file);
        assertEquals(java.util.Set.of("a"), checkpoint.weights().names());
        assertEquals(java.util.List.of("module."), checkpoint.undone());
    }

    private String refused(byte[] bytes) throws IOException {
        Path file = folder.resolve("hostile.pt");
        Files.write(file, bytes);
        return assertTimeout(Duration.ofSeconds(2),
                () -> assertThrows(CheckpointException.class, () -> Checkpoints.read(file))).getMessage();
    }

    /** Safetensors with that header and zeros. */
    private static byte[] safetensors(String json, int zeros) {
        byte[] header = json.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + header.length + zeros).order(ByteOrder.LITTLE_ENDIAN).putLong(header.length)
                .put(header).array();
    }

    /** A legacy file whose object is what the operations leave on the stack. */
    private static byte[] legacy(byte[] operations) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(HexFormat.of().parseHex(MAGIC + PROTOCOL + SYSTEM + "8002"));
        out.writeBytes(operations);
        out.writeBytes(HexFormat.of().parseHex("2e80025d71002e"));
        return out.toByteArray();
    }

    /** A pickle of one two-dimensional float tensor over a storage of four numbers; sizes as little-endian hex. */
    private static byte[] tensor(String rows, String columns, int stride) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ascii(out, "\u0080\u0002}X\u0001\u0000\u0000\u0000wctorch._utils\n_rebuild_tensor_v2\n((");
        ascii(out, "X\u0007\u0000\u0000\u0000storagectorch\nFloatStorage\nX\u0001\u0000\u0000\u00000");
        ascii(out, "X\u0003\u0000\u0000\u0000cpuK\u0004tQK\u0000J");
        out.writeBytes(HexFormat.of().parseHex(rows));
        ascii(out, "J");
        out.writeBytes(HexFormat.of().parseHex(columns));
        ascii(out, "\u0086K" + (char) stride + "K" + (char) (stride == 0 ? 0 : 1) + "\u0086\u0089)tRs.");
        return out.toByteArray();
    }

    private static void ascii(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static byte[] zip(byte[] pickle, byte[] storage) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> e : Map.of("w/data.pkl", pickle, "w/data/0", storage).entrySet()) {
                ZipEntry entry = new ZipEntry(e.getKey());
                entry.setMethod(ZipEntry.STORED);
                entry.setSize(e.getValue().length);
                java.util.zip.CRC32 crc = new java.util.zip.CRC32();
                crc.update(e.getValue());
                entry.setCrc(crc.getValue());
                zip.putNextEntry(entry);
                zip.write(e.getValue());
            }
        }
        return out.toByteArray();
    }
}
