package studio.kintsugi.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Weights as people publish them and save them: in shards, under prefixes, in dictionaries; and what is none of that.
 */
class PublishedCheckpointsTest {
    @TempDir
    private Path folder;

    private Path saved(String name, String content) throws IOException {
        return Files.write(folder.resolve(name), content.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static StateDict weights(String... names) {
        Map<String, TensorData> tensors = new LinkedHashMap<>();
        for (String name : names) {
            tensors.put(name, TensorData.ofFloats(new float[] {1, name.length()}, 2));
        }
        return new StateDict(tensors);
    }

    private Path safetensors(String file, String... names) throws CheckpointException {
        Path path = folder.resolve(file);
        Safetensors.write(weights(names), Map.of(), path);
        return path;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "a.pth|<!DOCTYPE html><html>Sign in</html>|a web page",
        "a.pth|'  <HTML><head>'|a web page",
        "a.safetensors|<html>404</html>|a web page",
        "a.pth|version https://git-lfs.github.com/spec/v1|a Git LFS pointer",
        "pytorch_model.bin.index.json|{\"metadata\": {}, \"weight_map\": {}}|an index",
        "a.pth|GGUF0000|a GGUF file",
        "a.h5|\u0089HDF0000|an HDF5 file"})
    void whatIsNoCheckpointIsCalledByItsName(String name, String content, String kind) throws IOException {
        Path file = saved(name, content);
        String sentence = assertThrows(CheckpointException.class, () -> Checkpoints.open(file)).getMessage();
        assertTrue(sentence.contains(kind), sentence);
        assertTrue(sentence.contains(name), sentence);
    }

    @Test
    void anEmptyFileIsCalledEmpty() throws IOException {
        Path file = saved("a.pth", "");
        assertTrue(assertThrows(CheckpointException.class, () -> Checkpoints.open(file)).getMessage()
                .contains("empty"));
    }

    @Test
    void shardsAreReadTogetherFromTheirFolderTheirIndexOrOneOfThem() throws Exception {
        safetensors("model-00001-of-00002.safetensors", "a", "b");
        Path second = safetensors("model-00002-of-00002.safetensors", "c");
        Path index =
                saved("model.safetensors.index.json", "{\"weight_map\": {\"a\": \"model-00001-of-00002.safetensors\","
                + "\"b\": \"model-00001-of-00002.safetensors\", \"c\": \"model-00002-of-00002.safetensors\"}}");
        for (Path named : List.of(folder, index, second)) {
            assertEquals(Set.of("a", "b", "c"), Checkpoints.read(Checkpoints.resolve(named)).names());
        }
        Files.delete(second);
        String sentence = assertThrows(CheckpointException.class, () -> Checkpoints.open(index)).getMessage();
        assertTrue(sentence.contains("model-00002-of-00002.safetensors"), sentence);
    }

    @ParameterizedTest
    @CsvSource({"../outside.safetensors", "/etc/hostname"})
    void anIndexReachesNoOtherFolder(String place) throws Exception {
        Path index = saved("model.safetensors.index.json", "{\"weight_map\": {\"a\": \"" + place + "\"}}");
        assertThrows(CheckpointException.class, () -> Checkpoints.open(index));
    }

    @Test
    void aDamagedIndexIsRefused() throws Exception {
        for (String json : List.of("{", "[]", "{\"weight_map\": 3}", "{\"weight_map\": {\"a\": {}}}")) {
            Path index = saved("model.safetensors.index.json", json);
            assertThrows(CheckpointException.class, () -> Checkpoints.open(index), json);
        }
    }

    @ParameterizedTest
    @CsvSource({"model.,true", "params.,true", "net.,true", "module.model.,true", "net_g.,false", "params_ema.,false",
        "generator.,false"})
    void prefixesOfTrainingProgramsComeOff(String prefix, boolean alone) throws Exception {
        Path file = alone ? safetensors("w.safetensors", prefix + "conv.weight", prefix + "conv.bias")
                : safetensors("w.safetensors", prefix + "conv.weight", prefix + "conv.bias", "net_d.conv.weight");
        Optional<Checkpoint> shorter = Checkpoints.open(file).withoutPrefix();
        assertEquals(Set.of("conv.weight", "conv.bias"), shorter.orElseThrow().weights().names());
        assertEquals(Optional.empty(), shorter.get().withoutPrefix().map(Checkpoint::undone));
    }

    @Test
    void weightsThatAreNotFiniteAreFound() {
        Map<String, TensorData> tensors = new TreeMap<>(weights("good").tensors());
        assertEquals(Optional.empty(), new StateDict(tensors).firstNotFinite());
        for (TensorData bad : List.of(TensorData.ofFloats(new float[] {1, Float.NaN}, 2),
                TensorData.ofHalves(new float[] {Float.POSITIVE_INFINITY}, 1))) {
            tensors.put("bad", bad);
            assertEquals(Optional.of("bad"), new StateDict(tensors).firstNotFinite());
        }
        assertFalse(TensorData.ofFloats(new float[] {Float.NEGATIVE_INFINITY}, 1).isFinite());
    }

    private static String key(String name) {
        return "X" + (char) name.length() + "\0\0\0" + name;
    }

    private static final String TENSOR = "ctorch._utils\n_rebuild_tensor_v2\n((" + key("storage")
            + "ctorch\nFloatStorage\n" + key("0") + key("cpu") + "K\u0004tQK\0K\u0004\u0085K\u0001\u0085\u0089)tR";

    /** A PyTorch file of one tensor, {@code conv.weight}, in nested dictionaries, the outermost key first. */
    private Path nested(String... keys) throws IOException {
        StringBuilder pickle = new StringBuilder("\u0080\u0002");
        for (String each : keys) {
            pickle.append('}').append(key(each));
        }
        pickle.append('}').append(key("conv.weight")).append(TENSOR).append('s');
        for (int i = 0; i < keys.length; i++) {
            pickle.append('s');
        }
        pickle.append('.');
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            entry(zip, "w/data.pkl", pickle.toString().getBytes(StandardCharsets.ISO_8859_1));
            entry(zip, "w/data/0", new byte[16]);
        }
        return Files.write(folder.resolve("w.pth"), out.toByteArray());
    }

    private static void entry(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        CRC32 crc = new CRC32();
        crc.update(content);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
    }

    @Test
    void dictionariesInDictionariesAreOpened() throws Exception {
        for (String[] keys : new String[][] {{"params"}, {"state_dict", "params_ema"}, {"model", "net_g", "params"}}) {
            Checkpoint checkpoint = Checkpoints.open(nested(keys));
            assertEquals(Set.of("conv.weight"), checkpoint.weights().names());
            assertEquals(List.of(keys), checkpoint.undone());
        }
    }
}
