package studio.kintsugi.cli;

import java.nio.file.Path;
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
import studio.kintsugi.cli.common.ConsoleTrainingLog;
import studio.kintsugi.cli.common.StopOnInterrupt;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.service.job.Job;
import studio.kintsugi.service.job.JobRunner;
import studio.kintsugi.service.training.TrainingJobs;
import studio.kintsugi.store.ModelCard;
import studio.kintsugi.store.ModelFolder;
import studio.kintsugi.store.ModelStore;
import studio.kintsugi.store.StoredModel;
import studio.kintsugi.training.TrainingRun;
import studio.kintsugi.training.restoration.PairLoss;
import studio.kintsugi.training.restoration.TeachingRun;

/** {@code train}: makes a model from a recipe and a folder of photos, or fine-tunes one on pairs of pictures. */
@Command(name = "train", mixinStandardHelpOptions = true, sortOptions = false,
        description = {"Trains a model from a recipe and a folder of photos. Ctrl-C saves the state, from which"
                + " --resume continues.",
            "\"train teach --model ID\" fine-tunes a model on pairs of pictures, before and after, in the folders input"
                    + " and target of the data; they need not be aligned."})
final class TrainCommand implements Callable<Integer> {
    private static final String TEACH = "teach";

    @Mixin
    private CommonOptions common;

    @Parameters(paramLabel = "RECIPE", description = "a recipe's name (denoise, deblur, upscale-x2, …) or file,"
            + " or \"teach\"")
    private String recipe;

    @Option(names = "--data", required = true, paramLabel = "DIR",
            description = "folder of photos; of drawings for colorize, of furniture libraries for picture-text")
    private Path data;

    @Option(names = {"-o", "--output"}, required = true, paramLabel = "DIR",
            description = "folder for the state, the log and the finished model")
    private Path output;

    @Option(names = "--resume", description = "continue from the state in the output folder")
    private boolean resume;

    @Option(names = "--minutes", paramLabel = "M", defaultValue = "Infinity",
            description = "time for all of the training, earlier runs included; the learning rate falls over it"
                    + " (default: as long as the recipe's steps take)")
    private double minutes;

    @Option(names = {"-m", "--model"}, paramLabel = "ID|PATH",
            description = "model whose weights training begins with (default: fresh weights)")
    private String model;

    @Option(names = "--loss", paramLabel = "LOSS",
            description = "teach: ${COMPLETION-CANDIDATES} (default: by whether the pairs are aligned)")
    private PairLoss loss;

    @Option(names = "--keep", paramLabel = "ID", description = "teach: also install the new model, under this id")
    private String keep;

    private final ModelStore store;
    private final Console console;

    TrainCommand(ModelStore store, Console console) {
        this.store = store;
        this.console = console;
    }

    @Override
    public Integer call() throws KintsugiException {
        common.apply();
        ComputeDevice device = common.preparedDevice(console);
        try (JobRunner runner = new JobRunner(); TrainingJobs jobs = new TrainingJobs(runner)) {
            return recipe.equals(TEACH) ? teach(device, jobs) : train(device, jobs);
        }
    }

    private int train(ComputeDevice device, TrainingJobs jobs) throws KintsugiException {
        TrainingRun run =
                new TrainingRun(recipe, data, output, resume, minutes, model == null ? null : begin(), device);
        Job<?, ModelCard> job = jobs.train(run, new ConsoleTrainingLog(console));
        try (StopOnInterrupt _ = new StopOnInterrupt(job)) {
            report(job.await());
        }
        return 0;
    }

    private int teach(ComputeDevice device, TrainingJobs jobs) throws KintsugiException {
        if (model == null) {
            throw new KintsugiException("Say which model to teach with --model: \"kintsugi models list\" lists them.");
        }
        if (keep != null && store.isTaken(keep)) {
            throw new KintsugiException("There is a model \"" + keep + "\" already: choose another id for --keep.");
        }
        TeachingRun run = new TeachingRun(begin(), store, data, output, loss, resume, minutes, device);
        Job<?, TeachingRun.Result> job = jobs.teach(run, new ConsoleTrainingLog(console));
        try (StopOnInterrupt _ = new StopOnInterrupt(job)) {
            TeachingRun.Result result = job.await();
            console.note(String.format(Locale.ROOT,
                    "Trained with the %s; on held-out pairs %.2f dB before, %.2f dB after",
                    result.loss().title(), result.before(), result.after()));
            report(keep == null ? result.card() : ModelFolder.read(output).keptIn(store, keep).card());
        }
        return 0;
    }

    private void report(ModelCard card) {
        if (common.json()) {
            console.json(Map.of("model", card.id(), "folder", output.toString(), "metrics", card.metrics()));
        } else {
            console.line(output + ": " + card.title());
            card.metrics()
                    .forEach((name, value) -> console.line(String.format(Locale.ROOT, "  %s: %.2f", name, value)));
        }
    }

    private StoredModel begin() throws KintsugiException {
        return store.get(model);
    }
}
