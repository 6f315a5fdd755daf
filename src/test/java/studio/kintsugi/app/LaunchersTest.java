package studio.kintsugi.app;

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
    void windowsGetsTheSameFlags() throws Exception {
        String shell = Files.readString(Path.of("installer/bin/kintsugi"));
        String batch = Files.readString(Path.of("installer/bin/kintsugi.bat"));
        Matcher flags = Pattern.compile("(?s)\nflags=\\((.*?)\\)").matcher(shell);
        assertTrue(flags.find());
        List<String> all = List.of(flags.group(1).strip().split("\\s+"));
        assertFalse(all.size() < 5, all.toString());
        all.forEach(flag -> assertTrue(batch.contains(" " + flag + " "), flag));
    }
}
