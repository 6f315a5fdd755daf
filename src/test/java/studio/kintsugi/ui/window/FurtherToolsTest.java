package studio.kintsugi.ui.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static studio.kintsugi.ui.window.TestWindow.await;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import studio.kintsugi.store.ModelCard;
import studio.kintsugi.ui.tools.Tool;
import studio.kintsugi.ui.tools.ToolHost;
import studio.kintsugi.ui.tools.ToolSettings;
import studio.kintsugi.ui.tools.Workspace;

/** Tools added through the public interface alone: one that needs a second picture, one with a workspace. */
@ExtendWith(ApplicationExtension.class)
class FurtherToolsTest {
    @TempDir
    private Path folder;

    private final List<String> heard = new ArrayList<>();
    private TestWindow w;

    /** Needs a second picture before it can run; uses the denoiser's model. */
    private record WithReference() implements Tool {
        @Override
        public String id() {
            return "denoise";
        }

        @Override
        public String icon() {
            return "fth-edit";
        }

        @Override
        public ToolSettings settings(ToolHost host) {
            return new ToolSettings() {
                private final Button choose = new Button("Reference");
                private String reference;

                @Override
                public List<Node> controls() {
                    choose.setId("reference");
                    return List.of(choose);
                }

                @Override
                public boolean suits(ModelCard card) {
                    return card.id().equals("denoise");
                }

                @Override
                public boolean isComplete() {
                    return reference != null;
                }

                @Override
                public Map<String, Object> parameters() {
                    return Map.of("reference", reference);
                }

                @Override
                public void onChange(Runnable listener) {
                    choose.setOnAction(e -> {
                        reference = host.askPictures().getFirst().toString();
                        listener.run();
                    });
                }
            };
        }
    }

    /** Makes something without a picture. */
    private final class WithStudio implements Tool, Workspace {
        @Override
        public String id() {
            return "deblur";
        }

        @Override
        public String icon() {
            return "fth-box";
        }

        @Override
        public Optional<Workspace> workspace(ToolHost host) {
            heard.add("made");
            return Optional.of(this);
        }

        @Override
        public Node center() {
            Label label = new Label("A viewport");
            label.setId("viewport");
            return label;
        }

        @Override
        public Node panel() {
            Label label = new Label("A prompt");
            label.setId("prompt");
            return label;
        }

        @Override
        public void run() {
            heard.add("run");
        }

        @Override
        public void save() {
            heard.add("save");
        }

        @Override
        public void close() {
            heard.add("close");
        }
    }

    @Start
    void start(Stage stage) {
        w = new TestWindow(folder, List.of()).start(stage, List.of(new WithReference(), new WithStudio()));
    }

    @Stop
    void stop() {
        w.stop();
    }

    @Test
    void aToolRunsOnceItHasWhatItNeeds(FxRobot robot) throws Exception {
        Path photo = w.noisy("photo.png", 160, 120);
        robot.interact(() -> w.window.open(List.of(photo)));
        await(() -> robot.lookup("#frame-1").tryQuery().isPresent());
        assertTrue(robot.lookup("#run").queryButton().isDisabled(), "no reference yet");
        w.picked = List.of(folder.resolve("reference.png"));
        robot.clickOn("#reference");
        assertFalse(robot.lookup("#run").queryButton().isDisabled());
        robot.clickOn("#run");
        await(() -> !robot.lookup("#undo").queryButton().isDisabled());
    }

    @Test
    void aWorkspaceTakesTheCenterThePanelAndTheKeys(FxRobot robot) throws Exception {
        press(robot, KeyCode.DIGIT2);
        assertTrue(robot.lookup("#viewport").tryQuery().isPresent() && robot.lookup("#prompt").tryQuery().isPresent());
        assertFalse(robot.lookup("#compare-view").tryQuery().isPresent());
        press(robot, KeyCode.R);
        press(robot, KeyCode.S);
        robot.clickOn("#tool-denoise");
        assertTrue(robot.lookup("#compare-view").tryQuery().isPresent());
        assertFalse(robot.lookup("#prompt").tryQuery().isPresent());
        press(robot, KeyCode.DIGIT2);
        robot.interact(w.window::close);
        assertEquals(List.of("made", "run", "save", "close"), heard);
    }

    private static void press(FxRobot robot, KeyCode key) {
        robot.press(KeyCode.CONTROL, key).release(key, KeyCode.CONTROL);
    }
}
