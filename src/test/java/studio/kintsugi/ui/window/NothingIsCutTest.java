package studio.kintsugi.ui.window;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListCell;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import org.testfx.util.WaitForAsyncUtils;
import studio.kintsugi.ui.common.Language;
import studio.kintsugi.ui.common.Texts;

/** Every text is laid out whole, in a small window and a large one, in both languages. */
@ExtendWith(ApplicationExtension.class)
class NothingIsCutTest {
    private static final int[][] SIZES = {{1024, 700}, {1600, 1000}};

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
    void noTextIsCutAndNoControlPushedOut(FxRobot robot) throws Exception {
        Set<String> faults = new TreeSet<>();
        for (Map.Entry<String, Views.Way> view : views.all(robot).entrySet()) {
            view.getValue().go();
            for (int[] size : SIZES) {
                for (Language language : new Language[] {Language.CHINESE, Language.ENGLISH}) {
                    robot.interact(() -> {
                        stage.setWidth(size[0]);
                        stage.setHeight(size[1]);
                        Texts.speak(language);
                    });
                    WaitForAsyncUtils.waitForFxEvents();
                    String where = size[0] + " " + language + " " + view.getKey() + ": ";
                    robot.interact(() -> {
                        Parent root = stage.getScene().getRoot();
                        root.applyCss();
                        root.layout();
                        look(root, where, faults);
                    });
                }
            }
        }
        assertEquals("", String.join("\n", faults));
    }

    private void look(Node node, String where, Set<String> faults) {
        if (!node.isVisible()) {
            return;
        }
        if (node instanceof Labeled labeled && labeled.getText() != null && !labeled.getText().isBlank()
                && !isName(labeled)) {
            String whole = labeled.isMnemonicParsing() ? withoutMnemonic(labeled.getText()) : labeled.getText();
            String laidOut = labeled.getChildrenUnmodifiable().stream().filter(Text.class::isInstance)
                    // icons are texts, too, of a font of their own
                    .filter(c -> !c.getStyleClass().contains("ikonli-font-icon"))
                    .map(c -> ((Text) c).getText()).findFirst().orElse(whole);
            if (!laidOut.strip().equals(whole.strip())) {
                faults.add(where + "“" + whole + "” shows as “" + laidOut + "” (" + labeled.getId() + ")");
            }
        }
        if (node.getId() != null && node.isManaged() && node instanceof javafx.scene.control.ButtonBase
                && isPushedOut(node)) {
            faults.add(where + node.getId() + " lies outside the window");
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(c -> look(c, where, faults));
        }
    }

    /** Names of files and models may be shortened; a tooltip has the whole. */
    private static boolean isName(Labeled labeled) {
        return labeled instanceof ListCell || labeled.getTooltip() != null && labeled.getStyleClass().contains("name")
                || labeled.getParent() != null && labeled.getParent().getStyleClass().contains("frame");
    }

    private static String withoutMnemonic(String text) {
        return text.replaceFirst("_", "");
    }

    /** Whether part of a node lies beyond the window's left or right, where nothing scrolls to. */
    private boolean isPushedOut(Node node) {
        Bounds place = node.localToScene(node.getLayoutBounds());
        return place.getWidth() > 0 && (place.getMinX() < -1 || place.getMaxX() > stage.getScene().getWidth() + 1);
    }
}
