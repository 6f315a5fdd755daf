package studio.kintsugi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What .editorconfig and the contributing guide ask of the sources and no compiler checks. */
class SourceStyleTest {
    private static final int MOST_COLUMNS = 120;
    private static final Pattern IMPORT = Pattern.compile("import (?:static )?[\\w.]+\\.(\\w+);");

    private static final Map<Path, List<String>> SOURCES = new TreeMap<>();

    @BeforeAll
    static void read() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                SOURCES.put(file, Files.readAllLines(file));
            }
        }
    }

    @Test
    void noLineIsLongerThanItMayBe() {
        List<String> faults = new ArrayList<>();
        SOURCES.forEach((file, lines) -> {
            for (int i = 0; i < lines.size(); i++) {
                int columns = lines.get(i).codePointCount(0, lines.get(i).length());
                if (columns > MOST_COLUMNS) {
                    faults.add(file + ":" + (i + 1) + " has " + columns + " columns");
                }
            }
        });
        assertEquals(List.of(), faults);
    }

    @Test
    void nothingIsImportedInVain() {
        List<String> faults = new ArrayList<>();
        SOURCES.forEach((file, lines) -> {
            String code = lines.stream().filter(l -> !IMPORT.matcher(l).matches()).collect(Collectors.joining("\n"));
            for (String line : lines) {
                Matcher imported = IMPORT.matcher(line);
                if (imported.matches() && !Pattern.compile("\\b" + imported.group(1) + "\\b").matcher(code).find()) {
                    faults.add(file + ": " + line);
                }
            }
        });
        assertEquals(List.of(), faults);
    }

    /** A newcomer learns from each package's own page what lives there. */
    @Test
    void everyPackageSaysWhatItHolds() {
        List<Path> silent = SOURCES.keySet().stream()
                .filter(f -> Stream.of("main", "cluster").anyMatch(m -> f.startsWith(Path.of("src", m, "java"))))
                .map(Path::getParent).distinct()
                .filter(p -> !SOURCES.containsKey(p.resolve("package-info.java"))).toList();
        assertEquals(List.of(), silent);
    }

    /** The device is decided once and handed down. */
    @Test
    void devicesArePickedInOnePlace() {
        List<Path> places = SOURCES.entrySet().stream().filter(e -> e.getKey().startsWith(Path.of("src", "main"))
                && e.getValue().stream().anyMatch(l -> l.contains("Device.cpu()"))).map(Map.Entry::getKey).toList();
        assertEquals(List.of(Path.of("src/main/java/studio/kintsugi/compute/ComputeDevice.java")), places);
    }
}
