package studio.kintsugi.app;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.stage.Window;
import studio.kintsugi.ui.strip.FilmStrip;

/**
 * The application in a process of its own, for tests that kill it: opens the files of its command line, runs the chosen
 * tool on all of them, and says {@code finished NAME} once the film strip shows that a picture has a result, and {@code
 * open N} where so many pictures are open.
 */
final class WindowProcess {
    private static final Set<String> SAID = new HashSet<>();
    private static boolean begun;
    private static int open;

    private WindowProcess() {}

    public static void main(String[] files) {
        Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory()).scheduleWithFixedDelay(
                () -> look(files.length), 200, 20, TimeUnit.MILLISECONDS);
        Main.main(files);
    }

    private static void look(int count) {
        try {
            Platform.runLater(() -> Window.getWindows().stream().map(Window::getScene).filter(s -> s != null)
                    .filter(s -> s.lookup("#film-strip") != null).findFirst().ifPresent(s -> look(s, count)));
        } catch (IllegalStateException notStarted) {
            return;
        }
    }

    private static void look(Scene scene, int count) {
        FilmStrip strip = (FilmStrip) scene.lookup("#film-strip");
        if (!begun && strip.getItems().size() == count) {
            begun = true;
            strip.selectAll();
            ((Button) scene.lookup("#run")).fire();
        }
        if (strip.getItems().size() != open) {
            open = strip.getItems().size();
            System.out.println("open " + open);
        }
        for (Node name : scene.getRoot().lookupAll("#film-strip .frame .label")) {
            String text = ((Label) name).getText();
            if (text != null && text.startsWith("• ") && SAID.add(text)) {
                System.out.println("finished " + text.substring(2));
            }
        }
    }
}
