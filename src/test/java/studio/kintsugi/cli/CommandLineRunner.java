package studio.kintsugi.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.models.BuiltInArchitectures;
import studio.kintsugi.service.restoration.InferenceService;
import studio.kintsugi.service.restoration.LocalInferenceService;
import studio.kintsugi.store.ModelStore;

/**
 * Runs the whole command line within the test's process. Each test has a model store of its own, which holds the
 * built-in models and is deleted afterwards.
 */
final class CommandLineRunner implements BeforeEachCallback, AfterEachCallback {
    private final BiFunction<ModelStore, ComputeDevice, InferenceService> services;
    private Path models;

    private CommandLineRunner(BiFunction<ModelStore, ComputeDevice, InferenceService> services) {
        this.services = services;
    }

    /** For commands that restore pictures, with the service that the application uses too. */
    static CommandLineRunner restoring() {
        return new CommandLineRunner(
                (store, device) -> new LocalInferenceService(store, BuiltInArchitectures.all(), device));
    }

    /** For commands that should restore no picture: asking for the service fails the test. */
    static CommandLineRunner withoutRestoring() {
        return new CommandLineRunner((store, device) -> {
            throw new AssertionError("no picture should be restored");
        });
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        models = Files.createTempDirectory("kintsugi-models");
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> files = Files.walk(models)) {
            deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : deepestFirst) {
            Files.delete(file);
        }
    }

    /** The test's models. */
    ModelStore store() {
        return new ModelStore(models);
    }

    /** Runs a command to its end. Arguments that are no text, as paths and numbers, are written as text. */
    Outcome run(Object... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        ModelStore store = new ModelStore(models);
        int status = KintsugiCommand.create(store, device -> services.apply(store, device),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .execute(Arrays.stream(arguments).map(Object::toString).toArray(String[]::new));
        return new Outcome(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
