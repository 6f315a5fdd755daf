package studio.kintsugi.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.service.dream.DreamJudge;
import studio.kintsugi.service.dream.GuidanceModels;
import studio.kintsugi.store.ModelStore;

/** {@code judge}: whether dreams show what their prompts say. */
@Command(name = "judge", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Measures R-precision: has a picture-text model find each dream's own prompt among the"
                + " prompts of all. A model that guided the dreams says little about them.")
final class JudgeCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common;

    @Parameters(arity = "2..*", paramLabel = "DIR", description = "folders that \"kintsugi dream\" left")
    private List<Path> folders;

    @Option(names = {"-m", "--model"}, required = true, paramLabel = "ID|PATH",
            description = "picture-text model that judges")
    private String model;

    @Option(names = "--sheet", paramLabel = "FILE", description = "write a contact sheet there (PNG)")
    private Path sheet;

    private final ModelStore store;
    private final Console console;

    JudgeCommand(ModelStore store, Console console) {
        this.store = store;
        this.console = console;
    }

    @Override
    public Integer call() throws KintsugiException {
        common.apply();
        List<DreamJudge.Dreamt> dreams = new ArrayList<>();
        for (Path folder : folders) {
            dreams.add(DreamJudge.Dreamt.read(folder));
        }
        ComputeDevice device = common.preparedDevice(console);
        return device.run(() -> judge(dreams, device));
    }

    private int judge(List<DreamJudge.Dreamt> dreams, ComputeDevice device) throws KintsugiException {
        try (GuidanceModels guides = GuidanceModels.open(store, List.of(model), device)) {
            List<DreamJudge.Verdict> verdicts = DreamJudge.judge(dreams, guides);
            if (sheet != null) {
                DreamJudge.sheet(verdicts, sheet);
            }
            if (dreams.stream().anyMatch(d -> d.guidance().stream().anyMatch(guides.ids()::contains))) {
                console.note("The judge guided some of these dreams: its verdict on them says little.");
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
            out.put("verdicts", verdicts.stream().map(v -> Map.of("folder", v.dream().folder().toString(), "prompt",
                    v.dream().prompt(), "rank", v.rank(), "cosine", v.cosine(), "taken", v.taken())).toList());
            console.json(out);
            return;
        }
        verdicts.forEach(v -> console.line(String.format(Locale.ROOT, "%2d  %.3f  %s%s", v.rank(), v.cosine(),
                v.dream().prompt(), v.rank() == 1 ? "" : "  (taken for: " + v.taken() + ")")));
        console.line(String.format(Locale.ROOT, "R-precision %.0f%% (%.0f of %d)", 100 * precision,
                precision * verdicts.size(), verdicts.size()));
    }
}
