package studio.kintsugi.service.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.Sentence;
import studio.kintsugi.checkpoint.Checkpoint;
import studio.kintsugi.checkpoint.CheckpointException;
import studio.kintsugi.checkpoint.Checkpoints;
import studio.kintsugi.checkpoint.HyperParameters;
import studio.kintsugi.models.registry.Architecture;
import studio.kintsugi.models.registry.Architectures;
import studio.kintsugi.models.registry.CardDefaults;
import studio.kintsugi.models.registry.LocalPooling;
import studio.kintsugi.models.registry.Recognition;
import studio.kintsugi.store.Catalog;
import studio.kintsugi.store.CatalogEntry;
import studio.kintsugi.store.ModelCard;
import studio.kintsugi.store.ModelStore;
import studio.kintsugi.store.Sha256;
import studio.kintsugi.store.StoredModel;

/** Takes checkpoint files into the store: read safely, recognised by their tensors, written as they are, verified. */
public final class ModelImporter {
    private static final String WEIGHTS = "model.safetensors";
    /** In a card's provenance, before the hash of the file that the model was imported from. */
    private static final String ORIGIN = ", SHA-256 ";

    private final ModelStore store;
    private final Catalog catalog;
    private final Architectures known;

    public ModelImporter(ModelStore store, Catalog catalog, Architectures known) {
        this.store = store;
        this.catalog = catalog;
        this.known = known;
    }

    /**
     * Looks at a checkpoint without storing anything.
     *
     * @param fileOrFolder a checkpoint, or a folder of Hugging Face's with one
     * @throws CheckpointException where it is damaged, refused, or no network Kintsugi knows
     */
    public ImportCandidate inspect(Path fileOrFolder) throws CheckpointException {
        Path file = Checkpoints.resolve(fileOrFolder);
        Checkpoint checkpoint = recognizable(Checkpoints.open(file));
        Recognition recognition = known.recognize(checkpoint.weights());
        Optional<String> broken = checkpoint.weights().firstNotFinite();
        if (broken.isPresent()) {
            throw new CheckpointException(Sentence.of("%s is refused: its weights are not finite (the first such"
                    + " tensor is %s), so it could make nothing but black pictures: download it again, or take an"
                    + " earlier one of its training.", file, broken.get()));
        }
        try {
            String hash = Sha256.of(file);
            return new ImportCandidate(file, hash, checkpoint, recognition, catalog.bySha256(hash)
                    .filter(e -> e.architecture().equals(recognition.architecture().id())));
        } catch (IOException e) {
            throw new CheckpointException(Sentence.of("The file %s can't be read: check its rights.", file), e);
        }
    }

    /**
     * Stores what was looked at. The weights are streamed from the file they are mapped from; files
     * beside it that the network needs, such as a tokenizer, are kept with them.
     *
     * @throws KintsugiException where a choice is missing or wrong, the very same model is there already, or the model
     *         can't be stored
     */
    public StoredModel add(ImportCandidate candidate, ImportChoices choices) throws KintsugiException {
        List<Path> beside = candidate.recognition().architecture().filesBeside().stream()
                .map(candidate.file()::resolveSibling).filter(Files::isRegularFile).toList();
        ModelCard card = card(candidate, choices);
        Optional<ModelCard> twin = store.list().stream().map(StoredModel::card).filter(c -> isFrom(candidate, c)
                && c.task().equals(card.task()) && c.hyperParameters().equals(card.hyperParameters())).findFirst();
        if (twin.isPresent()) {
            throw new KintsugiException(Sentence.of("%s is imported already: it is the model \"%s\".",
                    candidate.file().getFileName(), twin.get().id()));
        }
        return store.add(card, candidate.checkpoint().weights(), beside);
    }

    /** Whether a model came of the candidate's file, or the file is its weights as they are stored. */
    private static boolean isFrom(ImportCandidate candidate, ModelCard card) {
        return candidate.sha256().equals(card.sha256())
                || String.valueOf(card.provenance()).endsWith(ORIGIN + candidate.sha256());
    }

    /** Whether this is a folder as Hugging Face has them, with a model in it. */
    public static boolean holdsModel(Path folder) {
        return Files.isDirectory(folder) && Files.isRegularFile(Checkpoints.resolve(folder));
    }

    /** The checkpoint as it is where it is recognised, else without the prefixes of training programs. */
    private Checkpoint recognizable(Checkpoint checkpoint) {
        Optional<Checkpoint> candidate = Optional.of(checkpoint);
        while (candidate.isPresent()) {
            try {
                known.recognize(candidate.get().weights());
                return candidate.get();
            } catch (CheckpointException unknown) {
                // the next candidate may be known; where none is, the checkpoint as it is says why
                candidate = candidate.get().withoutPrefix();
            }
        }
        return checkpoint;
    }

    private ModelCard card(ImportCandidate candidate, ImportChoices choices) throws KintsugiException {
        Recognition recognition = candidate.recognition();
        Optional<CatalogEntry> official = candidate.official();
        String name = name(candidate.file());
        Architecture architecture = recognition.architecture();
        HyperParameters hyper = recognition.hyperParameters()
                .with(official.map(CatalogEntry::hyperParameters).orElse(HyperParameters.NONE));
        if (architecture instanceof LocalPooling local) {
            hyper = local.pooled(hyper, choices.trainSize());
        }
        CardDefaults defaults = architecture.cardDefaults(hyper);
        return new ModelCard(
                choices.id() != null ? choices.id() : official.map(CatalogEntry::id).orElseGet(() -> freeId(name)),
                choices.title() != null ? choices.title()
                        : official.map(CatalogEntry::title).orElse(recognition.title() + " (" + name + ")"),
                task(candidate, choices),
                architecture.id(),
                hyper,
                defaults.scale(),
                defaults.sizeMultiple(),
                defaults.tile(),
                defaults.overlap(),
                official.map(CatalogEntry::license).orElse("NOASSERTION"),
                official.map(CatalogEntry::provenance).orElse("Imported by the user") + "; from " + name
                        + ORIGIN + candidate.sha256(),
                official.map(CatalogEntry::trainingData).orElse(List.of()),
                official.map(CatalogEntry::metrics).orElse(Map.of()),
                "");
    }

    /** Hugging Face calls every file the same: the folder says which it is. */
    private static String name(Path file) {
        boolean anonymous = file.getFileName().toString().startsWith(WEIGHTS);
        Path folder = file.toAbsolutePath().getParent().getFileName();
        return (anonymous && folder != null ? folder : file.getFileName()).toString();
    }

    private static String task(ImportCandidate candidate, ImportChoices choices) throws KintsugiException {
        Recognition recognition = candidate.recognition();
        List<String> tasks = recognition.tasks();
        String task = choices.task() != null ? choices.task()
                : candidate.official().map(CatalogEntry::task).orElse(tasks.size() == 1 ? tasks.getFirst() : null);
        if (task == null) {
            throw new KintsugiException(Sentence.of("%s is a %s, and nothing in it says what it does: choose its"
                    + " task, %s (on the command line: --task).", candidate.file().getFileName(),
                    recognition.title(), String.join(" or ", tasks)));
        }
        if (!tasks.contains(task)) {
            throw new KintsugiException(Sentence.of("A %s can't be used to %s: choose %s.", recognition.title(),
                    task, String.join(" or ", tasks)));
        }
        return task;
    }

    private String freeId(String fileName) {
        String stem = fileName.replaceFirst("\\.[A-Za-z]{1,12}$", "").toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9.-]+", "-").replaceAll("^[.-]+|[.-]+$", "");
        String base = stem.isEmpty() ? "model" : stem.substring(0, Math.min(stem.length(), 48));
        String id = base;
        for (int i = 2; store.isTaken(id); i++) {
            id = base + "-" + i;
        }
        return id;
    }
}
