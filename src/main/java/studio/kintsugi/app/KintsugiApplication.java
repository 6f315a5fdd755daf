package studio.kintsugi.app;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.image.Image;
import javafx.stage.Stage;
import studio.kintsugi.models.Architectures;
import studio.kintsugi.models.NetworkFamilies;
import studio.kintsugi.service.InferenceService;
import studio.kintsugi.service.LocalInferenceService;
import studio.kintsugi.service.ModelDownloads;
import studio.kintsugi.service.ModelImporter;
import studio.kintsugi.service.ModelLibrary;
import studio.kintsugi.settings.MeasuredSpeeds;
import studio.kintsugi.settings.RecentFiles;
import studio.kintsugi.settings.ToolDefaults;
import studio.kintsugi.store.Catalogue;
import studio.kintsugi.store.Directories;
import studio.kintsugi.store.Downloader;
import studio.kintsugi.store.ModelStore;
import studio.kintsugi.service.colorize.ColorizeService;
import studio.kintsugi.service.dream.DreamService;
import studio.kintsugi.service.workshop.Workshop;
import studio.kintsugi.ui.KintsugiWindow;
import studio.kintsugi.ui.colorize.ColorizeTool;
import studio.kintsugi.ui.dream.DreamTool;
import studio.kintsugi.ui.SystemDialogs;
import studio.kintsugi.ui.tools.Tool;

/** Starts the window. PyTorch is loaded when the first job needs it, not here. */
public final class KintsugiApplication extends Application {
    private InferenceService service;
    private KintsugiWindow window;
    private ColorizeService colorize;
    private DreamService dreams;
    private Workshop workshop;

    @Override
    public void start(Stage stage) {
        ModelStore store = new ModelStore(Directories.data().resolve("models"));
        Path config = Directories.config();
        ToolDefaults defaults = new ToolDefaults(config);
        service = new LocalInferenceService(store, NetworkFamilies.byId(), defaults,
                new MeasuredSpeeds(config));
        colorize = new ColorizeService(store);
        dreams = new DreamService(store, Directories.data().resolve("dreams"), List.of());
        ModelLibrary library = library(store, defaults);
        workshop = new Workshop(store, library, Directories.data().resolve("workshop"));
        window = new KintsugiWindow(stage, service, library, workshop, new RecentFiles(config),
                new SystemDialogs(stage, getHostServices()::showDocument),
                Stream.concat(Tool.ALL.stream(), Stream.of(new ColorizeTool(colorize), new DreamTool(dreams))).toList());
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
    }

    private static ModelLibrary library(ModelStore store, ToolDefaults defaults) {
        Catalogue catalogue = Catalogue.official();
        ModelImporter importer = new ModelImporter(store, catalogue, Architectures.official());
        ModelDownloads downloads =
                new ModelDownloads(Downloader::standard, importer, Directories.data().resolve("downloads"));
        return new ModelLibrary(store, catalogue, importer, downloads, defaults);
    }

    @Override
    public void stop() {
        window.close();
        colorize.close();
        dreams.close();
        workshop.close();
        service.close();
    }
}
