package studio.kintsugi.ui.window;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.collections.ListChangeListener;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListCell;
import javafx.scene.control.TextField;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;
import studio.kintsugi.TestPictures;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.models.BuiltInArchitectures;
import studio.kintsugi.service.job.JobRunner;
import studio.kintsugi.service.library.ModelDownloads;
import studio.kintsugi.service.library.ModelImporter;
import studio.kintsugi.service.library.ModelLibrary;
import studio.kintsugi.service.restoration.InferenceService;
import studio.kintsugi.service.restoration.LocalInferenceService;
import studio.kintsugi.service.restoration.PresetStore;
import studio.kintsugi.service.session.Session;
import studio.kintsugi.service.training.TrainingService;
import studio.kintsugi.settings.MeasuredPrecisions;
import studio.kintsugi.settings.MeasuredSpeeds;
import studio.kintsugi.settings.RecentFiles;
import studio.kintsugi.settings.SaveSettings;
import studio.kintsugi.settings.ToolDefaults;
import studio.kintsugi.settings.WindowSettings;
import studio.kintsugi.store.Catalog;
import studio.kintsugi.store.CatalogEntry;
import studio.kintsugi.store.Downloader;
import studio.kintsugi.store.ModelStore;
import studio.kintsugi.ui.dialogs.FileDialogs;
import studio.kintsugi.ui.preferences.Theme;
import studio.kintsugi.ui.tools.Tool;

/** The whole window with the real service and store, in a folder of its own; answers its own questions. */
final class TestWindow implements FileDialogs {
    final Path folder;
    final ModelStore store;
    final ToolDefaults defaults;
    final WindowSettings settings;
    final JobRunner runner = new JobRunner();
    final InferenceService service;
    final List<String> asked = new ArrayList<>();
    final List<String> browsed = new ArrayList<>();
    List<Path> picked = List.of();
    /** Where pictures are saved, or null for where the window suggests. */
    Path place;
    Path saved;
    /** Whether the dialog for saving is answered by itself, and what it said where it refused a place. */
    boolean answersSaving = true;
    String refused = "";
    private final ListChangeListener<Window> opened = this::opened;
    boolean answer = true;
    KintsugiWindow window;
    private final ModelLibrary library;
    private final TrainingService training;

    TestWindow(Path folder, List<CatalogEntry> entries) {
        this.folder = folder;
        store = new ModelStore(folder.resolve("models"));
        defaults = new ToolDefaults(folder.resolve("config"));
        settings = new WindowSettings(folder.resolve("config"));
        service = new LocalInferenceService(store, BuiltInArchitectures.all(), defaults,
                new MeasuredSpeeds(folder.resolve("config")), MeasuredPrecisions.unsaved(),
                ComputeDevice.processor(), runner);
        Catalog catalog = new Catalog(entries);
        ModelImporter importer = new ModelImporter(store, catalog, BuiltInArchitectures.all());
        library = new ModelLibrary(store, catalog, importer,
                new ModelDownloads(Downloader::standard, importer, folder.resolve("downloads")), defaults, runner);
        training = new TrainingService(store, library, folder.resolve("workshop"), ComputeDevice.processor(), runner);
    }

    TestWindow start(Stage stage) {
        return start(stage, Tool.ALL);
    }

    TestWindow start(Stage stage, List<Tool> tools) {
        window = new KintsugiWindow(stage, runner, service, library, training,
                new RecentFiles(folder.resolve("config")), new PresetStore(folder.resolve("config")), settings,
                new SaveSettings(folder.resolve("config")), new Session(folder.resolve("sessions")), this, tools);
        window.show();
        Window.getWindows().addListener(opened);
        return this;
    }

    private void opened(ListChangeListener.Change<? extends Window> change) {
        while (change.next()) {
            change.getAddedSubList().forEach(w -> Platform.runLater(() -> answerSaving(w)));
        }
    }

    /** Saves where {@link #place} says, if the dialog for saving has opened. */
    private void answerSaving(Window dialog) {
        if (!answersSaving || dialog.getScene() == null
                || !(dialog.getScene().lookup("#save-ok") instanceof Button save)) {
            return;
        }
        TextField name = (TextField) dialog.getScene().lookup("#save-name");
        TextField into = (TextField) dialog.getScene().lookup("#save-folder");
        if (place != null) {
            into.setText(place.toAbsolutePath().getParent().toString());
            name.setText(place.getFileName().toString());
        }
        if (save.isDisabled()) {
            refused = ((Label) dialog.getScene().lookup("#save-remark")).getText();
            dialog.hide();
        } else {
            saved = Path.of(into.getText()).resolve(name.getText());
            save.fire();
        }
    }

    void stop() {
        Window.getWindows().removeListener(opened);
        window.close();
        training.close();
        service.close();
        runner.close();
    }

    /** A photo of waves with noise on it, in the window's folder. */
    Path noisy(String name, int w, int h) throws Exception {
        return TestPictures.noisy(folder.resolve(name), w, h);
    }

    /** The frames of the film strip on screen, from left to right. */
    static List<ListCell<?>> frames(FxRobot robot) {
        // looked for on JavaFX's thread, since cells come and go while pictures are opened
        return WaitForAsyncUtils.waitForAsyncFx(10_000, () -> robot.lookup("#film-strip .frame")
                .queryAllAs(ListCell.class).stream()
                .<ListCell<?>>map(cell -> cell).filter(cell -> cell.getItem() != null && cell.isVisible())
                .sorted(Comparator.comparing(ListCell::getIndex)).toList());
    }

    /** What is written under a frame. */
    static String name(ListCell<?> frame) {
        return ((Label) frame.lookup(".label")).getText();
    }

    /** Opens a picture and waits for its frame. */
    void open(FxRobot robot, Path file) throws Exception {
        int before = frames(robot).size();
        robot.interact(() -> window.open(List.of(file)));
        await(() -> frames(robot).size() == before + 1);
    }

    /** Waits until a condition holds. It is asked on JavaFX's thread, since nothing else changes the window there. */
    static void await(Callable<Boolean> condition) throws Exception {
        awaitElsewhere(() -> WaitForAsyncUtils.asyncFx(condition).get());
    }

    private static void awaitElsewhere(Callable<Boolean> condition) throws Exception {
        WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, condition);
        WaitForAsyncUtils.waitForFxEvents();
    }

    /** What a label says. */
    static String text(FxRobot robot, String query) {
        return WaitForAsyncUtils.waitForAsyncFx(10_000,
                () -> robot.lookup(query).queryAs(Labeled.class).getText());
    }

    /** Waits until what is read has stayed the same for that long. */
    static <T> void awaitSteady(long millis, Supplier<T> reading) throws Exception {
        AtomicReference<T> last = new AtomicReference<>(reading.get());
        AtomicLong since = new AtomicLong(System.nanoTime());
        awaitElsewhere(() -> {
            T now = reading.get();
            if (!now.equals(last.getAndSet(now))) {
                since.set(System.nanoTime());
            }
            return System.nanoTime() - since.get() > millis * 1_000_000;
        });
    }

    /** Waits until a part of the window no longer changes, as at the end of an animation. */
    static void awaitStill(FxRobot robot, Node node) throws Exception {
        awaitSteady(150, () -> {
            WritableImage[] image = new WritableImage[1];
            robot.interact(() -> image[0] = node.snapshot(null, null));
            int[] pixels = new int[(int) image[0].getWidth() * (int) image[0].getHeight()];
            image[0].getPixelReader().getPixels(0, 0, (int) image[0].getWidth(), (int) image[0].getHeight(),
                    PixelFormat.getIntArgbInstance(), pixels, 0, (int) image[0].getWidth());
            return Arrays.hashCode(pixels);
        });
    }

    /** Pictures of the window in both themes. */
    static void shots(FxRobot robot, String name) throws Exception {
        awaitStill(robot, robot.window(0).getScene().getRoot());
        Theme theme = new Theme(robot.window(0).getScene());
        robot.interact(() -> theme.apply(ColorScheme.DARK));
        shot(robot, name + "-dark");
        robot.interact(() -> theme.apply(ColorScheme.LIGHT));
        shot(robot, name);
    }

    static void shot(FxRobot robot, String name) throws IOException {
        shot(robot, robot.window(0).getScene(), name);
    }

    static void shot(FxRobot robot, Scene scene, String name) throws IOException {
        Image[] image = new Image[1];
        robot.interact(() -> image[0] = scene.snapshot(null));
        Path file = Path.of("target", "screenshots", name + ".png");
        Files.createDirectories(file.getParent());
        javax.imageio.ImageIO.write(SwingFXUtils.fromFXImage(image[0], null), "png", file.toFile());
    }

    @Override
    public List<Path> open() {
        return picked;
    }

    @Override
    public Optional<Path> save(Path suggestion) {
        saved = place == null ? suggestion : place;
        return Optional.of(saved);
    }

    @Override
    public List<Path> presets() {
        return picked;
    }

    @Override
    public List<Path> checkpoints() {
        return picked;
    }

    @Override
    public Optional<Path> folder(String title) {
        return Optional.ofNullable(place);
    }

    @Override
    public Unsaved unsaved(List<String> names) {
        asked.add(String.join(", ", names));
        return answer ? Unsaved.DISCARD : Unsaved.CANCEL;
    }

    @Override
    public boolean confirm(String question) {
        asked.add(question);
        return answer;
    }

    @Override
    public void browse(String address) {
        browsed.add(address);
    }
}
