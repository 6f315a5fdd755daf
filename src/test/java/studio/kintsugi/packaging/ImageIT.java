package studio.kintsugi.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged image, started as a user without any Java would: {@code mvn verify -Ppackage}. */
class ImageIT {
    private static final Path IMAGE = Path.of("target", "package", "kintsugi").toAbsolutePath();

    @TempDir
    private Path folder;

    @Test
    void tellsItsVersion() throws Exception {
        Outcome outcome = start("--version");
        assertEquals(0, outcome.status, outcome.text);
        assertTrue(outcome.text.matches("Kintsugi \\d+\\.\\d+\\.\\d+\\RJava .+\\RPyTorch \\d.+\\R"), outcome.text);
    }

    /** PyTorch and the picture readers find all they need in the trimmed Java. */
    @Test
    void mendsAPicture() throws Exception {
        Path in = folder.resolve("in.png");
        Path out = folder.resolve("out.png");
        ImageIO.write(new BufferedImage(48, 32, BufferedImage.TYPE_INT_RGB), "png", in.toFile());
        Outcome outcome = start("restore", "--task", "denoise", "-i", in.toString(), "-o", out.toString());
        assertEquals(0, outcome.status, outcome.text);
        assertEquals(48, ImageIO.read(out.toFile()).getWidth());
    }

    /** The cache that makes the window start faster lies in the image and fits it: Java refuses one that doesn't. */
    @Test
    void takesItsStartUpCache() throws Exception {
        Path lib = IMAGE.resolve("lib");
        List<String> jars;
        try (var files = Files.list(lib.resolve("app"))) {
            jars = files.map(Path::toString).filter(f -> f.endsWith(".jar")).sorted().toList();
        }
        Outcome outcome = run(List.of(lib.resolve("runtime/bin/java").toString(),
                "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow",
                "-Dai.djl.offline=true", "-XX:+UseG1GC", "-XX:AOTMode=on", "-XX:AOTCache="
                + lib.resolve("app/kintsugi.aot"), "-cp",
                String.join(":", jars), "studio.kintsugi.app.Main", "--version"));
        assertEquals(0, outcome.status, outcome.text);
    }

    private Outcome start(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(IMAGE.resolve("bin/kintsugi").toString()));
        command.addAll(List.of(arguments));
        return run(command);
    }

    private Outcome run(List<String> command) throws Exception {
        Path output = folder.resolve("output.txt");
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/bin:/bin");
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("OMP_NUM_THREADS", "1");
        Process process = builder.start();
        assertTrue(process.waitFor(3, TimeUnit.MINUTES), "it did not end");
        return new Outcome(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    }

    private record Outcome(int status, String text) {}
}
