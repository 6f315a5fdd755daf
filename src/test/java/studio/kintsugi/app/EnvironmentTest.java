package studio.kintsugi.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher and what it starts, in environments that people have: locales, homes, caches, and Ctrl-C. */
@EnabledOnOs(OS.LINUX)
class EnvironmentTest {
    private static final String NAME = "漢字🎨";

    @TempDir
    private Path folder;

    private Path launcher;

    /** The launcher in a folder of its own, beside a jar that names what the tests run with. */
    @BeforeEach
    void install() throws IOException {
        Path home = folder.resolve("application");
        Files.createDirectories(home.resolve("lib"));
        Files.createDirectories(home.resolve("bin"));
        launcher = Files.copy(Path.of("installer", "bin", "kintsugi"), home.resolve("bin/kintsugi"));
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH,
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                        .map(p -> Path.of(p).toUri().toString()).collect(Collectors.joining(" ")));
        try (OutputStream out = Files.newOutputStream(home.resolve("lib/kintsugi.jar"));
                JarOutputStream jar = new JarOutputStream(out, manifest)) {
            jar.finish();
        }
    }

    private record Outcome(int status, String out, String err) {
        /** The one object on standard output. */
        JsonObject json() {
            assertEquals(1, out.strip().lines().count(), out + err);
            return JsonParser.parseString(out).getAsJsonObject();
        }
    }

    private Process start(Map<String, String> environment, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(folder.resolve("out.txt").toFile())
                .redirectError(folder.resolve("err.txt").toFile());
        builder.environment().keySet().removeIf(n -> n.startsWith("LC_") || n.startsWith("XDG_")
                || Set.of("LANG", "DISPLAY", "PYTORCH_LIBRARY_PATH", "KINTSUGI_HOME").contains(n));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        return builder.start();
    }

    private Outcome end(Process process) throws IOException, InterruptedException {
        try {
            assertTrue(process.waitFor(2, TimeUnit.MINUTES), "it did not end");
        } finally {
            process.destroyForcibly();
        }
        return new Outcome(process.exitValue(), Files.readString(folder.resolve("out.txt")),
                Files.readString(folder.resolve("err.txt")));
    }

    /** With Ctrl-C as a terminal has it: what is started in the background of a script ignores it, tests too. */
    private List<String> kintsugi(Object... arguments) {
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT", "bash", launcher.toString()));
        Arrays.stream(arguments).map(Object::toString).forEach(command::add);
        return command;
    }

    private Path picture(String name, int width, int height) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < width * height; i++) {
            // noise, which takes its time to be compressed, so that there is time to kill whoever writes it
            image.setRGB(i % width, i / width, 0x9E3779B1 * i >>> 8);
        }
        Path file = folder.resolve(name);
        ImageIO.write(image, "png", file.toFile());
        return file;
    }

    @Test
    void namesInAnyScriptWorkInEveryLocale() throws Exception {
        Path in = picture(NAME + ".png", 24, 16);
        for (Map<String, String> locale : List.of(Map.of("LANG", "C"), Map.of("LC_ALL", "POSIX"),
                Map.of("LC_ALL", "ar_EG.UTF-8"), Map.of("LANG", "C.UTF-8", "LC_TIME", "xx_YY.UTF-8"),
                Map.of("LANG", "tr_TR", "LC_CTYPE", "UTF-8"))) {
            Path out = folder.resolve(NAME + "-out.png");

            Outcome o = end(start(locale, kintsugi("restore", "--task", "denoise", "-m", "denoise-fast", "-i", in,
                    "-o", out, "--json")));

            assertEquals(0, o.status(), locale + o.err());
            JsonObject done = o.json().getAsJsonArray("done").get(0).getAsJsonObject();
            assertEquals(out.toString(), done.get("output").getAsString());
            assertEquals(24, ImageIO.read(out.toFile()).getWidth());
            Files.delete(out);
        }
    }

    /** What the launcher gives to Java. */
    private String flags(Object... arguments) throws Exception {
        Path java = Files.createDirectories(folder.resolve("java/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\necho \"$@\"\n");
        assertTrue(java.toFile().setExecutable(true));
        Files.writeString(folder.resolve("java/release"), "JAVA_VERSION=\"25.0.1\"\n");
        Outcome o = end(start(Map.of("JAVA_HOME", folder.resolve("java").toString(), "HOME", "/nowhere"),
                kintsugi(arguments)));
        assertEquals(0, o.status(), o.err());
        return o.out();
    }

    @Test
    void onlySmallPicturesAreMendedWithoutThoroughCompiling() throws Exception {
        String quick = "-XX:TieredStopAtLevel=1 -Dkintsugi.vectors=false";
        Path small = picture("small.png", 100, 80);
        Path large = picture("large.png", 480, 400);
        Path list = Files.writeString(folder.resolve("list.txt"), large + "\n");
        Path out = folder.resolve("out.png");
        assertTrue(flags("restore", "--task", "denoise", "-i", small, "-o", out).contains(quick));
        assertTrue(flags("restore", "--task", "denoise", "-i", small, small, "-o", out).contains(quick));
        assertFalse(flags("restore", "--task", "denoise", "-i", large, "-o", out).contains(quick));
        assertFalse(flags("restore", "--task", "denoise", "-i", folder, "-o", out).contains(quick));
        Path dense = Files.copy(small, folder.resolve("dense.AVIF"));
        assertFalse(flags("restore", "--task", "denoise", "-i", dense, "-o", out).contains(quick));
        assertFalse(flags("restore", "--task", "denoise", "--from-file=" + list, "-o", out).contains(quick));
        assertFalse(flags("restore", "--task", "denoise", "-i", small, "-i", large, "-o", out).contains(quick));
        assertFalse(flags("upscale", "-i", small, "-o", out).contains(quick));
    }

    @Test
    void aNameThatIsNoTextIsCalledThat() throws Exception {
        Path script = Files.writeString(folder.resolve("no-text.sh"), "exec \"$@\" -i $'bad\\xff.png' -o out.png\n");
        List<String> command = new ArrayList<>(List.of("bash", script.toString()));
        command.addAll(kintsugi("restore", "--task", "denoise", "--json"));

        Outcome o = end(start(Map.of("LANG", "C"), command));

        assertEquals(2, o.status(), o.err());
        String sentence = o.json().get("error").getAsString();
        assertTrue(sentence.contains("bytes that are not UTF-8"), sentence);
    }

    private void model(Path models, String id) throws IOException {
        Files.createDirectories(models.resolve(id));
        Files.writeString(models.resolve(id).resolve("card.json"), "{\"id\":\"" + id + "\",\"title\":\"x\",\"task\":"
                + "\"denoise\",\"architecture\":\"nafnet\",\"hyperParameters\":{},\"trainingData\":[],\"metrics\":{}}");
    }

    @Test
    void homeAndItsFoldersAreWhatTheShellSays() throws Exception {
        Path home = Files.createDirectory(folder.resolve("home"));
        model(home.resolve(".local/share/kintsugi/models"), "of-home");
        Path data = folder.resolve("data");
        model(data.resolve("kintsugi/models"), "of-data");

        for (String unset : List.of("", "relative/path")) {
            String listed = end(start(Map.of("HOME", home.toString(), "XDG_DATA_HOME", unset),
                    kintsugi("models", "list"))).out();
            assertTrue(listed.contains("of-home"), listed);
        }
        String listed = end(start(Map.of("HOME", home.toString(), "XDG_DATA_HOME", data.toString()),
                kintsugi("models", "list"))).out();
        assertTrue(listed.contains("of-data"), listed);
        assertFalse(listed.contains("of-home"), listed);
    }

    @Test
    void withoutAnyHomeASentenceAndAnObjectSaySo() throws Exception {
        Outcome o = end(start(Map.of("HOME", "", "JDK_JAVA_OPTIONS", "-Duser.home=?"),
                kintsugi("models", "list", "--json")));

        assertEquals(1, o.status(), o.err());
        String sentence = o.json().get("error").getAsString();
        assertTrue(sentence.startsWith("There is no home folder"), sentence);
        assertTrue(o.err().contains("kintsugi: " + sentence), o.err());
    }

    /** A disk mounted noexec, one that is too small and one that is read-only, where the system lets a user mount. */
    @Test
    void aCacheThatCannotServeIsSaidToBeThat() throws Exception {
        Path cache = Files.createDirectory(folder.resolve("cache"));
        Path in = picture("in.png", 24, 16);
        Map<String, String> right = Map.of("noexec", "without the right to execute", "size=50m", "not enough room",
                "ro", "can't be written to");
        for (Map.Entry<String, String> kind : right.entrySet()) {
            List<String> command = new ArrayList<>(List.of("unshare", "-rm", "sh", "-c", "mount -t tmpfs -o "
                    + kind.getKey() + " tmpfs \"$0\" || exit 99; exec \"$@\"", cache.toString()));
            command.addAll(kintsugi("restore", "--task", "denoise", "-i", in, "-o", folder.resolve("out.png"),
                    "--json"));

            Outcome o = end(start(Map.of("DJL_CACHE_DIR", cache.toString()), command));

            assumeTrue(o.status() == 1, o.err());
            String sentence = o.json().getAsJsonArray("failed").get(0).getAsJsonObject().get("error").getAsString();
            assertTrue(sentence.contains(kind.getValue()) && sentence.contains(cache.toString()), sentence);
        }
    }

    private List<Path> hidden() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.getFileName().toString().startsWith(".")).toList();
        }
    }

    /** Killed once the unfinished file is there: picocli, the writer and the engine are all under way by then. */
    private void leavesNothing(String signal, int status, Object... arguments) throws Exception {
        Process process = start(Map.of(), kintsugi(arguments));
        try {
            while (hidden().isEmpty()) {
                assertFalse(process.waitFor(20, TimeUnit.MILLISECONDS), () -> {
                    try {
                        return "it ended before it wrote: " + Files.readString(folder.resolve("err.txt"));
                    } catch (IOException e) {
                        return e.toString();
                    }
                });
            }
            assertEquals(0, new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor());
            assertEquals(status, end(process).status());
        } finally {
            process.destroyForcibly();
        }
        assertEquals(List.of(), hidden());
        assertFalse(Files.exists(folder.resolve("out.png")));
    }

    /** Killed once the folder for results is there, which is before the work. */
    private void leavesNoFolder(String... arguments) throws Exception {
        Path made = folder.resolve("made");
        List<Object> all = new ArrayList<>(List.of((Object[]) arguments));
        all.addAll(List.of("-i", folder.resolve("in.png"), "-o", made.resolve("for/results/")));
        Process process = start(Map.of("KINTSUGI_HOME", folder.resolve("home").toString()), kintsugi(all.toArray()));
        try {
            while (!Files.exists(made)) {
                assertFalse(process.waitFor(20, TimeUnit.MILLISECONDS), "it ended before it made a folder");
            }
            assertEquals(0, new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor());
            assertEquals(130, end(process).status());
        } finally {
            process.destroyForcibly();
        }
        assertFalse(Files.exists(made), arguments[0]);
    }

    @Test
    void foldersThatGotNoResultGoWithTheProgram() throws Exception {
        picture("in.png", 1500, 1500);
        Path recipe = Files.writeString(folder.resolve("recipe.json"), "{\"version\":1,\"steps\":[{\"tool\":"
                + "\"denoise\",\"model\":\"denoise-fast\",\"modelHash\":\"\",\"parameters\":{\"strength\":1.0}}]}");
        leavesNoFolder("restore", "--task", "denoise", "-m", "denoise-fast");
        leavesNoFolder("upscale");
        leavesNoFolder("colorize", "--layers", "-r", folder.resolve("in.png").toString());
        leavesNoFolder("apply", recipe.toString());
    }

    @Test
    void whatIsKilledInMidWriteLeavesNothing() throws Exception {
        Path in = picture("in.png", 1500, 1500);
        leavesNothing("INT", 130, "upscale", "-i", in, "-o", folder.resolve("out.png"));
        leavesNothing("TERM", 143, "upscale", "-i", in, "-o", folder.resolve("out.png"));
    }
}
