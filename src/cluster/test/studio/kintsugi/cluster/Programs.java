package studio.kintsugi.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What was built, started as processes. */
final class Programs {
    static final Path CLUSTER = Path.of(System.getProperty("kintsugi.cluster.folder")).normalize();
    static final Path TOP = CLUSTER.getParent().getParent();
    static final Path DESKTOP = CLUSTER.resolveSibling("kintsugi/bin/kintsugi");

    /** How a process ended. */
    record Ended(int status, String output) {}

    /** A process that runs. */
    record Running(Process process, Path log) {
        Ended end() throws IOException, InterruptedException {
            int status = process.waitFor();
            return new Ended(status, Files.readString(log));
        }
    }

    private Programs() {}

    /** The desktop's launcher, which gives {@code apply --on} to the cluster's. */
    static Running kintsugi(Path home, Object... arguments) throws IOException {
        return kintsugi(home, Map.of(), arguments);
    }

    /** The same in an environment. */
    static Running kintsugi(Path home, Map<String, String> environment, Object... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("bash", DESKTOP.toString()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        Map<String, String> all = new HashMap<>(environment);
        all.put("KINTSUGI_HOME", home.toString());
        return start(command, all);
    }

    /** The driver with the classes of these tests, as {@link StubbornFileSystem}. */
    static Running withTestClasses(Path home, Object... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java")
                .toString(), "-Xmx1g", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow",
                "-Dai.djl.offline=true", "-cp", classPath(), Main.class.getName()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return start(command, Map.of("KINTSUGI_HOME", home.toString()));
    }

    /** Of the program, with the classes of these tests. */
    static String classPath() {
        return CLUSTER.resolve("lib") + "/*:" + CLUSTER.resolve("jars") + "/*:"
                + Path.of(Programs.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    }

    static Running start(List<String> command, Map<String, String> environment) throws IOException {
        Path log = Files.createTempFile("kintsugi", ".log");
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        builder.environment().put("OMP_NUM_THREADS", "1");
        builder.environment().putAll(environment);
        return new Running(builder.start(), log);
    }

    /** What a shell script says, which has to succeed. */
    static String script(Path script, Map<String, String> environment, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("bash", script.toString()));
        command.addAll(List.of(arguments));
        Ended ended = start(command, environment).end();
        if (ended.status() != 0) {
            throw new AssertionError(new String(ended.output().getBytes(StandardCharsets.UTF_8),
                    StandardCharsets.UTF_8));
        }
        return ended.output().strip();
    }
}
