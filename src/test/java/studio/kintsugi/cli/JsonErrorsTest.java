package studio.kintsugi.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import studio.kintsugi.store.ModelStore;

/** Whatever is wrong with a command's arguments, {@code --json} gives one object with the error. */
class JsonErrorsTest {
    @RegisterExtension
    private final CommandLineRunner kintsugi = CommandLineRunner.withoutRestoring();

    /** All commands there are, and their commands. */
    static Stream<List<String>> commands() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        CommandLine root = KintsugiCommand.create(new ModelStore(Path.of("nowhere")), device -> {
            throw new AssertionError("nothing is run");
        }, nowhere, nowhere);
        return below(List.of(), root);
    }

    private static Stream<List<String>> below(List<String> words, CommandLine line) {
        return Stream.concat(Stream.of(words), line.getSubcommands().entrySet().stream().flatMap(e -> {
            List<String> longer = new ArrayList<>(words);
            longer.add(e.getKey());
            return below(longer, e.getValue());
        }));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void wrongUsageIsOneObject(List<String> words) {
        for (List<String> wrong : List.of(List.of("--json", "--no-such-option"), List.of("--json", "--device"),
                List.of("a", "b", "c", "d", "--no-such-option", "--json"),
                List.of("no-such-command", "--json", "-x"))) {
            List<String> arguments = new ArrayList<>(words);
            arguments.addAll(wrong);

            Outcome o = kintsugi.run(arguments.toArray());

            assertEquals(2, o.status(), arguments + o.err());
            assertFalse(o.json().get("error").getAsString().isBlank());
        }
    }
}
