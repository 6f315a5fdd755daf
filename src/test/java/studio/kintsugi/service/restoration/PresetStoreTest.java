package studio.kintsugi.service.restoration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.edit.Preset;
import studio.kintsugi.edit.Recipe;
import studio.kintsugi.edit.Step;
import studio.kintsugi.models.BuiltInArchitectures;
import studio.kintsugi.store.ModelStore;

/** Presets are kept, found, renamed, deleted and shared. */
class PresetStoreTest {
    private static final Recipe SOFT =
            Recipe.of(List.of(new Step("denoise", "denoise", "", Map.of("strength", 0.4))));

    @TempDir
    private Path folder;

    @Test
    void theUsersOwnAreKeptRenamedAndDeleted() throws Exception {
        PresetStore store = new PresetStore(folder);
        assertEquals(List.of(), store.own());
        store.save(new Preset("Märchen: ½/2", SOFT));
        store.save(new Preset("Märchen? ½/2", SOFT));
        store.save(new Preset("märchen: ½/2", SOFT.then(SOFT.steps())));
        assertEquals(2, store.own().size());
        assertEquals(2, store.find("MÄRCHEN: ½/2").orElseThrow().steps().size());
        store.rename(store.find("märchen: ½/2").orElseThrow(), "Soft");
        assertTrue(store.find("märchen: ½/2").isEmpty());
        assertEquals(2, new PresetStore(folder).find("soft").orElseThrow().steps().size());
        Files.writeString(folder.resolve("presets/damaged.json"), "{");
        assertEquals(List.of("Märchen? ½/2", "Soft"), store.own().stream().map(Preset::name).toList());
        store.delete("Soft");
        assertFalse(store.find("Soft").isPresent());
    }

    @Test
    void aSharedFileIsReadAndARecipeTakesItsFilesName() throws Exception {
        PresetStore.export(new Preset("Soft", SOFT), folder.resolve("a.json"));
        assertEquals(new Preset("Soft", SOFT), PresetStore.read(folder.resolve("a.json")));
        Files.writeString(folder.resolve("plain.json"), SOFT.toJson());
        assertEquals(new Preset("plain", SOFT), PresetStore.read(folder.resolve("plain.json")));
        for (String bad : List.of("", "{", "[]", "{\"name\":\"x\"}", "{\"name\":{},\"version\":1,\"steps\":[]}")) {
            Files.writeString(folder.resolve("bad.json"), bad);
            assertThrows(KintsugiException.class, () -> PresetStore.read(folder.resolve("bad.json")), bad);
        }
    }

    @Test
    void theModelsOfThoseThatShipAreInstalled() throws Exception {
        try (InferenceService service = new LocalInferenceService(new ModelStore(folder.resolve("models")),
                BuiltInArchitectures.all(), ComputeDevice.processor())) {
            assertEquals(5, PresetStore.shipped().size());
            for (Preset preset : PresetStore.shipped()) {
                for (Step step : preset.steps()) {
                    assertEquals(step.model(), Replay.withModelHere(service, step).model(), preset.name());
                }
            }
        }
    }
}
