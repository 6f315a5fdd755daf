package studio.kintsugi.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.service.dream.DreamCheckpoint;
import studio.kintsugi.service.dream.DreamFolder;
import studio.kintsugi.service.dream.DreamRequest;
import studio.kintsugi.service.dream.DreamRun;
import studio.kintsugi.service.dream.FieldFile;
import studio.kintsugi.service.dream.Guides;
import studio.kintsugi.service.dream.ViewFolder;
import studio.kintsugi.service.dream.ViewRun;
import studio.kintsugi.store.ModelStore;

/** {@code dream}: a sentence becomes an object. */
@Command(name = "dream", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Turns a sentence into a 3D object: a field, a turntable, stills and a mesh.")
final class DreamCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common;

    @Parameters(paramLabel = "PROMPT", arity = "0..1", defaultValue = "", description = "what to dream, as in \"a green wooden chair\"")
    private String prompt;

    @Option(names = {"-o", "--output"}, required = true, paramLabel = "DIR", description = "folder for the results")
    private Path output;

    @Option(names = "--from-views", paramLabel = "DIR",
            description = "in place of a prompt: pictures of an object with their cameras, as NeRF's synthetic scenes")
    private Path views;

    @Option(names = "--field", paramLabel = "KIND", defaultValue = "VOXELS",
            description = "with --from-views: voxels, a fast grid, or mlp, the paper's network (default: voxels)")
    private ViewRun.Kind kind;

    @Option(names = "--density-noise", paramLabel = "SD", defaultValue = "0",
            description = "with --field mlp: noise on densities at the beginning, none at the end (default: 0)")
    private double densityNoise;

    @Option(names = "--negative", paramLabel = "TEXT", defaultValue = "", description = "what shall not be seen")
    private String negative;

    @Option(names = "--steps", paramLabel = "N", description = "steps at most (default: 180, more with more minutes)")
    private Integer steps;

    @Option(names = "--minutes", paramLabel = "M", description = "time at most (default: 1, or any where steps are given)")
    private Double minutes;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "another number, another object")
    private long seed;

    @Option(names = "--guidance", arity = "1..*", paramLabel = "ID|PATH",
            description = "picture-text models that guide, taking turns (default: the built-in one)")
    private List<String> guidance = List.of();

    @Option(names = "--asymmetric", description = "let left and right differ")
    private boolean asymmetric;

    @Option(names = "--without", paramLabel = "PART", defaultValue = "NONE",
            description = "leave out a part of the method, to see what it is for: backgrounds or transmittance")
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
            throw new KintsugiException("--minutes and --steps take numbers above 0.");
        }
        if (!(densityNoise >= 0)) {
            throw new KintsugiException("--density-noise takes a number from 0 up.");
        }
        if (views != null) {
            return fit();
        }
        double time = minutes != null ? minutes : steps != null ? Double.POSITIVE_INFINITY : 1;
        int most = steps != null ? steps : (int) (DreamRequest.USUAL_STEPS * Math.max(1, Math.sqrt(time)));
        DreamRequest request = new DreamRequest(prompt, negative, seed, most, time, guidance, !asymmetric, ablation);
        request.check();
        DreamCheckpoint from = resume ? DreamCheckpoint.read(output, request) : null;
        try (StopOnInterrupt stop = new StopOnInterrupt(); Guides guides = Guides.open(store, guidance)) {
            DreamRun run = new DreamRun(request, guides, common.threads()).keptIn(output).goingOnFrom(from);
            DreamRun.Result result = run.run(stop, p -> console.progress(
                    String.format("step %d, score %.3f", p.report().step(), p.report().cosine()), p.fraction(),
                    p.secondsLeft()));
            result.remarks().forEach(console::note);
            if (stop.getAsBoolean()) {
                throw new KintsugiException("The dream was broken off after " + result.reports().size() + " steps: --resume"
                        + " goes on from there.");
            }
            DreamFolder.write(result, output);
            Map<String, Object> facts = new LinkedHashMap<>(DreamFolder.facts(result));
            facts.put("folder", output.toString());
            if (common.json()) {
                console.json(facts);
            } else {
                console.line(String.format("%s: %d steps in %.1f s, score %.3f", output, result.reports().size(),
                        result.seconds(), (double) facts.get("score")));
            }
            return 0;
        }
    }

    private int fit() throws KintsugiException {
        if (!prompt.isBlank()) {
            throw new KintsugiException("A prompt and --from-views can't be followed at once: leave one of them out.");
        }
        double time = minutes != null ? minutes : steps != null ? Double.POSITIVE_INFINITY : 1;
        int most = steps != null ? steps : Integer.MAX_VALUE;
        Path file = output.resolve("field.kfield");
        ViewRun.Result result;
        try (StopOnInterrupt stop = new StopOnInterrupt()) {
            result = ViewRun.run(ViewFolder.read(views), new ViewRun.Settings(kind, seed, densityNoise, most, time),
                    common.threads(), stop, p -> console.progress(
                            String.format("step %d, %.1f dB, held out %.1f", p.step(), p.psnr(), p.heldOut()), p.fraction(),
                            p.secondsLeft()));
            FieldFile.write(result.field(), result.facts(), file);
        }
        Map<String, Object> facts = new LinkedHashMap<>(result.facts());
        facts.put("file", file.toString());
        if (common.json()) {
            console.json(facts);
        } else {
            console.line(String.format("%s: %s steps in %s s, %s dB on held-out views", file, facts.get("steps"),
                    facts.get("seconds"), facts.getOrDefault("heldOutPsnr", "no")));
        }
        return 0;
    }
}
