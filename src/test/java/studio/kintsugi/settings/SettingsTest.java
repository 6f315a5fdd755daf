package studio.kintsugi.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings last until the next start; a damaged file resets them. */
class SettingsTest {
    @TempDir
    private Path folder;

    @Test
    void choicesAreThereAtTheNextStart() {
        ToolDefaults defaults = new ToolDefaults(folder.resolve("new"));
        defaults.set("deblur", "net-g");
        assertEquals(Optional.of("net-g"), new ToolDefaults(folder.resolve("new")).of("deblur"));
        defaults.forget("net-g");
        assertEquals(Optional.empty(), new ToolDefaults(folder.resolve("new")).of("deblur"));
    }

    @Test
    void aDamagedFileCostsAChoiceAndNoMore() throws Exception {
        Files.writeString(folder.resolve("default-models.json"), "[1, 2");
        Files.writeString(folder.resolve("recent.json"), "{\"a\": 1}");
        Files.writeString(folder.resolve("speeds.json"), "");
        assertEquals(Optional.empty(), new ToolDefaults(folder).of("denoise"));
        assertEquals(List.of(), new RecentFiles(folder).list());
        assertTrue(new MeasuredSpeeds(folder).of("denoise").isEmpty());
    }

    @Test
    void theNewestPicturesComeFirstAndThoseThatAreGoneAreLeftOut() throws Exception {
        RecentFiles recent = new RecentFiles(folder);
        for (int i = 0; i < 15; i++) {
            recent.opened(Files.writeString(folder.resolve(i + ".png"), ""));
        }
        recent.opened(folder.resolve("9.png"));
        Files.delete(folder.resolve("12.png"));
        List<String> names =
                new RecentFiles(folder).list().stream().map(p -> p.getFileName().toString()).toList();
        assertEquals(List.of("9.png", "14.png", "13.png", "11.png"), names.subList(0, 4));
        assertEquals(11, names.size());
        recent.clear();
        assertEquals(List.of(), new RecentFiles(folder).list());
    }

    @Test
    void speedsFollowTheMachine() {
        MeasuredSpeeds speeds = new MeasuredSpeeds(folder);
        speeds.measured("denoise", 100);
        speeds.measured("denoise", 200);
        assertEquals(150, new MeasuredSpeeds(folder).of("denoise").orElseThrow());
    }

    /** The first run of a program loads libraries and a model, and says nothing about the next. */
    @Test
    void aColdStartIsForgottenAtTheFirstWarmRun() {
        MeasuredSpeeds speeds = new MeasuredSpeeds(folder);
        speeds.measured("denoise", 100);
        speeds.measured("denoise", 5000);
        assertEquals(5000, new MeasuredSpeeds(folder).of("denoise").orElseThrow());
        speeds.measured("denoise", 4000);
        assertEquals(4500, speeds.of("denoise").orElseThrow());
    }

    @Test
    void whatTheProgramWorksWithIsKept() {
        WorkSettings work = new WorkSettings(folder);
        assertEquals(1, work.strength("denoise"));
        work.setStrength("denoise", 0.6);
        work.setPrecision("float32");
        work.setCache(Optional.of(folder.resolve("cache")));
        WorkSettings again = new WorkSettings(folder);
        assertEquals(0.6, again.strength("denoise"));
        assertEquals(1, again.strength("deblur"));
        assertEquals(Optional.of("float32"), again.precision());
        assertEquals(Optional.of(folder.resolve("cache")), again.cache());
        again.setCache(Optional.empty());
        assertTrue(new WorkSettings(folder).cache().isEmpty());
    }
}
