package studio.kintsugi.cli.experiment;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.cli.common.CommonOptions;
import studio.kintsugi.cli.common.Console;
import studio.kintsugi.cli.common.RowReport;
import studio.kintsugi.cli.common.UsageException;
import studio.kintsugi.experiments.AblationExperiment;
import studio.kintsugi.service.dream.DreamRequest;
import studio.kintsugi.store.ModelStore;

/** {@code experiment ablations}. */
@Command(name = "ablations", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Dreams a prompt whole, before plain white only, and without the loss on transmittance (Dream"
                + " Fields, section 4.3). Prints a table in Markdown.")
final class DreamAblationCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common;

    @Parameters(paramLabel = "PROMPT", arity = "0..1", defaultValue = "a red apple",
            description = "what to dream (default: ${DEFAULT-VALUE})")
    private String prompt;

    @Option(names = "--guidance", arity = "1..*", paramLabel = "ID|PATH",
            description = "picture-text models that guide, taking turns (default: the built-in one)")
    private List<String> guidance = List.of();

    @Option(names = "--steps", paramLabel = "N", defaultValue = "" + DreamRequest.USUAL_STEPS,
            description = "of each dream (default: ${DEFAULT-VALUE})")
    private int steps;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "of all dreams (default: 1)")
    private long seed;

    @Option(names = "--figure", paramLabel = "FILE", description = "a figure to write (PNG)")
    private Path figure;

    private final ModelStore store;
    private final Console console;

    DreamAblationCommand(ModelStore store, Console console) {
        this.store = store;
        this.console = console;
    }

    @Override
    public Integer call() throws KintsugiException {
        common.apply();
        if (steps < 1) {
            throw new UsageException("--steps takes a number above 0.");
        }
        DreamRequest request = new DreamRequest(prompt, "", seed, steps, Double.POSITIVE_INFINITY, guidance, true,
                DreamRequest.Ablation.NONE);
        request.check();
        RowReport report = new RowReport(console, common.json(),
                "| Without | Score | Transmittance | Filled | Pieces | Scattered |", "|---|---|---|---|---|---|");
        List<AblationExperiment.Row> rows = new AblationExperiment(store, request, common.device(console),
                common.threads()).run(
                fraction -> console.progress("dreaming", fraction, Double.NaN), r -> report.add(line(r), values(r)));
        if (figure != null) {
            AblationExperiment.figure(rows, figure);
        }
        report.end(Map.of("prompt", prompt, "steps", steps));
        return 0;
    }

    private static String line(AblationExperiment.Row r) {
        return String.format(Locale.ROOT, "| %s | %.3f | %.2f | %.1f %% | %d | %.0f %% |", name(r), r.score(),
                r.transmittance(),
                100 * r.occupancy().filled(), r.occupancy().pieces(), 100 * r.occupancy().scattered());
    }

    private static Map<String, Object> values(AblationExperiment.Row r) {
        return Map.of("without", name(r), "score", r.score(), "transmittance", r.transmittance(), "occupancy",
                r.occupancy());
    }

    private static String name(AblationExperiment.Row r) {
        return r.without() == DreamRequest.Ablation.NONE ? "nothing" : r.without().name().toLowerCase(Locale.ROOT);
    }
}
