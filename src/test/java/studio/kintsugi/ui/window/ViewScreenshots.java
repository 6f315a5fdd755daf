package studio.kintsugi.ui.window;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javafx.application.ColorScheme;
import javafx.embed.swing.SwingFXUtils;
import javafx.geometry.Rectangle2D;
import javafx.scene.image.WritableImage;
import javafx.scene.robot.Robot;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import studio.kintsugi.ui.common.Language;
import studio.kintsugi.ui.common.Texts;
import studio.kintsugi.ui.preferences.Theme;

/**
 * Takes pictures of every view as the screen shows it, pixel by pixel, light and dark, in both languages and those of
 * two sizes that the screen has room for: no test, and run only where it is told which folder they go into ({@code
 * src/docs/contributing.md} has the command).
 */
@ExtendWith(ApplicationExtension.class)
@EnabledIfSystemProperty(named = "screenshots.views", matches = ".+")
class ViewScreenshots {
    private static final int[][] SIZES = {{1024, 700}, {1600, 1000}};
    /** Until the screen shows what was laid out, in milliseconds. */
    private static final long PULSES = 400;

    @TempDir
    private Path folder;

    private Views views;
    private Stage stage;

    @Start
    void start(Stage shown) {
        stage = shown;
        views = new Views(folder);
        views.start(shown);
    }

    @Stop
    void stop() {
        Texts.speak(Language.SYSTEM);
        views.stop();
    }

    @Test
    void takeAll(FxRobot robot) throws Exception {
        Path into = Files.createDirectories(Path.of(System.getProperty("screenshots.views")));
        for (Map.Entry<String, Views.Way> view : views.all(robot).entrySet()) {
            view.getValue().go();
            Theme theme = new Theme(stage.getScene());
            for (int[] size : sizes()) {
                for (Language language : new Language[] {Language.CHINESE, Language.ENGLISH}) {
                    robot.interact(() -> {
                        stage.setX(0);
                        stage.setY(0);
                        stage.setWidth(size[0]);
                        stage.setHeight(size[1]);
                        Texts.speak(language);
                    });
                    TestWindow.awaitStill(robot, stage.getScene().getRoot());
                    for (ColorScheme scheme : ColorScheme.values()) {
                        String name = String.join("-", view.getKey(), "" + size[0],
                                language.locale().getLanguage(), scheme.name().toLowerCase(java.util.Locale.ROOT));
                        robot.interact(() -> theme.apply(scheme));
                        write(robot, into.resolve(name + ".png"));
                    }
                }
            }
        }
    }

    private static List<int[]> sizes() {
        Rectangle2D screen = Screen.getPrimary().getBounds();
        return Stream.of(SIZES).filter(s -> s[0] <= screen.getWidth() && s[1] <= screen.getHeight()).toList();
    }

    private void write(FxRobot robot, Path file) throws Exception {
        robot.sleep(PULSES);
        WritableImage[] shown = new WritableImage[1];
        robot.interact(() -> shown[0] = new Robot().getScreenCapture(null, stage.getX(), stage.getY(),
                stage.getWidth(), stage.getHeight(), false));
        BufferedImage image = SwingFXUtils.fromFXImage(shown[0], null);
        ImageIO.write(image, "png", file.toFile());
    }
}
