package studio.kintsugi.ui.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static studio.kintsugi.ui.window.TestWindow.await;

import com.sun.net.httpserver.HttpServer;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import studio.kintsugi.Fixtures;
import studio.kintsugi.checkpoint.Checkpoints;
import studio.kintsugi.checkpoint.HyperParameters;
import studio.kintsugi.checkpoint.Safetensors;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.checkpoint.TensorData;
import studio.kintsugi.edit.EmbeddedRecipe;
import studio.kintsugi.edit.Step;
import studio.kintsugi.imaging.io.PictureReader;
import studio.kintsugi.models.nafnet.NafNetArchitecture;
import studio.kintsugi.store.Catalog;
import studio.kintsugi.store.CatalogEntry;
import studio.kintsugi.store.ModelCard;
import studio.kintsugi.store.Sha256;
import studio.kintsugi.store.StoredModel;

/** Imports, chooses, verifies, downloads and removes models in the window, with the real store. */
@ExtendWith(ApplicationExtension.class)
class ModelManagerTest {
    @TempDir
    private Path folder;

    private final Path checkpoint =
            Fixtures.cases("nafnet", n -> n.equals("plain_w8_even")).getFirst().resolve("net_g.pth");
    private HttpServer server;
    /** The server sends the second half of the file once this is open, as it is at first. */
    private volatile CountDownLatch secondHalf = new CountDownLatch(0);
    private volatile int resumedAt;
    private TestWindow w;

    @Start
    void start(Stage stage) throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory()));
        byte[] bytes = Files.readAllBytes(checkpoint);
        server.createContext("/", exchange -> {
            String range = exchange.getRequestHeaders().getFirst("Range");
            int from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
            resumedAt = from;
            exchange.getResponseHeaders().add("Content-Range",
                    "bytes " + from + "-" + (bytes.length - 1) + "/" + bytes.length);
            exchange.sendResponseHeaders(range == null ? 200 : 206, bytes.length - from);
            try (OutputStream out = exchange.getResponseBody()) {
                for (int at = from; at < bytes.length; at += 4096) {
                    if (at > bytes.length / 2) {
                        secondHalf.await();
                    }
                    out.write(bytes, at, Math.min(4096, bytes.length - at));
                    out.flush();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
        String address = "http://127.0.0.1:" + server.getAddress().getPort() + "/net_g.pth";
        List<CatalogEntry> entries = new ArrayList<>();
        entries.add(new CatalogEntry("small-official", "A small NAFNet: sharpens motion blur", "deblur", "nafnet",
                "net_g.pth", address, "https://example.org/models", Files.size(checkpoint), Sha256.of(checkpoint),
                "MIT", "its authors", List.of("GoPro"), Map.of("PSNR, GoPro test set (stated by the authors)", 32.87),
                HyperParameters.of(Map.of("train_size", 256))));
        entries.addAll(Catalog.official().list());
        w = new TestWindow(folder, entries).start(stage);
    }

    @Stop
    void stop() {
        w.stop();
        server.stop(0);
    }

    @Test
    void aModelOfOnesOwnIsRenamed(FxRobot robot) throws Exception {
        StoredModel fast = w.store.get("denoise-fast");
        w.store.add(fast.card().change().id("mine").title("Mine").build(), fast.weights());
        robot.push(KeyCode.CONTROL, KeyCode.M);
        await(() -> exists(robot, "#rename-mine"));
        assertFalse(exists(robot, "#rename-denoise"), "built-in models keep their names");
        robot.interact(() -> button(robot, "#rename-mine").fire());
        await(() -> robot.lookup("#name-mine").tryQuery().filter(Node::isFocused).isPresent());
        robot.write("Night shots").type(KeyCode.ENTER);
        await(() -> w.store.get("mine").card().title().equals("Night shots"));
        await(() -> robot.lookup("#model-mine").lookup("Night shots").tryQuery().isPresent());
        robot.push(KeyCode.ESCAPE);
        await(() -> models(robot).getItems().stream().anyMatch(m -> m.title().equals("Night shots")));
        robot.push(KeyCode.CONTROL, KeyCode.M);
        robot.interact(() -> button(robot, "#rename-mine").fire());
        robot.write("Never mind").type(KeyCode.ESCAPE);
        assertEquals("Night shots", w.store.get("mine").card().title());
    }

    @Test
    void aDroppedCheckpointIsRecognizedAskedAboutAndUsedAtOnce(FxRobot robot) throws Exception {
        Path other = Fixtures.cases("nafnet", n -> n.equals("local_one_dim_larger")).getFirst().resolve("net_g.pth");
        Path picture = w.noisy("photo.png", 320, 200);
        robot.interact(() -> w.window.dropped(List.of(picture, other)));
        await(() -> exists(robot, "#import-card"));
        String report = text(robot, "#import-report");
        assertTrue(report.contains("NAFNet, width") && report.contains("none missing"), report);
        assertTrue(button(robot, "#import-add").isDisabled(), "its task is unknown");
        TestWindow.shots(robot, "models-import");
        robot.clickOn("#import-task-deblur");
        robot.interact(() -> robot.lookup("#import-title").queryAs(TextInputControl.class).setText("My own sharpener"));
        robot.clickOn("#import-add");
        await(() -> exists(robot, "#model-net-g"));
        ModelCard card = w.store.find("net-g").orElseThrow().card();
        assertEquals("deblur", card.task());
        assertEquals(256, card.hyperParameters().integer("train_size"));

        robot.clickOn("#make-default-net-g");
        await(() -> exists(robot, "#default-net-g"));
        assertEquals(Optional.of("net-g"), w.defaults.of("deblur"));
        TestWindow.shots(robot, "models-installed");
        robot.clickOn("#models-close");
        TestWindow.awaitStill(robot, robot.window(0).getScene().getRoot());
        robot.clickOn("#tool-deblur");
        assertEquals("My own sharpener", chosen(robot).title());
        await(() -> !button(robot, "#run").isDisabled());
        robot.clickOn("#run");
        await(() -> !button(robot, "#undo").isDisabled());
        robot.clickOn("#save");
        await(() -> text(robot, "#banner-text").startsWith("Saved"));
        Step step = EmbeddedRecipe.of(PictureReader.read(w.saved)).orElseThrow().steps().getFirst();
        assertEquals("net-g", step.model());
        assertEquals(card.sha256(), step.modelHash());
    }

    @Test
    void thePickerShowsAModelAsSoonAsItIsInstalled(FxRobot robot) throws Exception {
        robot.clickOn("#tool-deblur");
        ComboBox<?> picker = robot.lookup("#model").queryComboBox();
        int before = picker.getItems().size();
        secondHalf = new CountDownLatch(1);
        openModels(robot, "small");
        robot.clickOn("#download-small-official");
        await(() -> text(robot, "#download-text-small-official").contains("MB"));
        TestWindow.shots(robot, "models-download");
        secondHalf.countDown();
        await(() -> picker.getItems().size() == before + 1);
        assertEquals("deblur", chosen(robot).id(), "the chosen one stays chosen");
        assertEquals("MIT", w.store.find("small-official").orElseThrow().card().license());

        robot.clickOn("#verify-small-official");
        await(() -> text(robot, "#models-notice").contains("intact"));
        Path weights = folder.resolve("models/small-official/weights.safetensors");
        byte[] bytes = Files.readAllBytes(weights);
        bytes[bytes.length - 1] ^= 1;
        Files.write(weights, bytes);
        robot.clickOn("#verify-small-official");
        await(() -> text(robot, "#models-notice").contains("have changed"));

        robot.clickOn("#delete-small-official");
        await(() -> picker.getItems().size() == before);
        assertTrue(w.asked.getFirst().startsWith("Delete A small NAFNet"), w.asked.toString());
        assertFalse(Files.exists(weights));
        await(() -> exists(robot, "#download-small-official"));
    }

    @Test
    void aDownloadIsCancelledAndLeavesNoModel(FxRobot robot) throws Exception {
        secondHalf = new CountDownLatch(1);
        openModels(robot, "small");
        robot.clickOn("#download-small-official");
        await(() -> text(robot, "#download-text-small-official").contains("MB"));
        robot.clickOn("#download-cancel-small-official");
        await(() -> exists(robot, "#models-notice") && text(robot, "#models-notice").contains("stopped"));
        await(() -> exists(robot, "#download-small-official"));
        assertTrue(w.store.find("small-official").isEmpty());

        await(() -> button(robot, "#download-small-official").getText().equals("Resume"));
        secondHalf.countDown();
        robot.clickOn("#download-small-official");
        await(() -> exists(robot, "#verify-small-official"));
        assertTrue(resumedAt > 0, "the part was kept");
        assertTrue(w.store.verify("small-official"));
    }

    @Test
    void theShapeOfPublishedNetworksSuggestsTheirTask(FxRobot robot) throws Exception {
        Path gopro = folder.resolve("NAFNet-GoPro.safetensors");
        Safetensors.write(new NafNetArchitecture()
                .initialWeights(HyperParameters.of(Map.of("img_channel", 3, "width", 4, "enc_blk_nums",
                List.of(1, 1, 1, 28), "middle_blk_num", 1, "dec_blk_nums", List.of(1, 1, 1, 1))),
                new SplittableRandom(0)), Map.of(), gopro);
        Path stereo = Fixtures.cases("nafnet", "nafssr_x2"::equals).getFirst().resolve("net_g.pth");
        robot.interact(() -> w.window.dropped(List.of(gopro, stereo)));
        await(() -> exists(robot, "#import-card"));
        assertTrue(robot.lookup("#import-task-deblur").queryAs(RadioButton.class).isSelected());
        assertTrue(robot.lookup("#import-tlc").queryAs(CheckBox.class).isSelected());
        robot.clickOn("#import-task-denoise");
        assertFalse(robot.lookup("#import-tlc").queryAs(CheckBox.class).isSelected());
        TestWindow.shots(robot, "models-likely");
        robot.clickOn("#import-dismiss");
        await(() -> text(robot, "#import-report").contains("NAFSSR, width 12, ×2"));
        robot.clickOn("#import-add");
        await(() -> exists(robot, "#models-notice") && text(robot, "#models-notice").contains("stereo"));
        assertEquals(2, w.store.find("net-g").orElseThrow().card().scale());
    }

    @Test
    void aNearMissSaysWhichTensorsDiffer(FxRobot robot) throws Exception {
        Map<String, TensorData> tensors = new LinkedHashMap<>(Checkpoints.read(checkpoint).tensors());
        tensors.remove("intro.bias");
        tensors.put("extra.weight", tensors.get("intro.weight"));
        Path cut = folder.resolve("cut.safetensors");
        Safetensors.write(new StateDict(tensors), Map.of(), cut);
        robot.interact(() -> w.window.dropped(List.of(cut)));
        await(() -> exists(robot, "#refusal-card"));
        String said = text(robot, "#refusal-text");
        assertTrue(said.contains("intro.bias") && said.contains("extra.weight"), said);
        String all = robot.lookup("#refusal-differences").queryAs(TextInputControl.class).getText();
        assertTrue(all.contains("missing      intro.bias") && all.contains("left over    extra.weight"), all);
        TestWindow.shots(robot, "models-near-miss");
        robot.clickOn("#refusal-dismiss");
        assertFalse(exists(robot, "#refusal-card"));
        try (Stream<Path> files = Files.list(folder)) {
            assertTrue(files.noneMatch(f -> f.getFileName().toString().equals("models")), "nothing is stored");
        }
    }

    @Test
    void whatNeedsABrowserSaysSo(FxRobot robot) throws Exception {
        robot.press(KeyCode.CONTROL, KeyCode.M).release(KeyCode.M, KeyCode.CONTROL);
        await(() -> exists(robot, "#model-denoise"));
        TestWindow.shots(robot, "models");
        openModels(robot, "errnet");
        assertFalse(exists(robot, "#download-errnet"));
        assertTrue(text(robot, "#by-hand-errnet").contains("errnet_060_00463920.pt"));
        TestWindow.shots(robot, "models-by-hand");
        robot.clickOn("#page-errnet");
        assertEquals(List.of("https://1drv.ms/f/s!AqddfvhavTRih3n3W0P29cxVIlfM"), w.browsed);
    }

    private void openModels(FxRobot robot, String filter) throws Exception {
        if (!exists(robot, "#model-manager")) {
            robot.clickOn("#models");
        }
        await(() -> exists(robot, "#model-denoise"));
        TestWindow.awaitStill(robot, robot.lookup("#model-manager").query());
        robot.interact(() -> robot.lookup("#models-filter").queryAs(TextInputControl.class).setText(filter));
    }

    private static boolean exists(FxRobot robot, String id) {
        return robot.lookup(id).tryQuery().filter(n -> n.isVisible()).isPresent();
    }

    private static String text(FxRobot robot, String id) {
        return robot.lookup(id).<Labeled>tryQuery().map(Labeled::getText).orElse("");
    }

    private static Button button(FxRobot robot, String id) {
        return robot.lookup(id).queryButton();
    }

    private static ModelCard chosen(FxRobot robot) {
        return models(robot).getValue();
    }

    @SuppressWarnings("unchecked")
    private static ComboBox<ModelCard> models(FxRobot robot) {
        return robot.lookup("#model").queryAs(ComboBox.class);
    }
}
