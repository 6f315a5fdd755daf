package studio.kintsugi.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.service.dream.FieldFile;
import studio.kintsugi.service.dream.MeshFile;

/** {@code export}: a field for other programs. */
@Command(name = "export", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Writes the surface of a field as a coloured mesh: .glb, .obj or .ply.")
final class ExportCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common;

    @Parameters(paramLabel = "FIELD", description = "a .kfield file, or the folder of a dream")
    private Path field;

    @Option(names = {"-o", "--output"}, required = true, paramLabel = "FILE", description = "its ending says the format")
    private Path output;

    private final Console console;

    ExportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws KintsugiException {
        common.apply();
        int triangles = MeshFile.write(FieldFile.read(field), output);
        if (common.json()) {
            console.json(Map.of("file", output.toString(), "triangles", triangles));
        } else {
            console.line(output + ": " + triangles + " triangles");
        }
        return 0;
    }
}
