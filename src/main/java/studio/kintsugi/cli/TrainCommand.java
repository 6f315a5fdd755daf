package studio.kintsugi.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.store.ModelCard;
import studio.kintsugi.training.TrainingRun;

/** {@code train}: makes a model from a recipe and a folder of photos. */
@Command(name = "train", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Trains a model from a recipe and a folder of photos. Ctrl-C saves the state; --resume goes on.")
final class TrainCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common;

    @Parameters(paramLabel = "RECIPE", description = "a recipe's name (denoise, deblur, upscale-x2, …) or file")
    private String recipe;

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "folder of photos, or of furniture libraries for picture-text")
    private Path data;

    @Option(names = {"-o", "--output"}, required = true, paramLabel = "DIR",
            description = "folder for the state, the log and the finished model")
    private Path output;

    @Option(names = "--resume", description = "go on from the state in the output folder")
    private boolean resume;

    @Option(names = "--minutes", paramLabel = "M", defaultValue = "Infinity",
            description = "time for all of the training, earlier runs included; the learning rate is fitted to it")
    private double minutes;

    private final Console console;

    TrainCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws KintsugiException {
        common.apply();
        try (StopOnInterrupt stop = new StopOnInterrupt()) {
            ModelCard card = new TrainingRun(recipe, data, output, resume, minutes)
                    .run(stop, new ConsoleTrainingLog(console));
            if (common.json()) {
                console.json(Map.of("model", card.id(), "folder", output.toString(), "metrics", card.metrics()));
            } else {
                console.line(output + ": " + card.title());
                card.metrics().forEach((name, value) -> console.line(String.format("  %s: %.2f", name, value)));
            }
            return 0;
        }
    }
}
