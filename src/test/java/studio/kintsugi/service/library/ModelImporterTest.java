package studio.kintsugi.service.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.kintsugi.Fixtures;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.checkpoint.CheckpointException;
import studio.kintsugi.checkpoint.Checkpoints;
import studio.kintsugi.checkpoint.HyperParameters;
import studio.kintsugi.checkpoint.Safetensors;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.checkpoint.TensorData;
import studio.kintsugi.models.BuiltInArchitectures;
import studio.kintsugi.store.Catalog;
import studio.kintsugi.store.CatalogEntry;
import studio.kintsugi.store.DownloadListener;
import studio.kintsugi.store.Downloader;
import studio.kintsugi.store.ModelStore;
import studio.kintsugi.store.Sha256;
import studio.kintsugi.store.StoredModel;

/** From a checkpoint file to a model in the store. */
class ModelImporterTest {
    private static final DownloadListener SILENT = (done, total) -> { };

    @TempDir
    private Path folder;

    private static Path checkpoint(String name) {
        return Fixtures.cases("nafnet", n -> n.equals(name)).getFirst().resolve("net_g.pth");
    }

    private ModelStore store() {
        return new ModelStore(folder.resolve("models"));
    }

    private ModelImporter importer(CatalogEntry... entries) {
        return new ModelImporter(store(), new Catalog(List.of(entries)), BuiltInArchitectures.all());
    }

    private static CatalogEntry entry(Path file) throws Exception {
        return new CatalogEntry("official", "The official one", "deblur", "nafnet", "w.pth", "", "http://example.org",
                Files.size(file), Sha256.of(file), "MIT", "its authors", List.of("GoPro"), Map.of("PSNR", 33.7),
                HyperParameters.of(Map.of("train_size", 256)));
    }

    @Test
    void weightsAreStoredBitForBit() throws Exception {
        Path file = checkpoint("local_one_dim_larger");
        ModelImporter importer = importer();
        ImportCandidate candidate = importer.inspect(file);
        assertEquals(List.of("params"), candidate.checkpoint().undone());
        StoredModel stored = importer.add(candidate, new ImportChoices(null, null, "denoise", 48));
        assertEquals(Checkpoints.read(file).tensors(), stored.weights().tensors());
        StoredModel found = store().find("net-g").orElseThrow();
        assertEquals(48, found.card().hyperParameters().integer("train_size"));
        assertEquals(8, found.card().sizeMultiple());
        assertEquals("denoise", found.card().task());
        assertTrue(store().verify("net-g"));
        importer.add(candidate, new ImportChoices(null, null, "deblur", null));
        assertTrue(store().find("net-g-2").isPresent());
    }

    @Test
    void theSameFileTwiceIsSaidAndMakesNoSecondModel() throws Exception {
        Path file = checkpoint("plain_w8_even");
        ModelImporter importer = importer();
        ImportChoices denoise = new ImportChoices("mine", null, "denoise", null);
        StoredModel stored = importer.add(importer.inspect(file), denoise);
        int models = store().list().size();
        Path copy = Files.copy(file, folder.resolve("copy.pth"));
        for (Path same : List.of(file, copy, folder.resolve("models/mine/weights.safetensors"))) {
            ImportCandidate candidate = importer.inspect(same);
            for (String id : new String[] {null, "other"}) {
                KintsugiException e = assertThrows(KintsugiException.class,
                        () -> importer.add(candidate, new ImportChoices(id, null, "denoise", null)));
                assertTrue(e.getMessage().contains("is imported already: it is the model \"mine\""), e.getMessage());
            }
        }
        assertEquals(models, store().list().size());
        assertEquals("mine", stored.card().id());
    }

    @Test
    void aFolderIsKnownByItsNameAndBringsItsTokenizer() throws Exception {
        Path source = Files.createDirectories(folder.resolve("Small-CLIP"));
        Safetensors.write(Checkpoints.read(Fixtures.cases("clip", "vit_w64_p8_r32"::equals).getFirst()
                .resolve("model_fp32.pt")), Map.of(), source.resolve("model.safetensors"));
        Files.writeString(source.resolve("tokenizer.json"), "{}");
        ModelImporter importer = importer();
        importer.add(importer.inspect(source), ImportChoices.NONE);
        assertEquals("guide", store().find("small-clip").orElseThrow().card().task());
        assertEquals("{}", Files.readString(folder.resolve("models").resolve("small-clip").resolve("tokenizer.json")));
    }

    @Test
    void whatTheFileCannotTellIsAskedFor() throws Exception {
        ModelImporter importer = importer();
        ImportCandidate candidate = importer.inspect(checkpoint("plain_w8_even"));
        assertTrue(candidate.needsTask());
        KintsugiException e =
                assertThrows(KintsugiException.class, () -> importer.add(candidate, ImportChoices.NONE));
        assertTrue(e.getMessage().contains("denoise or deblur"), e.getMessage());
        assertThrows(KintsugiException.class,
                () -> importer.add(candidate, new ImportChoices(null, null, "colorize", null)));
        assertFalse(Files.exists(folder.resolve("models")));
    }

    @Test
    void anOfficialFileIsKnownByItsHash() throws Exception {
        Path file = checkpoint("plain_w8_even");
        ModelImporter importer = importer(entry(file));
        StoredModel stored = importer.add(importer.inspect(file), ImportChoices.NONE);
        assertEquals("official", stored.card().id());
        assertEquals("deblur", stored.card().task());
        assertEquals(256, stored.card().hyperParameters().integer("train_size"));
        assertEquals("MIT", stored.card().license());
    }

    @Test
    void aLocalFileStandsInForADownloadIfItIsTheRightOne() throws Exception {
        Path file = checkpoint("plain_w8_even");
        CatalogEntry entry = entry(file);
        ModelDownloads downloads =
                new ModelDownloads(Downloader::standard, importer(entry), folder.resolve("downloads"));
        assertThrows(KintsugiException.class,
                () -> downloads.install(entry, checkpoint("plain_w4_odd").toString(), SILENT));
        assertThrows(KintsugiException.class, () -> downloads.install(entry, "nowhere.pth", SILENT));
        String byHand = assertThrows(KintsugiException.class, () -> downloads.install(entry, null, SILENT))
                .getMessage();
        assertTrue(byHand.contains("http://example.org"), byHand);
        assertFalse(Files.exists(folder.resolve("models")));
        assertEquals("official", downloads.install(entry, file.toUri().toString(), SILENT).card().id());
        assertTrue(Files.exists(file));
    }

    @Test
    void whatIsNoNetworkLeavesTheStoreAsItWas() throws Exception {
        Path file = folder.resolve("w.pth");
        Files.write(file, new byte[100]);
        assertThrows(CheckpointException.class, () -> importer().inspect(file));
        assertThrows(CheckpointException.class, () -> importer().inspect(folder.resolve("none.pth")));
        assertFalse(Files.exists(folder.resolve("models")));
    }

    @Test
    void theCatalogNamesOfficialFiles() throws Exception {
        Catalog catalog = Catalog.official();
        try (Stream<CatalogEntry> entries = catalog.list().stream()) {
            entries.forEach(e -> {
                assertTrue(e.id().matches("[a-z0-9][a-z0-9.-]*"), e.id());
                assertTrue(e.sha256().matches("([0-9a-f]{8}([0-9a-f]{56})?)?"), e.id());
                assertTrue(e.page().startsWith("https://") && (e.address().isEmpty()
                        || e.address().startsWith("https://")), e.id());
                assertFalse(e.license().isEmpty() || e.file().isEmpty(), e.id());
                assertTrue(e.sha256().isEmpty() != e.isDownloadable(), e.id());
            });
        }
        CatalogEntry gopro = catalog
                .bySha256("329d3ab4077b8d6b7ff61de376e483714667960bf85be027bf4335cda701196f").orElseThrow();
        assertEquals("nafnet-gopro-width64", gopro.id());
        assertEquals(256, gopro.hyperParameters().integer("train_size"));
    }

    @Test
    void weightsUnderPrefixesOfTrainingProgramsAreRecognised() throws Exception {
        StateDict plain = Checkpoints.read(checkpoint("local_one_dim_larger"));
        for (String prefix : List.of("net_g.", "model.", "params.", "params_ema.", "module.model.")) {
            Map<String, TensorData> prefixed = new LinkedHashMap<>();
            plain.tensors().forEach((name, tensor) -> prefixed.put(prefix + name, tensor));
            Path file = folder.resolve("prefixed.safetensors");
            Safetensors.write(new StateDict(prefixed), Map.of(), file);
            assertEquals(plain.names(), importer().inspect(file).checkpoint().weights().names(), prefix);
        }
    }

    @Test
    void weightsInShardsAreRecognised() throws Exception {
        StateDict plain = Checkpoints.read(checkpoint("local_one_dim_larger"));
        Map<String, TensorData> odd = new LinkedHashMap<>();
        Map<String, TensorData> even = new LinkedHashMap<>();
        StringBuilder index = new StringBuilder();
        plain.tensors().forEach((name, tensor) -> {
            boolean first = odd.size() <= even.size();
            (first ? odd : even).put(name, tensor);
            index.append(index.isEmpty() ? "" : ",").append('"').append(name).append("\":\"model-0000")
                    .append(first ? 1 : 2).append("-of-00002.safetensors\"");
        });
        Path source = Files.createDirectories(folder.resolve("sharded"));
        Safetensors.write(new StateDict(odd), Map.of(), source.resolve("model-00001-of-00002.safetensors"));
        Safetensors.write(new StateDict(even), Map.of(), source.resolve("model-00002-of-00002.safetensors"));
        Files.writeString(source.resolve("model.safetensors.index.json"), "{\"weight_map\":{" + index + "}}");
        assertTrue(ModelImporter.holdsModel(source));
        ModelImporter importer = importer();
        importer.add(importer.inspect(source), new ImportChoices(null, null, "denoise", 48));
        assertTrue(store().find("sharded").isPresent());
    }

    @Test
    void weightsThatAreNotFiniteAreRefused() throws Exception {
        StateDict plain = Checkpoints.read(checkpoint("local_one_dim_larger"));
        Map<String, TensorData> spoilt = new LinkedHashMap<>(plain.tensors());
        String name = plain.names().iterator().next();
        float[] values = plain.get(name).toFloats();
        values[0] = Float.NaN;
        spoilt.put(name, TensorData.ofFloats(values, plain.get(name).shape()));
        Path file = folder.resolve("nan.safetensors");
        Safetensors.write(new StateDict(spoilt), Map.of(), file);
        String sentence = assertThrows(CheckpointException.class, () -> importer().inspect(file)).getMessage();
        assertTrue(sentence.contains("not finite") && sentence.contains(name), sentence);
    }
}
