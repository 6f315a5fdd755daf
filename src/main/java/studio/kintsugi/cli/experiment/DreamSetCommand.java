package studio.kintsugi.cli.experiment;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.cli.common.CommonOptions;
import studio.kintsugi.cli.common.Console;
import studio.kintsugi.cli.common.UsageException;
import studio.kintsugi.experiments.DreamSet;
import studio.kintsugi.service.dream.DreamJudge;
import studio.kintsugi.service.dream.DreamRequest;
import studio.kintsugi.service.dream.GuidanceModels;
import studio.kintsugi.store.ModelStore;

/** {@code experiment dreams}. */
@Command(name = "dreams", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Dreams a fixed set of prompts and has a model that did not guide find each among all"
                + " (R-precision; Dream Fields, section 4.1). Dreams that are there already are kept. Prints a table in"
                + " Markdown.")
final class DreamSetCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common;

    @Option(names = {"-o", "--output"}, required = true, paramLabel = "DIR", description = "folder for the dreams")
    private Path output;

    @Option(names = "--judge", paramLabel = "ID|PATH",
            description = "a picture-text model that judges, as the recipe picture-text-judge makes (default: none; the"
            + " sheet is a gallery)")
    private String judge;

    @Option(names = "--prompts", paramLabel = "FILE",
            description = "one a line, and after \" | \" what a gallery is to say is wrong with its dream (default: the"
            + " built-in 24)")
    private Path prompts;

    @Option(names = "--guidance", arity = "1..*", paramLabel = "ID|PATH",
            description = "picture-text models that guide, taking turns (default: the built-in one)")
    private List<String> guidance = List.of();

    @Option(names = "--steps", paramLabel = "N", defaultValue = "" + DreamRequest.USUAL_STEPS,
            description = "steps at most (default: ${DEFAULT-VALUE})")
    private int steps;

    @Option(names = "--minutes", paramLabel = "M", defaultValue = "1",
            description = "time at most for each (default: ${DEFAULT-VALUE})")
    private double minutes;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "of all dreams (default: 1)")
    private long seed;

    @Option(names = "--sheet", paramLabel = "FILE", description = "a contact sheet to write (PNG)")
    private Path sheet;

    private final ModelStore store;
    private final Console console;

    DreamSetCommand(ModelStore store, Console console) {
        this.store = store;
        this.console = console;
    }

    @Override
    public Integer call() throws KintsugiException {
        common.apply();
        if (!(minutes > 0) || steps < 1) {
            throw new UsageException("--minutes and --steps take numbers above 0.");
        }
        List<String> wanted = prompts == null ? DreamSet.prompts() : DreamSet.bare(DreamSet.prompts(prompts));
        if (judge == null && (sheet == null || prompts == null)) {
            throw new UsageException("Without --judge, --prompts and --sheet are needed: for a gallery.");
        }
        if (judge != null && wanted.size() < 2) {
            throw new KintsugiException("A judge needs at least two prompts to choose from.");
        }
        DreamRequest like = new DreamRequest("", "", seed, steps, minutes, guidance, true, DreamRequest.Ablation.NONE);
        List<DreamJudge.Dreamt> dreams = DreamSet.dream(wanted, like, store, common.device(console),
                common.threads(), output,
                fraction -> console.progress("dreaming", fraction, Double.NaN));
        if (judge == null) {
            DreamSet.gallery(dreams, prompts, sheet);
            console.line(sheet.toString());
            return 0;
        }
        try (GuidanceModels guides = GuidanceModels.open(store, List.of(judge), common.device(console))) {
            List<DreamJudge.Verdict> verdicts = DreamJudge.judge(dreams, guides);
            if (sheet != null) {
                DreamJudge.sheet(verdicts, sheet);
            }
            report(verdicts);
            return 0;
        }
    }

    private void report(List<DreamJudge.Verdict> verdicts) {
        double precision = DreamJudge.precision(verdicts);
        if (common.json()) {
            Map<String, Object> out = new LinkedHashMap<>();
            out.put("dreams", verdicts.size());
            out.put("precision", precision);
            out.put("seconds", verdicts.stream().mapToDouble(v -> v.dream().seconds()).average().orElse(0));
            out.put("verdicts", verdicts.stream().map(v -> Map.of("prompt", v.dream().prompt(), "seconds",
                    v.dream().seconds(), "rank", v.rank(), "cosine", v.cosine(), "taken", v.taken())).toList());
            console.json(out);
            return;
        }
        console.line("| Prompt | Seconds | Cosine | Rank | Taken for |");
        console.line("|---|---|---|---|---|");
        verdicts.forEach(v ->
                console.line(String.format(Locale.ROOT, "| %s | %.0f | %.2f | %d | %s |", v.dream().prompt(),
                v.dream().seconds(), v.cosine(), v.rank(), v.rank() == 1 ? "" : v.taken())));
        console.line(String.format(Locale.ROOT, "%nR-precision %.0f %% (%.0f of %d; chance: %.0f %%)", 100 * precision,
                precision * verdicts.size(), verdicts.size(), 100.0 / verdicts.size()));
    }
}
