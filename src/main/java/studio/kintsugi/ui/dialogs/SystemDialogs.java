package studio.kintsugi.ui.dialogs;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.FileChooser.ExtensionFilter;
import javafx.stage.Window;
import studio.kintsugi.imaging.PictureFormat;
import studio.kintsugi.ui.common.Controls;
import studio.kintsugi.ui.common.Texts;

/** The system's own dialogs. */
public final class SystemDialogs implements FileDialogs {
    private static final int MOST_NAMES = 12;

    private final Window owner;
    private final Consumer<String> browser;

    /**
     * @param browser opens an address
     */
    public SystemDialogs(Window owner, Consumer<String> browser) {
        this.owner = owner;
        this.browser = browser;
    }

    @Override
    public List<Path> open() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(Texts.of("open.title"));
        List<String> patterns = Stream.concat(PictureFormat.allExtensions().stream(), Stream.of("kfield"))
                .flatMap(e -> Stream.of("*." + e, "*." + e.toUpperCase(Locale.ROOT))).toList();
        chooser.getExtensionFilters().add(new ExtensionFilter(Texts.of("open.filter"), patterns));
        List<File> files = chooser.showOpenMultipleDialog(owner);
        return files == null ? List.of() : files.stream().map(File::toPath).toList();
    }

    @Override
    public List<Path> presets() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(Texts.of("preset.import.title"));
        chooser.getExtensionFilters().add(new ExtensionFilter(Texts.of("preset.import.filter"), "*.json"));
        List<File> files = chooser.showOpenMultipleDialog(owner);
        return files == null ? List.of() : files.stream().map(File::toPath).toList();
    }

    @Override
    public Optional<Path> save(Path suggestion) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(Texts.of("save.title"));
        chooser.setInitialDirectory(suggestion.toAbsolutePath().getParent().toFile());
        chooser.setInitialFileName(suggestion.getFileName().toString());
        String name = suggestion.getFileName().toString();
        switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "ora" -> chooser.getExtensionFilters()
                    .add(new ExtensionFilter(Texts.of("save.filter.layers"), "*.ora"));
            case "json" -> chooser.getExtensionFilters()
                    .add(new ExtensionFilter(Texts.of("preset.import.filter"), "*.json"));
            case "kfield" -> chooser.getExtensionFilters().addAll(
                    new ExtensionFilter(Texts.of("save.filter.field"), "*.kfield"),
                    new ExtensionFilter(Texts.of("save.filter.mesh"), "*.glb", "*.obj", "*.ply", "*.stl", "*.3mf"),
                    new ExtensionFilter(Texts.of("save.filter.still"), "*.png"),
                    new ExtensionFilter(Texts.of("save.filter.turntable"), "*.gif", "*.mp4"));
            default -> chooser.getExtensionFilters()
                    .add(new ExtensionFilter(Texts.of("save.filter"), "*.jpg", "*.png", "*.tif", "*.webp"));
        }
        return Optional.ofNullable(chooser.showSaveDialog(owner)).map(File::toPath);
    }

    @Override
    public List<Path> checkpoints() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(Texts.of("import.title"));
        chooser.getExtensionFilters().addAll(
                new ExtensionFilter(Texts.of("import.filter"), "*.pth", "*.pt", "*.safetensors", "*.ckpt"),
                new ExtensionFilter(Texts.of("import.filter.all"), "*"));
        List<File> files = chooser.showOpenMultipleDialog(owner);
        return files == null ? List.of() : files.stream().map(File::toPath).toList();
    }

    @Override
    public Optional<Path> folder(String title) {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(title);
        return Optional.ofNullable(chooser.showDialog(owner)).map(File::toPath);
    }

    @Override
    public void browse(String address) {
        browser.accept(address);
    }

    @Override
    public boolean confirm(String question) {
        ButtonType yes = new ButtonType(Texts.of("confirm"), ButtonData.OK_DONE);
        Alert alert = new Alert(Alert.AlertType.CONFIRMATION, question, yes, Controls.cancel());
        alert.initOwner(owner);
        alert.setTitle(Texts.of("application"));
        alert.setHeaderText(null);
        return alert.showAndWait().filter(yes::equals).isPresent();
    }

    @Override
    public Unsaved unsaved(List<String> names) {
        ButtonType save = new ButtonType(Texts.of("unsaved.save", names.size()), ButtonData.YES);
        // no cancel button: Esc must not discard
        ButtonType discard = new ButtonType(Texts.of("unsaved.discard"), ButtonData.OTHER);
        String listed = names.stream().limit(MOST_NAMES).collect(Collectors.joining("\n"));
        Alert alert = new Alert(Alert.AlertType.CONFIRMATION, names.size() > MOST_NAMES ? listed + "\n…" : listed,
                save, discard, Controls.cancel());
        alert.initOwner(owner);
        alert.setTitle(Texts.of("application"));
        alert.setHeaderText(Texts.of("unsaved.question", names.size()));
        alert.getDialogPane().lookupButton(save).setId("unsaved-save");
        alert.getDialogPane().lookupButton(discard).setId("unsaved-discard");
        ButtonType pressed = alert.showAndWait().orElse(null);
        return pressed == save ? Unsaved.SAVE : pressed == discard ? Unsaved.DISCARD : Unsaved.CANCEL;
    }
}
