package studio.kintsugi.ui.preferences;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.application.Application;
import javafx.scene.Scene;
import javafx.scene.layout.Pane;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;

/** The window's colours. */
@ExtendWith(ApplicationExtension.class)
class ThemeTest {
    @Test
    void theColorsAreThereFromTheBeginningAndFollowTheChoice(FxRobot robot) {
        robot.interact(() -> {
            Application.setUserAgentStylesheet(null);
            Scene scene = new Scene(new Pane());
            Theme theme = new Theme(scene);
            theme.brightnessProperty().set(Brightness.DARK);
            theme.follow();
            assertTrue(Application.getUserAgentStylesheet().contains("dark"), "at the beginning");
            assertTrue(scene.getRoot().getStyleClass().contains("dark"));
            theme.brightnessProperty().set(Brightness.LIGHT);
            assertTrue(Application.getUserAgentStylesheet().contains("light"), "after a change");
            assertFalse(scene.getRoot().getStyleClass().contains("dark"));
        });
    }
}
