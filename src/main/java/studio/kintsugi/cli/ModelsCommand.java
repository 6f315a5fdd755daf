package studio.kintsugi.cli;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.cli.common.CommonOptions;
import studio.kintsugi.cli.common.Console;
import studio.kintsugi.cli.common.UsageException;
import studio.kintsugi.service.job.Job;
import studio.kintsugi.service.job.JobListener;
import studio.kintsugi.service.job.JobRunner;
import studio.kintsugi.service.job.Progress;
import studio.kintsugi.service.library.DownloadJobs;
import studio.kintsugi.service.library.DownloadProgress;
import studio.kintsugi.service.library.ImportCandidate;
import studio.kintsugi.service.library.ImportChoices;
import studio.kintsugi.service.library.ModelDownloads;
import studio.kintsugi.service.library.ModelImporter;
import studio.kintsugi.store.Catalog;
import studio.kintsugi.store.CatalogEntry;
import studio.kintsugi.store.ModelCard;
import studio.kintsugi.store.ModelStore;
import studio.kintsugi.store.StoredModel;
import studio.kintsugi.training.WeightAverage;

/** {@code models}: lists the models there are and could be; imports, downloads, verifies, averages and removes them. */
@Command(name = "models", mixinStandardHelpOptions = true,
        description = "Lists, imports, downloads, verifies, averages and removes models.")
final class ModelsCommand {
    private static final Gson GSON = new Gson();

    private final ModelStore store;
    private final Catalog catalog;
    private final ModelImporter importer;
    private final ModelDownloads downloads;
    private final Console console;

    ModelsCommand(ModelStore store, Catalog catalog, ModelImporter importer, ModelDownloads downloads,
            Console console) {
        this.store = store;
        this.catalog = catalog;
        this.importer = importer;
        this.downloads = downloads;
        this.console = console;
    }

    @Command(name = "list", mixinStandardHelpOptions = true,
            description = "Lists the installed models, and official ones that can be added.")
    int list(@Mixin CommonOptions common) throws KintsugiException {
        common.apply();
        List<StoredModel> models = store.list();
        List<CatalogEntry> available =
                catalog.list().stream().filter(e -> models.stream().noneMatch(m -> m.card().id().equals(e.id())))
                        .toList();
        if (common.json()) {
            console.json(Map.of("models", models.stream().map(m -> json(m.card())).toList(),
                    "available", available.stream().map(ModelsCommand::json).toList()));
            return 0;
        }
        models.forEach(m -> line(m.card().id(), m.card().task(), m.builtIn() ? "built in" : "installed",
                m.card().title()));
        available.forEach(e -> line(e.id(), e.task(), e.isDownloadable() ? "available" : "by hand", e.title()));
        return 0;
    }

    private void line(String id, String task, String state, String title) {
        console.line(String.format(Locale.ROOT, "%-22s %-10s %-9s %s", id, task, state, title));
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "Shows a model's card.")
    int show(@Mixin CommonOptions common, @Parameters(paramLabel = "ID|PATH") String id) throws KintsugiException {
        common.apply();
        Map<String, JsonElement> card = describe(id);
        if (common.json()) {
            console.json(card);
        } else {
            card.forEach((name, value) -> console.line(
                    name + ": " + (value.isJsonPrimitive() ? value.getAsString() : value.toString())));
        }
        return 0;
    }

    private Map<String, JsonElement> describe(String id) throws KintsugiException {
        return store.find(id).map(m -> json(m.card()))
                .or(() -> catalog.find(id).map(ModelsCommand::json))
                .orElseThrow(() -> ModelStore.unknown(id));
    }

    @Command(name = "import", mixinStandardHelpOptions = true, sortOptions = false,
            description = "Imports a checkpoint: PyTorch, safetensors or TorchScript, or a folder of Hugging Face's.")
    int take(@Mixin CommonOptions common,
            @Parameters(paramLabel = "FILE|DIR") Path file,
            @Option(names = "--task", paramLabel = "TASK",
                    description = "what it does, where the file does not tell (denoise, deblur)") String task,
            @Option(names = "--id", paramLabel = "ID", description = "name on the command line") String id,
            @Option(names = "--title", paramLabel = "TEXT", description = "name in the window") String title,
            @Option(names = "--train-size", paramLabel = "N",
                    description = "side of the training patches of a NAFNet that needs TLC, 0 for"
                            + " none") Integer trainSize)
            throws KintsugiException {
        common.apply();
        ImportCandidate candidate = importer.inspect(file);
        console.note(file.getFileName() + ": " + candidate.recognition().title() + ", "
                + candidate.checkpoint().weights().names().size() + " tensors"
                + candidate.official().map(e -> ", the official " + e.file()).orElse(""));
        stored(common, importer.add(candidate, new ImportChoices(id, title, task, trainSize)));
        return 0;
    }

    @Command(name = "download", mixinStandardHelpOptions = true,
            description = "Downloads an official model and imports it. An interrupted download is resumed.")
    int download(@Mixin CommonOptions common,
            @Parameters(paramLabel = "ID") String id,
            @Option(names = "--from", paramLabel = "URL|FILE",
                    description = "a mirror or a local file to use instead of the official address") String from)
            throws KintsugiException {
        common.apply();
        CatalogEntry entry = catalog.find(id).orElseThrow(() -> ModelStore.unknown(id));
        if (store.isTaken(id)) {
            throw new KintsugiException("The model \"" + id + "\" is installed already.");
        }
        // Ctrl-C ends the process at once: what has arrived lies in its file, from which the next download resumes
        try (JobRunner runner = new JobRunner()) {
            stored(common, new DownloadJobs(downloads, model -> {}, runner).start(entry, from, progressOf(entry))
                    .await());
        }
        return 0;
    }

    private JobListener<DownloadProgress, StoredModel> progressOf(CatalogEntry entry) {
        return new JobListener<>() {
            @Override
            public void progressed(Job<DownloadProgress, StoredModel> job, Progress<DownloadProgress> progress) {
                console.progress(entry.file() + ", " + progress.detail().received() / 1_000_000 + " MB",
                        progress.fraction(), Double.NaN);
            }
        };
    }

    private void stored(CommonOptions common, StoredModel model) {
        if (common.json()) {
            console.json(json(model.card()));
        } else {
            console.line(model.card().id() + ": " + model.card().title());
        }
    }

    @Command(name = "verify", mixinStandardHelpOptions = true,
            description = "Checks that models are what they were when they were stored.")
    int verify(@Mixin CommonOptions common,
            @Parameters(paramLabel = "ID", arity = "0..*", description = "default: all") List<String> ids)
            throws KintsugiException {
        common.apply();
        List<String> wanted = ids != null ? ids : store.list().stream().map(m -> m.card().id()).toList();
        Map<String, Boolean> whole = new LinkedHashMap<>();
        List<String> damaged = new ArrayList<>();
        for (String id : wanted) {
            boolean good = store.verify(id);
            whole.put(id, good);
            if (!good) {
                damaged.add(id);
                console.error("The weights of \"" + id + "\" are not what they were: import the model again.");
            } else if (!common.json()) {
                console.line(id + ": whole");
            }
        }
        if (common.json()) {
            console.json(Map.of("whole", whole));
        }
        return damaged.isEmpty() ? 0 : 1;
    }

    @Command(name = "average", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "Makes a model of the mean of two models' weights, the second of which learnt on from the first.",
        "That is often better than either; measure it as any other (kintsugi evaluate)."})
    int average(@Mixin CommonOptions common,
            @Parameters(paramLabel = "FIRST", description = "ID or folder") String first,
            @Parameters(paramLabel = "SECOND", description = "ID or folder") String second,
            @Option(names = "--share", paramLabel = "0..1", defaultValue = "0.5",
                    description = "of the second (default: ${DEFAULT-VALUE})") double share,
            @Option(names = {"-o", "--output"}, paramLabel = "DIR", required = true,
                    description = "folder for the model, which has none yet") Path output) throws KintsugiException {
        common.apply();
        if (!(share >= 0 && share <= 1)) {
            throw new UsageException("--share is a number from 0 to 1.");
        }
        ModelCard card = WeightAverage.write(store.get(first), store.get(second), share, output);
        if (common.json()) {
            console.json(json(card));
        } else {
            console.line(card.id() + ": " + output);
        }
        return 0;
    }

    @Command(name = "remove", mixinStandardHelpOptions = true, description = "Removes an installed model.")
    int remove(@Mixin CommonOptions common, @Parameters(paramLabel = "ID") String id) throws KintsugiException {
        common.apply();
        store.remove(id);
        if (common.json()) {
            console.json(Map.of("removed", id));
        } else {
            console.line(id + ": removed");
        }
        return 0;
    }

    private static Map<String, JsonElement> json(Object card) {
        return GSON.toJsonTree(card).getAsJsonObject().asMap();
    }
}
