package studio.kintsugi.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.checkpoint.HyperParameters;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.checkpoint.TensorData;

class ModelStoreTest {
    private static final StateDict WEIGHTS = new StateDict(Map.of(
            "intro.weight", TensorData.ofFloats(new float[] {1, 2, 0.1f}, 3), "n", TensorData.ofFloats(new float[1])));

    @TempDir
    private Path folder;

    private static ModelCard card(String id) {
        return new ModelCard(id, "A model", "denoise", "nafnet",
                HyperParameters.of(Map.of("width", 4, "enc_blk_nums", List.of(1, 2))), 1,
                4, 512, 64, "MIT", "made up", List.of(), Map.of("PSNR", 30.5), "");
    }

    @Test
    void whatIsAddedIsFoundExactly() throws Exception {
        ModelStore store = new ModelStore(folder);
        store.add(card("mine"), WEIGHTS);
        StoredModel found = new ModelStore(folder).find("mine").orElseThrow();
        assertEquals(WEIGHTS.tensors(), found.weights().tensors());
        assertEquals("A model", found.card().title());
        assertFalse(found.builtIn());
        assertTrue(store.verify("mine"));
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(folder.resolve("mine")), left.toList());
        }
    }

    @Test
    void anIdIsGivenOnceAndNamesNothingElseThanAFolder() throws Exception {
        ModelStore store = new ModelStore(folder.resolve("models"));
        store.add(card("mine"), WEIGHTS);
        assertThrows(KintsugiException.class, () -> store.add(card("mine"), WEIGHTS));
        assertThrows(KintsugiException.class, () -> store.add(card("denoise"), WEIGHTS));
        for (String id : List.of("../out", "", ".hidden", "a/b", "Großes Netz", "con\u0000")) {
            assertThrows(KintsugiException.class, () -> store.add(card(id), WEIGHTS), id);
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(folder.resolve("models")), left.toList());
        }
    }

    @Test
    void aChangedFileIsNoticed() throws Exception {
        ModelStore store = new ModelStore(folder);
        store.add(card("mine"), WEIGHTS);
        Path file = folder.resolve("mine/weights.safetensors");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);
        assertFalse(store.verify("mine"));
    }

    @Test
    void theBuiltInModelIsWholeAndStays() throws Exception {
        ModelStore store = new ModelStore(folder);
        for (StoredModel model : store.list()) {
            assertTrue(model.builtIn());
            assertTrue(store.verify(model.card().id()), model.card().id());
            assertThrows(KintsugiException.class, () -> store.remove(model.card().id()));
        }
    }

    @Test
    void everyModelAmongTheResourcesIsListed() throws Exception {
        try (Stream<Path> folders = Files.list(Path.of("resources/models"))) {
            assertEquals(folders.filter(Files::isDirectory).map(f -> f.getFileName().toString()).sorted().toList(),
                    new ModelStore(folder).list().stream().map(m -> m.card().id()).sorted().toList());
        }
    }

    @Test
    void whatIsRemovedIsGone() throws Exception {
        ModelStore store = new ModelStore(folder);
        store.add(card("mine"), WEIGHTS);
        store.remove("mine");
        assertTrue(store.find("mine").isEmpty());
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(0, left.count());
        }
        assertThrows(KintsugiException.class, () -> store.remove("mine"));
    }

    @Test
    void aFolderWithADamagedCardIsSkipped() throws Exception {
        int before = new ModelStore(folder).list().size();
        for (String json : List.of("{}", "", "[]", "{\"id\":3}", "null", "{\"id\":\"x\",\"hyperParameters\":7}")) {
            Path bad = folder.resolve("bad" + json.hashCode());
            Files.createDirectories(bad);
            Files.writeString(bad.resolve("card.json"), json);
        }
        assertEquals(before, new ModelStore(folder).list().size());
    }
}
