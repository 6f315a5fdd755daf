package studio.kintsugi.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The launchers of all platforms start the same program in the same way. */
class LaunchersTest {
    @Test
    void installersGetTheSameFlags() throws Exception {
        List<String> options = Files.readAllLines(Path.of("installer/jpackage-options"));
        List<String> given = options.stream().filter(o -> o.startsWith("--java-options "))
                .map(o -> o.substring("--java-options ".length()).replaceFirst("(?<=^--add-exports)=", " ")).toList();
        assertEquals(String.join(" ", flags()), String.join(" ", given));
    }

    @Test
    void windowsGetsTheSameFlags() throws Exception {
        String batch = Files.readString(Path.of("installer/bin/kintsugi.bat"));
        flags().forEach(flag -> assertTrue(batch.contains(" " + flag + " "), flag));
    }

    /** Both platforms give recipes for a cluster to the same program in the same way. */
    @Test
    void theClustersLaunchersStartTheSameDriver() throws Exception {
        String shell = Files.readString(Path.of("installer/cluster/kintsugi-cluster"));
        String batch = Files.readString(Path.of("installer/cluster/kintsugi-cluster.bat"));
        Matcher start = Pattern.compile("exec \"\\$java\" ([^$]*)").matcher(shell);
        assertTrue(start.find());
        List<String> flags = List.of(start.group(1).replace("\\\n", " ").strip().split("\\s+"));
        assertTrue(flags.size() > 5, flags.toString());
        flags.forEach(flag -> assertTrue(batch.contains(" " + flag + " "), flag));
        for (String launcher : List.of("installer/bin/kintsugi", "installer/bin/kintsugi.bat")) {
            String text = Files.readString(Path.of(launcher));
            assertTrue(text.contains("--on") && text.contains("KINTSUGI_CLUSTER_HOME"), launcher);
        }
    }

    private static List<String> flags() throws Exception {
        String shell = Files.readString(Path.of("installer/bin/kintsugi"));
        Matcher flags = Pattern.compile("(?s)\nflags=\\((.*?)\\)").matcher(shell);
        assertTrue(flags.find());
        List<String> all = List.of(flags.group(1).strip().split("\\s+"));
        assertFalse(all.size() < 5, all.toString());
        return all;
    }
}
