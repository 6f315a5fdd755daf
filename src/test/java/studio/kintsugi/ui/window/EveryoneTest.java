package studio.kintsugi.ui.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javafx.application.ColorScheme;
import javafx.geometry.Bounds;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Slider;
import javafx.scene.control.Spinner;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.paint.Color;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import studio.kintsugi.ui.preferences.Theme;

/** The window for those who see little, hear it read, or have no mouse. */
@ExtendWith(ApplicationExtension.class)
class EveryoneTest {
    private static final double READABLE = 4.5;
    private static final int MOST_STOPS = 80;
    /** Places of a text that are looked at for what it stands on. */
    private static final int MARGIN = 2;

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
        views.stop();
    }

    @Test
    void everyTextCanBeReadInBothThemesAndEveryControlHasAName(FxRobot robot) throws Exception {
        Set<String> faults = new TreeSet<>();
        for (Map.Entry<String, Views.Way> view : views.all(robot).entrySet()) {
            view.getValue().go();
            TestWindow.awaitStill(robot, stage.getScene().getRoot());
            Theme theme = new Theme(stage.getScene());
            for (ColorScheme scheme : ColorScheme.values()) {
                robot.interact(() -> theme.apply(scheme));
                robot.interact(() -> {
                    WritableImage drawn = stage.getScene().snapshot(null);
                    contrast(uppermost(), drawn.getPixelReader(), view.getKey() + " " + scheme + ": ",
                            faults);
                });
            }
            robot.interact(() -> names(stage.getScene().getRoot(), view.getKey() + ": ", faults));
        }
        assertEquals("", String.join("\n", faults));
    }

    /** What lies over the window, which is dimmed then, or the window. */
    private Parent uppermost() {
        return stage.getScene().getRoot().getChildrenUnmodifiable().stream()
                .filter(n -> n.getStyleClass().contains("modal-pane") && n.isVisible()).map(Parent.class::cast)
                .findFirst().orElse(stage.getScene().getRoot());
    }

    private void contrast(Node node, PixelReader drawn, String where, Set<String> faults) {
        if (!node.isVisible() || node.isDisabled() || node.getOpacity() < 0.9) {
            return;
        }
        if (node instanceof Text text && text.getFill() instanceof Color fill && !text.getText().isBlank()
                && isText(text)) {
            Color ground = ground(text, drawn);
            double ratio = ground == null ? READABLE : ratio(over(fill, ground), ground);
            if (ratio < READABLE - 0.05) {
                faults.add(where + "“" + text.getText().lines().findFirst().orElse("") + "” has " + Math.round(
                        10 * ratio) / 10.0 + ":1, " + fill + " on " + ground);
            }
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(c -> contrast(c, drawn, where, faults));
        }
    }

    /** Icons are texts, too, of a font of their own; what they say stands in their control's name. */
    private static boolean isText(Text text) {
        return !text.getStyleClass().contains("ikonli-font-icon");
    }

    /** The colour that is most frequent round a text; null where it lies outside the window or under something. */
    private static Color ground(Text text, PixelReader drawn) {
        Bounds place = text.localToScene(text.getBoundsInLocal());
        Bounds clip = clip(text);
        int left = (int) Math.max(Math.max(0, clip.getMinX()), place.getMinX() - MARGIN);
        int top = (int) Math.max(Math.max(0, clip.getMinY()), place.getMinY() - MARGIN);
        int right = (int) Math.min(Math.min(text.getScene().getWidth() - 1, clip.getMaxX()), place.getMaxX() + MARGIN);
        int bottom = (int) Math.min(Math.min(text.getScene().getHeight() - 1, clip.getMaxY()),
                place.getMaxY() + MARGIN);
        if (right - left < 4 || bottom - top < 4) {
            return null;
        }
        Map<Integer, Integer> counts = new HashMap<>();
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                counts.merge(drawn.getArgb(x, y), 1, Integer::sum);
            }
        }
        int most = counts.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
        Color found = Color.rgb(most >> 16 & 255, most >> 8 & 255, most & 255);
        // something that lies over the text hides it
        boolean isThere = counts.keySet().stream().anyMatch(c -> distance(c, text.getFill()) < 0.35);
        return isThere ? found : null;
    }

    private static double distance(int argb, Object fill) {
        Color c = (Color) fill;
        return Math.abs((argb >> 16 & 255) / 255.0 - c.getRed()) + Math.abs((argb >> 8 & 255) / 255.0 - c.getGreen())
                + Math.abs((argb & 255) / 255.0 - c.getBlue());
    }

    /** What scrolling panes leave to be seen. */
    private static Bounds clip(Node node) {
        Bounds clip = node.getScene().getRoot().getLayoutBounds();
        for (Node at = node; at != null; at = at.getParent()) {
            if (at.getClip() != null) {
                Bounds own = at.localToScene(at.getClip().getBoundsInParent());
                double left = Math.max(clip.getMinX(), own.getMinX());
                double top = Math.max(clip.getMinY(), own.getMinY());
                clip = new javafx.geometry.BoundingBox(left, top,
                        Math.max(0, Math.min(clip.getMaxX(), own.getMaxX()) - left),
                        Math.max(0, Math.min(clip.getMaxY(), own.getMaxY()) - top));
            }
        }
        return clip;
    }

    private static Color over(Color fill, Color ground) {
        return ground.interpolate(new Color(fill.getRed(), fill.getGreen(), fill.getBlue(), 1), fill.getOpacity());
    }

    /** WCAG 2.1's contrast ratio. */
    private static double ratio(Color a, Color b) {
        double one = luminance(a);
        double other = luminance(b);
        return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    }

    private static double luminance(Color c) {
        return 0.2126 * linear(c.getRed()) + 0.7152 * linear(c.getGreen()) + 0.0722 * linear(c.getBlue());
    }

    private static double linear(double v) {
        return v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
    }

    private static void names(Node node, String where, Set<String> faults) {
        if (!node.isVisible()) {
            return;
        }
        // the editor of a spinner or an editable box is part of it and has its name
        boolean isPart = node.getParent() instanceof Spinner || node.getParent() instanceof ComboBoxBase;
        if (node.isFocusTraversable() && !isPart && !(node instanceof ScrollPane)) {
            boolean named = node.getAccessibleText() != null && !node.getAccessibleText().isBlank()
                    || node instanceof Labeled labeled && labeled.getText() != null && !labeled.getText().isBlank();
            if (!named) {
                faults.add(where + node + " has no name");
            }
            if (node instanceof Slider slider
                    && slider.queryAccessibleAttribute(AccessibleAttribute.VALUE_STRING) == null) {
                faults.add(where + node + " tells no value");
            }
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(c -> names(c, where, faults));
        }
    }

    @Test
    void tabGoesThroughTheWindowAndIsSeenAtEveryStop(FxRobot robot) throws Exception {
        Set<String> faults = new TreeSet<>();
        Map<String, Views.Way> ways = views.all(robot);
        for (String view : new String[] {"empty", "photo", "colorize", "dream"}) {
            ways.get(view).go();
            TestWindow.awaitStill(robot, stage.getScene().getRoot());
            Set<String> stops = stops(robot, view, faults);
            assertTrue(stops.size() > 8, view + " has few stops: " + stops);
        }
        assertEquals("", String.join("\n", faults));
    }

    /** Presses Tab until the focus is where it was before, and compares what is drawn with and without it. */
    private Set<String> stops(FxRobot robot, String view, Set<String> faults) {
        Set<String> stops = new TreeSet<>();
        for (int i = 0; i < MOST_STOPS; i++) {
            WritableImage before = drawn(robot);
            robot.push(KeyCode.TAB);
            WritableImage after = drawn(robot);
            Node focused = stage.getScene().getFocusOwner();
            if (focused == null || focused.getId() != null && !stops.add(focused.getId())) {
                return stops;
            }
            if (!differs(before, after, focused.localToScene(focused.getLayoutBounds()))) {
                faults.add(view + ": the focus is not seen on " + focused);
            }
        }
        return stops;
    }

    private WritableImage drawn(FxRobot robot) {
        WritableImage[] image = new WritableImage[1];
        robot.interact(() -> image[0] = stage.getScene().snapshot(null));
        return image[0];
    }

    private static boolean differs(WritableImage before, WritableImage after, Bounds place) {
        for (int y = (int) Math.max(0, place.getMinY() - 6); y < Math.min(before.getHeight(),
                place.getMaxY() + 6); y++) {
            for (int x = (int) Math.max(0, place.getMinX() - 6); x < Math.min(before.getWidth(), place.getMaxX() + 6);
                    x++) {
                if (before.getPixelReader().getArgb(x, y) != after.getPixelReader().getArgb(x, y)) {
                    return true;
                }
            }
        }
        return false;
    }
}
