package studio.kintsugi.app;

import java.nio.file.Path;
import java.util.List;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.image.Image;
import javafx.stage.Stage;
import studio.kintsugi.models.NetworkFamilies;
import studio.kintsugi.service.InferenceService;
import studio.kintsugi.service.LocalInferenceService;
import studio.kintsugi.store.Directories;
import studio.kintsugi.store.ModelStore;
import studio.kintsugi.ui.KintsugiWindow;
import studio.kintsugi.ui.SystemDialogs;

/** Starts the window. PyTorch is loaded when the first job needs it, not here. */
public final class KintsugiApplication extends Application {
    private InferenceService service;
    private KintsugiWindow window;

    @Override
    public void start(Stage stage) {
        ModelStore store = new ModelStore(Directories.data().resolve("models"));
        service = new LocalInferenceService(store, NetworkFamilies.byId());
        window = new KintsugiWindow(stage, service, new SystemDialogs(stage));
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

    @Override
    public void stop() {
        window.close();
        service.close();
    }
}
