package studio.kintsugi.ui.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextField;
import javafx.scene.image.Image;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import studio.kintsugi.checkpoint.HyperParameters;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.field.FieldFile;
import studio.kintsugi.field.VoxelField;
import studio.kintsugi.models.clip.CompactClip;
import studio.kintsugi.service.dream.DreamService;
import studio.kintsugi.store.ModelCard;
import studio.kintsugi.store.ModelFolder;
import studio.kintsugi.ui.common.Language;
import studio.kintsugi.ui.common.Texts;
import studio.kintsugi.ui.dream.DreamTool;
import studio.kintsugi.ui.dream.ViewportPane;

/** Dream in the window, with guidance of a few words that was never trained. */
@ExtendWith(ApplicationExtension.class)
class DreamWorkspaceTest {
    @TempDir
    private static Path folder;

    private TestWindow w;
    private DreamService dreams;

    @Start
    void start(Stage stage) throws Exception {
        w = new TestWindow(folder, List.of());
        List<String> words = List.of("red", "green", "chair", "tree");
        ModelFolder.write(Files.createDirectories(folder.resolve("models").resolve("tiny")),
                new ModelCard("tiny", "Tiny", "guide", "compact-clip",
                HyperParameters.of(Map.of("words", words, "kinds",
                        List.of("chair", "tree"), "colours", List.of("red", "green"))), 1, 1, 0, 0, "Apache-2.0",
                        "a test", List.of(), Map.of(), ""),
                CompactClip.initialWeights(words.size(), 256, new SplittableRandom(1)));
        ModelFolder.write(Files.createDirectories(folder.resolve("models").resolve("large")),
                new ModelCard("large", "Large", "guide", "clip", HyperParameters.of(Map.of("vision", "vit",
                        "image_resolution", 224, "vision_layers", 12, "vision_patch_size", 32, "vision_heads", 12,
                        "context_length", 77, "transformer_layers", 12, "transformer_heads", 8)), 1, 1, 0, 0,
                        "Apache-2.0", "a test", List.of(), Map.of(), ""),
                CompactClip.initialWeights(words.size(), 256, new SplittableRandom(1)));
        dreams = new DreamService(w.store, folder.resolve("dreams"), List.of("tiny"), 2,
                ComputeDevice.processor(), w.runner);
        w.start(stage, List.of(new DreamTool(dreams)));
    }

    @Stop
    void stop() {
        Texts.speak(Language.SYSTEM);
        w.stop();
        dreams.close();
    }

    @Test
    void aPromptBecomesAnObjectThatIsTurnedPausedKeptAndOpenedAgain(FxRobot robot) throws Exception {
        robot.clickOn("#prompt").write("a red chair");
        robot.clickOn("#dream-run");
        TestWindow.await(() -> state(robot).startsWith("Step"));
        robot.clickOn("#dream-pause");
        TestWindow.awaitSteady(2500, () -> state(robot));
        ViewportPane viewport = robot.lookup("#viewport").queryAs(ViewportPane.class);
        double before = viewport.view().azimuth();
        Image still = snapshot(robot, viewport);
        robot.drag(viewport, MouseButton.PRIMARY).dropBy(150, 40);
        assertTrue(Math.abs(viewport.view().azimuth() - before) > 0.5);
        TestWindow.await(() -> !same(still, snapshot(robot, viewport)));
        TestWindow.shots(robot, "dream");
        robot.clickOn("#dream-pause");
        robot.clickOn("#dream-stop");
        TestWindow.await(() -> state(robot).contains("kept"));
        TestWindow.await(() -> robot.lookup("#dream-kept-0").tryQuery().isPresent());
        assertEquals("a red chair", dreams.kept().getFirst().prompt());
        robot.clickOn("#dream-kept-0");
    }

    /** What is shown is what is saved: on the grid that was dreamt, or on a finer one. */
    @Test
    void aDreamThatIsKeptIsFinishedOnAFinerGrid(FxRobot robot) throws Exception {
        robot.clickOn("#prompt").write("a red chair");
        robot.clickOn("#dream-run");
        TestWindow.await(() -> state(robot).startsWith("Step"));
        ComboBox<Integer> detail = detail(robot);
        assertTrue(detail.isDisabled(), "a dream under way changes still");
        robot.clickOn("#dream-stop");
        TestWindow.await(() -> state(robot).contains("kept"));
        int dreamt = saved(robot, "dreamt.kfield").side();
        ViewportPane viewport = robot.lookup("#viewport").queryAs(ViewportPane.class);
        TestWindow.awaitStill(robot, viewport);
        Image coarse = snapshot(robot, viewport);

        robot.interact(() -> detail.setValue(160));
        assertTrue(robot.lookup("#detail-progress").query().isVisible());
        TestWindow.shot(robot, "dream-finishing");
        robot.clickOn("#detail-cancel");
        TestWindow.await(() -> detail.getValue() == 0 && !robot.lookup("#detail-progress").query().getParent()
                .isVisible());
        assertEquals(dreamt, saved(robot, "cancelled.kfield").side());

        robot.interact(() -> detail.setValue(128));
        TestWindow.await(() -> !robot.lookup("#detail-progress").query().getParent().isVisible());
        assertEquals(128, detail.getValue());
        TestWindow.await(() -> !same(coarse, snapshot(robot, viewport)));
        TestWindow.awaitStill(robot, viewport);
        TestWindow.shot(robot, "dream-finished");
        assertEquals(128, saved(robot, "fine.kfield").side());

        TestWindow.await(() -> robot.lookup("#dream-kept-0").tryQuery().isPresent());
        robot.clickOn("#dream-kept-0");
        TestWindow.await(() -> detail.getValue() == 0);
        assertEquals(dreamt, saved(robot, "again.kfield").side());
    }

    private VoxelField saved(FxRobot robot, String name) throws Exception {
        w.place = folder.resolve(name);
        robot.clickOn("#field-save");
        TestWindow.await(() -> Files.exists(w.place));
        return FieldFile.read(w.place);
    }

    @SuppressWarnings("unchecked")
    private static ComboBox<Integer> detail(FxRobot robot) {
        return robot.lookup("#detail").queryAs(ComboBox.class);
    }

    @Test
    void whatALargeGuideTakesIsSaidBeforeItBegins(FxRobot robot) throws Exception {
        TestWindow.await(() -> robot.lookup("#guidance-large").tryQuery().isPresent());
        Label cost = robot.lookup("#dream-cost").queryAs(Label.class);
        assertEquals("", cost.getText());
        clickInPanel(robot, "#guidance-large");
        TestWindow.await(() -> cost.getText().contains("180"));
        TestWindow.shot(robot, "dream-cost");
        clickInPanel(robot, "#guidance-large");
        TestWindow.await(() -> cost.getText().isEmpty());
    }

    @Test
    void keptDreamsAreFoundByWordsShownInTheirFolderAndDeleted(FxRobot robot) throws Exception {
        TestWindow.await(() -> robot.lookup("#guidance-tiny").tryQuery().isPresent());
        robot.clickOn("#prompt").write("a green chair").type(KeyCode.ENTER);
        TestWindow.await(() -> state(robot).startsWith("Step"));
        robot.clickOn("#dream-stop");
        TestWindow.await(() -> state(robot).contains("kept"));
        TestWindow.await(() -> kept(robot).contains("a green chair"));
        Path dream = dreams.kept().stream().filter(d -> d.prompt().equals("a green chair")).findFirst().orElseThrow()
                .folder();
        robot.clickOn("#dream-search").write("purple");
        TestWindow.await(() -> kept(robot).isEmpty());
        robot.eraseText(6).write("GREEN ch");
        TestWindow.await(() -> kept(robot).equals(List.of("a green chair")));
        robot.clickOn("#dream-folder");
        assertEquals(folder.resolve("dreams").toUri().toString(), w.browsed.getLast());

        chooseOfDream(robot, "dream-open-folder");
        assertEquals(dream.toUri().toString(), w.browsed.getLast());
        w.answer = false;
        chooseOfDream(robot, "dream-delete");
        assertTrue(w.asked.getLast().contains("a green chair"), w.asked.getLast());
        assertTrue(Files.exists(dream), "it was asked first");
        w.answer = true;
        chooseOfDream(robot, "dream-delete");
        TestWindow.await(() -> kept(robot).isEmpty() && !Files.exists(dream));
    }

    private static void chooseOfDream(FxRobot robot, String item) {
        robot.rightClickOn(robot.lookup("#dream-gallery .button").<Node>query());
        robot.clickOn((Node n) -> n.getId() != null && n.getId().startsWith(item));
    }

    private static List<String> kept(FxRobot robot) {
        return robot.lookup("#dream-gallery .button").queryAllAs(Button.class).stream().map(Button::getText).toList();
    }

    @Test
    void seedsAreComparedAndOneIsContinued(FxRobot robot) throws Exception {
        robot.clickOn("#prompt").write("a green tree");
        robot.interact(() -> robot.lookup("#seed").queryAs(Spinner.class).getEditor().setText("7"));
        robot.clickOn("#dream-vary");
        TestWindow.await(() -> robot.lookup("#variations").tryQuery().isPresent() && state(robot)
                .startsWith("Seed 1 of 4"));
        robot.clickOn("#dream-stop");
        TestWindow.await(() -> state(robot).contains("Continue the one"));
        assertTrue(enabled(robot, "#variation-0"));
        assertFalse(enabled(robot, "#variation-3"), "a seed that was not sketched can't be continued");
        TestWindow.shots(robot, "dream-variations");
        robot.clickOn("#variation-look-0");
        assertFalse(robot.lookup("#variations").query().isVisible());
        robot.clickOn("#variations-back");
        assertTrue(robot.lookup("#variations").query().isVisible());
        robot.clickOn("#variation-0");
        TestWindow.await(() -> state(robot).startsWith("Step"));
        robot.clickOn("#dream-stop");
        TestWindow.await(() -> state(robot).contains("kept"));
        assertEquals("7", robot.lookup("#seed").queryAs(Spinner.class).getEditor().getText());
        assertEquals("a-green-tree-7", dreams.kept().getFirst().folder().getFileName().toString());
        TestWindow.await(() -> prompts(robot).contains("a green tree"));
    }

    @Test
    void thePromptIsCommentedOnWhileItIsTyped(FxRobot robot) throws Exception {
        TestWindow.await(() -> robot.lookup("#dream-suggestion-0").tryQuery().isPresent());
        robot.clickOn("#dream-suggestion-0");
        assertTrue(text(robot).matches("a (red|green) (chair|tree)"), text(robot));
        assertEquals("", advice(robot));
        robot.interact(() -> prompt(robot).getEditor().setText("a green sonnet"));
        assertTrue(advice(robot).contains("does not know: sonnet") && advice(robot).contains("no kind of object"),
                advice(robot));
        robot.interact(() -> prompt(robot).getEditor().setText("a green avocado"));
        assertTrue(advice(robot).contains("has not learnt the word “avocado”"), advice(robot));
        robot.interact(() -> Texts.speak(Language.CHINESE));
        assertTrue(advice(robot).contains("没有学过“avocado”这个词"), advice(robot));
        robot.interact(() -> Texts.speak(Language.ENGLISH));
        robot.interact(() -> prompt(robot).getEditor().setText("a red chair " + "lorem ipsum dolor ".repeat(120)));
        assertTrue(text(robot).length() > 2000 && advice(robot).contains("lorem, ipsum, dolor"));
        robot.clickOn("#dream-run");
        TestWindow.await(() -> state(robot).startsWith("Step"));
        robot.clickOn("#dream-stop");
        TestWindow.await(() -> state(robot).contains("kept"));
        TestWindow.awaitStill(robot, robot.window(0).getScene().getRoot());
        clickInPanel(robot, "#dream-known");
        TestWindow.await(() -> robot.lookup("#known-kinds").tryQuery().isPresent());
        robot.clickOn(robot.lookup("#known-kinds").lookup("tree").<Node>query());
        assertEquals("a tree", text(robot));
    }

    @Test
    void promptsThatSayNothingAreRefusedWithASentence(FxRobot robot) throws Exception {
        TestWindow.await(() -> robot.lookup("#guidance-tiny").tryQuery().isPresent());
        refused(robot, "", "", "The prompt is empty");
        refused(robot, "😀🪑", "", "knows none of these words");
        refused(robot, "一把绿色的椅子", "", "knows none of these words");
        refused(robot, "a red chair", "A red  chair", "says the same as the prompt");
    }

    private void refused(FxRobot robot, String prompt, String negative, String sentence) throws Exception {
        robot.interact(() -> {
            prompt(robot).getEditor().setText(prompt);
            robot.lookup("#negative").queryAs(TextField.class).setText(negative);
        });
        robot.clickOn("#dream-run");
        // another may be tried then
        TestWindow.await(() -> enabled(robot, "#dream-run") && robot.lookup(".banner").queryAll().stream()
                .anyMatch(n -> n.lookupAll(".label").stream().anyMatch(l -> ((Label) l).getText().contains(sentence))));
    }

    @Test
    void timeMethodAndGuidanceAreChosen(FxRobot robot) throws Exception {
        TestWindow.await(() -> robot.lookup("#guidance-tiny").tryQuery().isPresent());
        TestWindow.awaitStill(robot, robot.window(0).getScene().getRoot());
        CheckBox tiny = robot.lookup("#guidance-tiny").queryAs(CheckBox.class);
        assertTrue(tiny.isSelected());
        clickInPanel(robot, "#guidance-tiny");
        assertTrue(tiny.isSelected(), "one always guides");
        clickInPanel(robot, "#guidance-objects");
        clickInPanel(robot, "#guidance-tiny");
        assertFalse(tiny.isSelected());
        for (String id : List.of("#minutes-0", "#minutes-1", "#minutes-5", "#minutes-20", "#method")) {
            assertTrue(robot.lookup(id).tryQuery().isPresent(), id);
        }
    }

    /** Scrolls a control of the panel into view, as a person would, and clicks on it. */
    private static void clickInPanel(FxRobot robot, String id) throws Exception {
        Node control = robot.lookup(id).query();
        robot.interact(() -> {
            Node at = control;
            while (!(at instanceof ScrollPane)) {
                at = at.getParent();
            }
            ScrollPane scroll = (ScrollPane) at;
            Bounds content = scroll.getContent().getLayoutBounds();
            Bounds place = scroll.getContent().sceneToLocal(control.localToScene(control.getBoundsInLocal()));
            double hidden = content.getHeight() - scroll.getViewportBounds().getHeight();
            double top = place.getCenterY() - scroll.getViewportBounds().getHeight() / 2;
            scroll.setVvalue(hidden > 0 ? Math.clamp(top / hidden, 0, 1) : 0);
        });
        TestWindow.awaitStill(robot, robot.lookup("#dream-panel").query());
        robot.clickOn(id);
    }

    private static boolean enabled(FxRobot robot, String id) {
        return !robot.lookup(id).query().isDisabled();
    }

    @SuppressWarnings("unchecked")
    private static ComboBox<String> prompt(FxRobot robot) {
        return robot.lookup("#prompt").queryAs(ComboBox.class);
    }

    private static List<String> prompts(FxRobot robot) {
        return prompt(robot).getItems();
    }

    private static String text(FxRobot robot) {
        return prompt(robot).getEditor().getText();
    }

    private static String advice(FxRobot robot) {
        return robot.lookup("#dream-advice").queryAs(Label.class).getText();
    }

    private static Image snapshot(FxRobot robot, ViewportPane viewport) {
        Image[] image = new Image[1];
        robot.interact(() -> image[0] = viewport.snapshot(null, null));
        return image[0];
    }

    private static boolean same(Image a, Image b) {
        for (int y = 0; y < a.getHeight(); y += 7) {
            for (int x = 0; x < a.getWidth(); x += 7) {
                if (a.getPixelReader().getArgb(x, y) != b.getPixelReader().getArgb(x, y)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static String state(FxRobot robot) {
        return robot.lookup("#dream-state").queryAs(Label.class).getText();
    }
}
