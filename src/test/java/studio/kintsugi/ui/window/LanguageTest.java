package studio.kintsugi.ui.window;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import studio.kintsugi.ui.common.Language;
import studio.kintsugi.ui.common.Texts;

/** The language changes at once, everywhere: what is on the screen then is all in it. */
@ExtendWith(ApplicationExtension.class)
class LanguageTest {
    private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");
    private static final Pattern LATIN = Pattern.compile("[A-Za-z]{2,}");
    /**
     * What is the same in every language: names of files, formats, networks, licences, people, keys and units; and
     * prompts, which are in the words that the guide has learnt.
     */
    private static final Pattern NAMES = Pattern.compile("Kintsugi|English|[\\w.~+/-]*\\.(png|jpg|pth|pt|safetensors)"
            + "|https?://\\S+|/\\S+|~/\\S*|JPEG|PNG|TIFF|WebP|RGB|sRGB|ISO|GPU|MB|GB|dB|PSNR|SSIM|MIT|NAFNet|NAFSSR"
            + "|ERRNet|RepSR|SCFT|CLIP|VGG|GAL|(Ctrl|Shift|Alt|Meta|Esc|Page|Up|Down|Plus|Minus|Equals|Add"
            + "|Subtract|Comma|Period|Numpad|Home|End|F\\d+|\\+)+|CC-BY\\S*|Apache\\S*|BSD\\S*|ViT\\S*|RN\\d+"
            + "|an? [a-z ]+");

    @TempDir
    private Path folder;

    private Views views;

    @Start
    void start(Stage stage) {
        views = new Views(folder);
        views.start(stage);
    }

    @Stop
    void stop() {
        Texts.speak(Language.SYSTEM);
        views.stop();
    }

    @Test
    void everyViewSpeaksTheChosenLanguageAtOnceAndNothingElse(FxRobot robot) throws Exception {
        robot.interact(() -> Texts.speak(Language.ENGLISH));
        Set<String> faults = new TreeSet<>();
        for (Map.Entry<String, Views.Way> view : views.all(robot).entrySet()) {
            view.getValue().go();
            collect(robot, Language.CHINESE, view.getKey(), LanguageTest::isEnglish, faults);
            collect(robot, Language.ENGLISH, view.getKey(), LanguageTest::isChinese, faults);
        }
        assertEquals("", String.join("\n", faults));
    }

    private void collect(FxRobot robot, Language language, String view, Predicate<String> isFault,
            Set<String> faults) {
        robot.interact(() -> Texts.speak(language));
        robot.interact(() -> ShownTexts.of(robot.window(0).getScene().getRoot()).stream()
                .filter(s -> isFault.test(s.text())).forEach(s -> faults.add(language + " " + view + ": " + s.text()
                        + " (" + s.by().getClass().getSimpleName() + " " + s.by().getId() + ")")));
    }

    /** Whether a text has words of English, and nothing that says it is a name in a Chinese sentence. */
    private static boolean isEnglish(String text) {
        return !CHINESE.matcher(text).find() && LATIN.matcher(NAMES.matcher(text).replaceAll("")).find();
    }

    private static boolean isChinese(String text) {
        return CHINESE.matcher(text.replace("简体中文", "")).find();
    }
}
