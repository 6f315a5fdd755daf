package studio.kintsugi.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.image.Image;
import javafx.stage.Stage;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.compute.DeviceChoice;
import studio.kintsugi.compute.Precision;
import studio.kintsugi.compute.ProcessorThreads;
import studio.kintsugi.models.BuiltInArchitectures;
import studio.kintsugi.service.colorize.ColorizeService;
import studio.kintsugi.service.dream.DreamService;
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
import studio.kintsugi.settings.WorkSettings;
import studio.kintsugi.store.Catalog;
import studio.kintsugi.store.Directories;
import studio.kintsugi.store.Downloader;
import studio.kintsugi.store.ModelStore;
import studio.kintsugi.ui.colorize.ColorizeTool;
import studio.kintsugi.ui.common.Sentences;
import studio.kintsugi.ui.dialogs.SystemDialogs;
import studio.kintsugi.ui.dream.DreamTool;
import studio.kintsugi.ui.tools.Tool;
import studio.kintsugi.ui.window.KintsugiWindow;

/** Starts the window. PyTorch is loaded when the first job needs it, not here. */
public final class KintsugiApplication extends Application {
    private static final String DEVICE = "kintsugi.device";
    private static final String PRECISION = "kintsugi.precision";

    /** JavaFX makes the application itself and hands it nothing but texts. */
    private static Optional<FirstWindow> first = Optional.empty();

    private final JobRunner runner = new JobRunner();
    private InferenceService service;
    private KintsugiWindow window;
    private ColorizeService colorize;
    private DreamService dreams;
    private TrainingService training;

    /**
     * Starts the window and returns when it is closed.
     *
     * @param window takes the files of later starts; empty where those open windows of their own
     */
    static void launch(Optional<FirstWindow> window, String... arguments) {
        first = window;
        Application.launch(KintsugiApplication.class, arguments);
    }

    @Override
    public void start(Stage stage) {
        Path config = Directories.config();
        WindowSettings settings = new WindowSettings(config);
        WorkSettings work = settings.work();
        work.threads().ifPresent(ProcessorThreads::limit);
        ModelStore store = new ModelStore(work.models().orElseGet(() -> Directories.data().resolve("models")));
        ToolDefaults defaults = new ToolDefaults(config);
        ComputeDevice device = device(work);
        LocalInferenceService local = new LocalInferenceService(store, BuiltInArchitectures.all(), defaults,
                new MeasuredSpeeds(config), new MeasuredPrecisions(config), device, runner);
        work.memory().ifPresent(local::limitMemory);
        service = local;
        colorize = new ColorizeService(store, device, runner);
        dreams = new DreamService(store, Directories.data().resolve("dreams"), List.of(),
                ProcessorThreads.count(), device, runner);
        ModelLibrary library = library(store, defaults);
        training = new TrainingService(store, library, Directories.data().resolve("workshop"), device, runner);
        window = new KintsugiWindow(stage, runner, service, library, training, new RecentFiles(config),
                new PresetStore(config), settings, new SaveSettings(config),
                new Session(Directories.state().resolve("sessions")),
                new SystemDialogs(stage, getHostServices()::showDocument),
                Stream.concat(Tool.ALL.stream(), Stream.of(new ColorizeTool(colorize), new DreamTool(dreams)))
                .toList());
        stage.getIcons().add(new Image("/icons/kintsugi-64.png"));
        window.show();
        List<String> arguments = getParameters().getRaw();
        if (arguments.contains(FirstFrame.FLAG)) {
            new FirstFrame(millis -> {
                System.out.println(millis);
                Platform.exit();
            }).start();
        } else {
            window.open(arguments.stream().map(Path::of).toList());
        }
        first.ifPresent(f -> runner.lane("later-starts").execute(() -> f.listen(this::laterStart)));
    }

    private void laterStart(List<Path> files) {
        Platform.runLater(() -> {
            window.raise();
            window.open(files);
        });
    }

    /**
     * As {@code -Dkintsugi.device=auto|cpu|gpu} and {@code -Dkintsugi.precision=auto|float32|bf16} or the settings
     * say; where a GPU fails, the window's messages tell of it.
     */
    private ComputeDevice device(WorkSettings work) {
        DeviceChoice choice = Optional.ofNullable(System.getProperty(DEVICE)).or(work::device)
                .flatMap(DeviceChoice::named).orElse(DeviceChoice.AUTO);
        Precision precision = Optional.ofNullable(System.getProperty(PRECISION)).or(work::precision)
                .flatMap(Precision::named).orElse(Precision.AUTO);
        return ComputeDevice.of(choice, precision, remark -> Platform.runLater(() -> window.say(Sentences.of(remark))));
    }

    private ModelLibrary library(ModelStore store, ToolDefaults defaults) {
        Catalog catalog = Catalog.official();
        ModelImporter importer = new ModelImporter(store, catalog, BuiltInArchitectures.all());
        ModelDownloads downloads =
                new ModelDownloads(Downloader::standard, importer, Directories.data().resolve("downloads"));
        return new ModelLibrary(store, catalog, importer, downloads, defaults, runner);
    }

    @Override
    public void stop() throws IOException {
        if (first.isPresent()) {
            first.get().close();
        }
        window.close();
        colorize.close();
        dreams.close();
        training.close();
        service.close();
        runner.close();
    }
}
