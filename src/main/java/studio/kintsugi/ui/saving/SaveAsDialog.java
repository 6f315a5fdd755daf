package studio.kintsugi.ui.saving;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.geometry.Insets;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import studio.kintsugi.files.SameFile;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.PictureFormat;
import studio.kintsugi.imaging.WriteOptions;
import studio.kintsugi.settings.SaveSettings;
import studio.kintsugi.ui.common.BackgroundTasks;
import studio.kintsugi.ui.common.Controls;
import studio.kintsugi.ui.common.Texts;

/** Asks where and how a picture is to be saved, and says how large the file will be. */
final class SaveAsDialog extends Dialog<SaveAsDialog.Answer> {
    private final TextField name;
    private final TextField folder;
    private final OptionsPane options;
    private final Label size = Controls.text("", "text-muted");
    private final Label remark = Controls.text("", "text-muted");
    private final ButtonType save = new ButtonType(Texts.of("save.button"), ButtonData.OK_DONE);
    private final List<Path> originals;
    private final AtomicLong estimates = new AtomicLong();

    /**
     * What the user wants.
     *
     * @param options with a format
     */
    record Answer(Path file, WriteOptions options) {}

    /**
     * @param suggestion folder and name to begin with
     * @param originals files that are open, none of which may be chosen
     * @param browse gives a folder that the user chooses
     */
    SaveAsDialog(Window owner, Path suggestion, List<Path> originals, SaveSettings settings,
            Function<String, Optional<Path>> browse) {
        this.originals = originals;
        initOwner(owner);
        setTitle(Texts.of("save.title"));
        setResizable(true);
        String suggested = suggestion.getFileName().toString();
        name = Controls.describe(new TextField(suggested), "save-name", Texts.text("save.name.hint"));
        folder = Controls.describe(new TextField(suggestion.toAbsolutePath().getParent().toString()), "save-folder",
                Texts.text("save.folder.hint"));
        options = new OptionsPane(settings, writable(suggested).orElse(PictureFormat.PNG));
        getDialogPane().setContent(content(browse));
        getDialogPane().getButtonTypes().addAll(save, Controls.cancel());
        getDialogPane().lookupButton(save).setId("save-ok");
        setResultConverter(pressed -> pressed == save ? answer() : null);
        name.textProperty().addListener(o -> {
            writable(name.getText()).ifPresent(options::setFormat);
            check();
        });
        folder.textProperty().addListener(o -> check());
        options.formatProperty().addListener(o -> {
            follow();
            check();
            // another format has more or fewer options
            OptionsPane.fit(getDialogPane());
        });
        setOnShown(e -> {
            name.requestFocus();
            name.selectRange(0, stem(name.getText()).length());
        });
        check();
    }

    private VBox content(Function<String, Optional<Path>> browse) {
        Button choose = Controls.button("save-browse", Texts.text("browse"), null, Texts.text("save.folder.hint"),
                () -> browse.apply(Texts.of("save.folder.hint")).ifPresent(f -> folder.setText(f.toString())));
        HBox.setHgrow(folder, Priority.ALWAYS);
        GridPane place = OptionsPane.grid();
        GridPane.setHgrow(name, Priority.ALWAYS);
        place.addRow(0, Controls.labelFor(name, Texts.text("save.name")), name);
        place.addRow(1, Controls.labelFor(folder, Texts.text("save.folder")), new HBox(8, folder, choose));
        size.setId("save-size");
        remark.setId("save-remark");
        VBox all = new VBox(14, place, options, size, remark);
        all.setPadding(new Insets(18));
        all.setPrefWidth(560);
        return all;
    }

    private Answer answer() {
        options.keep();
        return new Answer(file().orElseThrow(), options.options());
    }

    private static Optional<PictureFormat> writable(String name) {
        return PictureFormat.ofName(name).filter(PictureFormat::isWritable);
    }

    private static String stem(String name) {
        return writable(name).isPresent() ? name.substring(0, name.lastIndexOf('.')) : name;
    }

    /** The name's ending follows the format, unless it is another one of that format. */
    private void follow() {
        PictureFormat format = options.format().orElseThrow();
        if (writable(name.getText()).filter(f -> f != format).isPresent()) {
            name.setText(stem(name.getText()) + "." + format.extensions().getFirst());
        }
    }

    /** Where the picture would go, its ending completed; empty where something stands against it, which is said. */
    private Optional<Path> file() {
        try {
            Path into = Path.of(folder.getText().strip());
            String named = name.getText().strip();
            String complete = writable(named).isPresent() ? named
                    : named + "." + options.format().orElseThrow().extensions().getFirst();
            Path file = into.resolve(complete);
            if (named.isEmpty() || named.startsWith(".") && stem(named).isEmpty()) {
                return refuse(Texts.of("save.name.missing"));
            } else if (!Files.isDirectory(into)) {
                return refuse(Texts.of("save.folder.missing", into));
            } else if (originals.stream().anyMatch(original -> SameFile.are(original, file))) {
                return refuse(Texts.of("save.original"));
            }
            remark.setText(Texts.of(Files.exists(file) ? "save.replaces" : "save.becomes", file.getFileName()));
            return Optional.of(file);
        } catch (InvalidPathException e) {
            return refuse(Texts.of("save.name.missing"));
        }
    }

    private Optional<Path> refuse(String sentence) {
        remark.setText(sentence);
        return Optional.empty();
    }

    /** Says where the picture would go, or what stands against it. */
    private void check() {
        getDialogPane().lookupButton(save).setDisable(file().isEmpty());
    }

    /**
     * Says how large the file will be, after each choice.
     *
     * @param picture made once
     */
    void estimate(Supplier<Picture> picture, BackgroundTasks tasks) {
        tasks.run(picture::get, made -> {
            Runnable again = () -> {
                long asked = estimates.incrementAndGet();
                WriteOptions chosen = options.options();
                size.setText(Texts.of("save.size.estimating"));
                tasks.run(() -> asked == estimates.get() ? SizeEstimate.bytes(made, chosen) : 0, bytes -> {
                    if (asked == estimates.get()) {
                        size.setText(Texts.of("save.size", bytes / 1e6));
                    }
                }, size::setText);
            };
            options.whenChanged(again);
            again.run();
        }, size::setText);
    }
}
