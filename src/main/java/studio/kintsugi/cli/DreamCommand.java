package studio.kintsugi.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.Sentence;
import studio.kintsugi.cli.common.CommonOptions;
import studio.kintsugi.cli.common.Console;
import studio.kintsugi.cli.common.StopOnInterrupt;
import studio.kintsugi.cli.common.UsageException;
import studio.kintsugi.models.dreamfields.network.PaperSettings;
import studio.kintsugi.service.dream.DreamCheckpoint;
import studio.kintsugi.service.dream.DreamFolder;
import studio.kintsugi.service.dream.DreamOrder;
import studio.kintsugi.service.dream.DreamPart;
import studio.kintsugi.service.dream.DreamRequest;
import studio.kintsugi.service.dream.DreamRun;
import studio.kintsugi.service.dream.DreamService;
import studio.kintsugi.service.dream.DreamVariations;
import studio.kintsugi.service.dream.KeptDream;
import studio.kintsugi.service.dream.VariationProgress;
import studio.kintsugi.service.dream.ViewFittingRun;
import studio.kintsugi.service.job.Job;
import studio.kintsugi.service.job.JobListener;
import studio.kintsugi.service.job.JobRunner;
import studio.kintsugi.service.job.Progress;
import studio.kintsugi.store.ModelStore;

/** {@code dream}: a sentence becomes an object. */
@Command(name = "dream", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Turns a sentence into a 3D object: a field, a turntable, stills and a mesh.")
final class DreamCommand implements Callable<Integer> {
    private static final int NETWORK_STEPS = 300;

    @Mixin
    private CommonOptions common;

    @Parameters(paramLabel = "PROMPT", arity = "0..1", defaultValue = "",
            description = "what to dream, as in \"a green wooden chair\"")
    private String prompt;

    @Option(names = {"-o", "--output"}, required = true, paramLabel = "DIR", description = "folder for the results")
    private Path output;

    @Option(names = "--from-views", paramLabel = "DIR",
            description = "in place of a prompt: pictures of an object with their cameras, as NeRF's synthetic scenes")
    private Path views;

    @Option(names = "--field", paramLabel = "KIND", defaultValue = "VOXELS",
            description =
            "voxels, a fast grid, or mlp, the paper's network, which takes minutes to hours (default: voxels)")
    private ViewFittingRun.Kind kind;

    @Option(names = "--paper",
            description = "the paper's own settings: its network, 8 views a step of 168 pixels and 192"
            + " samples, 10000 steps unless --steps or --minutes say less; days on a processor")
    private boolean paper;

    @Option(names = "--variations", paramLabel = "N",
            description = "sketch N seeds, from --seed on: a folder for each, and a contact sheet, variations.png")
    private Integer variations;

    @Option(names = "--continue", paramLabel = "DIR",
            description = "go on with a dream, as one of --variations, to its end; without a prompt, with its own")
    private Path begun;

    @Option(names = "--density-noise", paramLabel = "SD", defaultValue = "0",
            description = "with --field mlp: noise on densities at the beginning, none at the end (default: 0)")
    private double densityNoise;

    @Option(names = "--negative", paramLabel = "TEXT", defaultValue = "", description = "what shall not be seen")
    private String negative;

    @Option(names = "--steps", paramLabel = "N", description = "steps at most (default: 180, more with more minutes;"
            + " 300 for the paper's network)")
    private Integer steps;

    @Option(names = "--minutes", paramLabel = "M",
            description = "time at most (default: 1, 10 with OpenAI's CLIP, or any where steps are given)")
    private Double minutes;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "another number, another object")
    private long seed;

    @Option(names = "--guidance", arity = "1..*", paramLabel = "ID|PATH",
            description = "picture-text models that guide, taking turns (default: the built-in one)")
    private List<String> guidance = List.of();

    @Option(names = "--asymmetric", description = "let left and right differ")
    private boolean asymmetric;

    @Option(names = "--without", paramLabel = "PART", defaultValue = "NONE",
            description = "leave out a part of the method, to see what it is for: shape (then it begins with "
                    + "fog), backgrounds or transmittance (then both)")
    private DreamRequest.Ablation ablation;

    @Option(names = "--resume", description = "go on where the same dream was broken off (Ctrl-C leaves a checkpoint)")
    private boolean resume;

    private final ModelStore store;
    private final Console console;

    DreamCommand(ModelStore store, Console console) {
        this.store = store;
        this.console = console;
    }

    @Override
    public Integer call() throws KintsugiException {
        common.apply();
        if (minutes != null && !(minutes > 0) || steps != null && steps < 1) {
            throw new UsageException("--minutes and --steps take numbers above 0.");
        }
        if (!(densityNoise >= 0)) {
            throw new UsageException("--density-noise takes a number from 0 up.");
        }
        if (views != null) {
            return fit();
        }
        if (variations != null && (variations < 1 || begun != null)) {
            throw new KintsugiException(variations < 1 ? "--variations takes a number above 0."
                    : "--variations and --continue can't be followed at once: leave one of them out.");
        }
        if (begun != null) {
            if (method() != DreamRequest.Method.GRID) {
                throw new KintsugiException("Only grid dreams can be continued: leave --paper and --field mlp out.");
            }
            DreamFolder.Begun dream = DreamFolder.read(begun);
            DreamRequest own = dream.request().limited(steps(), time());
            own = prompt.isBlank() ? own : own.of(prompt);
            return dream(guidance.isEmpty() ? own : own.guidedBy(guidance), dream.part());
        }
        DreamRequest request = new DreamRequest(prompt, negative, seed, steps(), time(), guidance, !asymmetric,
                ablation, method());
        return variations != null ? vary(request) : dream(request, DreamPart.WHOLE);
    }

    private DreamRequest.Method method() {
        return paper ? DreamRequest.Method.PAPER
                : kind == ViewFittingRun.Kind.MLP ? DreamRequest.Method.NETWORK : DreamRequest.Method.GRID;
    }

    /** Grids have a minute, or ten with guides as large as CLIP; the paper's network takes what its steps take. */
    private double time() throws KintsugiException {
        return minutes != null ? minutes
                : steps != null || method() != DreamRequest.Method.GRID ? Double.POSITIVE_INFINITY
                : DreamService.usualMinutes(store, guidance);
    }

    private int steps() {
        if (steps != null) {
            return steps;
        }
        return switch (method()) {
            case GRID -> (int) (DreamRequest.USUAL_STEPS
                    * Math.max(1, Math.sqrt(minutes == null ? DreamRequest.USUAL_MINUTES : minutes)));
            case NETWORK -> NETWORK_STEPS;
            case PAPER -> PaperSettings.OFFICIAL_STEPS;
        };
    }

    private int dream(DreamRequest request, DreamPart part) throws KintsugiException {
        request.check();
        boolean resumable = request.method() == DreamRequest.Method.GRID && part.equals(DreamPart.WHOLE);
        if (resume && !resumable) {
            throw new KintsugiException("Only a whole dream of a grid leaves checkpoints: leave --resume out.");
        }
        DreamCheckpoint from = resume ? DreamCheckpoint.read(output, request) : null;
        DreamOrder order = new DreamOrder(request, part, Optional.of(output), resumable, Optional.ofNullable(from));
        List<Sentence> foreseen = new ArrayList<>();
        KeptDream kept = await(service -> {
            foreseen.addAll(service.remarks(request));
            foreseen.forEach(r -> console.note(r.toString()));
            service.cost(request).ifPresent(cost -> console.note(cost.toString()));
            return service.start(order, console.progressOf(DreamCommand::words));
        });
        kept.result().remarks().stream().filter(r -> !foreseen.contains(r))
                .forEach(r -> console.note(r.toString()));
        report(kept.result(), kept.folder());
        return 0;
    }

    /** What is done with a result before the program may end. */
    private interface Keeping<R> {
        void keep(R result) throws KintsugiException;
    }

    /** Has a service begin something. */
    private interface Beginning<R> {
        Job<?, R> with(DreamService service) throws KintsugiException;
    }

    private <R> R await(Beginning<R> start) throws KintsugiException {
        return await(start, result -> { });
    }

    /** Begins something, waits for it and keeps the result; Ctrl-C ends it early, and what there is is kept whole. */
    private <R> R await(Beginning<R> start, Keeping<R> keeping) throws KintsugiException {
        try (JobRunner runner = new JobRunner();
                DreamService service = new DreamService(store, output, List.of(), common.threads(),
                        common.preparedDevice(console), runner)) {
            Job<?, R> job = start.with(service);
            try (StopOnInterrupt _ = new StopOnInterrupt(job)) {
                R result = job.await();
                keeping.keep(result);
                return result;
            }
        }
    }

    private static String words(DreamRun.Progress p) {
        return String.format(Locale.ROOT, "step %d, score %.3f, %.1f steps a second", p.report().step(),
                p.report().cosine(), p.stepsPerSecond());
    }

    private void report(DreamRun.Result result, Path folder) {
        if (common.json()) {
            Map<String, Object> facts = new LinkedHashMap<>(DreamFolder.facts(result));
            facts.put("folder", folder.toString());
            console.json(facts);
        } else {
            line(result, folder);
        }
    }

    private void line(DreamRun.Result result, Path folder) {
        console.line(String.format(Locale.ROOT, "%s: %d steps in %.1f s, %.1f a second, score %.3f", folder,
                result.reports().size(), result.seconds(), result.stepsPerSecond(), result.score()));
    }

    private int vary(DreamRequest request) throws KintsugiException {
        request.check();
        await(service -> service.vary(request, variations,
                new JobListener<VariationProgress, List<DreamRun.Result>>() {
                    @Override
                    public void progressed(Job<VariationProgress, List<DreamRun.Result>> job,
                            Progress<VariationProgress> progress) {
                        int index = progress.detail().index();
                        progress.detail().step().ifPresent(p -> console.progress(
                                "seed " + (request.seed() + index) + ", " + words(p),
                                (index + p.fraction()) / variations, Double.NaN));
                    }
                }), this::keep);
        return 0;
    }

    private void keep(List<DreamRun.Result> results) throws KintsugiException {
        if (results.isEmpty()) {
            throw new KintsugiException("It was stopped before the first variation was sketched.");
        }
        results.getFirst().remarks().forEach(r -> console.note(r.toString()));
        List<Map<String, Object>> all = new ArrayList<>();
        for (DreamRun.Result variation : results) {
            Path folder = output.resolve("seed-" + variation.request().seed());
            DreamFolder.write(variation, folder);
            Map<String, Object> facts = new LinkedHashMap<>(DreamFolder.facts(variation));
            facts.put("folder", folder.toString());
            all.add(facts);
            if (!common.json()) {
                line(variation, folder);
            }
        }
        Path sheet = output.resolve("variations.png");
        DreamVariations.sheet(results, sheet);
        if (common.json()) {
            console.json(Map.of("sheet", sheet.toString(), "variations", all));
        }
    }

    private int fit() throws KintsugiException {
        if (!prompt.isBlank()) {
            throw new KintsugiException("A prompt and --from-views can't be followed at once: leave one of them out.");
        }
        double time = minutes != null ? minutes : steps != null ? Double.POSITIVE_INFINITY : 1;
        int most = steps != null ? steps : Integer.MAX_VALUE;
        Path file = output.resolve("field.kfield");
        ViewFittingRun.Settings settings = new ViewFittingRun.Settings(kind, seed, densityNoise, most, time);
        ViewFittingRun.Result result = await(service -> service.fit(views, settings, file, console.progressOf(
                p -> String.format(Locale.ROOT, "step %d, %.1f dB, held out %.1f", p.step(), p.psnr(), p.heldOut()))));
        Map<String, Object> facts = new LinkedHashMap<>(result.facts());
        facts.put("file", file.toString());
        if (common.json()) {
            console.json(facts);
        } else {
            console.line(String.format(Locale.ROOT, "%s: %s steps in %s s, %s dB on held-out views", file,
                    facts.get("steps"), facts.get("seconds"), facts.getOrDefault("heldOutPsnr", "no")));
        }
        return 0;
    }
}
