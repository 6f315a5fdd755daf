package studio.kintsugi.ui.saving;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.Observable;
import javafx.event.ActionEvent;
import javafx.geometry.Insets;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.stage.Window;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.imaging.BitDepth;
import studio.kintsugi.imaging.PictureFormat;
import studio.kintsugi.imaging.WriteOptions;
import studio.kintsugi.service.batch.plan.BatchInput;
import studio.kintsugi.service.batch.plan.ExistingFiles;
import studio.kintsugi.service.batch.plan.NamePattern;
import studio.kintsugi.service.batch.plan.OutputPlan;
import studio.kintsugi.service.batch.plan.OutputRules;
import studio.kintsugi.service.batch.plan.PlannedPicture;
import studio.kintsugi.ui.common.BackgroundTasks;
import studio.kintsugi.ui.common.Controls;
import studio.kintsugi.ui.common.Texts;
import studio.kintsugi.ui.picture.Document;
import studio.kintsugi.ui.picture.PictureMemory;

/** Asks where and how several pictures are to be saved, shows the first names, and saves them. */
public final class SaveAllDialog extends Dialog<ButtonType> {
    private static final int MOST_NOTES = 4;
    private static final int NAMES_SHOWN = 3;

    private final List<Document> documents;
    private final TextField folder;
    private final TextField names = Controls.describe(new TextField("{stem}-mended"), "save-names",
            Texts.of("save.names.hint"));
    private final ComboBox<Optional<PictureFormat>> format = choice("save-format", Texts.of("save.format.hint"),
            Stream.of(PictureFormat.values()).filter(PictureFormat::isWritable).toList(), PictureFormat::title);
    private final ComboBox<Optional<BitDepth>> depth = choice("save-depth", Texts.of("save.depth.hint"),
            List.of(BitDepth.values()), d -> Texts.of("save.depth.bits", d.bits()));
    private final Slider quality = Controls.describe(new Slider(50, 100, 95), "save-quality",
            Texts.of("save.quality.hint"));
    private final CheckBox metadata = check("save-metadata", "save.metadata", true);
    private final CheckBox srgb = check("save-srgb", "save.srgb", false);
    private final Label preview = Controls.text("", "text-muted");

    /**
     * @param documents to be saved, at least one
     * @param browse gives a folder that the user chooses
     */
    public SaveAllDialog(Window owner, List<Document> documents, Function<String, Optional<Path>> browse) {
        this.documents = List.copyOf(documents);
        Path beside = documents.getFirst().original().toAbsolutePath().getParent();
        folder = Controls.describe(new TextField(beside.toString()), "save-folder", Texts.of("save.folder.hint"));
        initOwner(owner);
        setTitle(Texts.of("save.all.title", documents.size()));
        Button choose = Controls.button("save-browse", Texts.of("browse"), null, Texts.of("save.folder.hint"),
                () -> browse.apply(Texts.of("save.folder.hint")).ifPresent(f -> folder.setText(f.toString())));
        HBox.setHgrow(folder, Priority.ALWAYS);
        preview.setId("save-preview");
        preview.setMinHeight(90);
        GridPane grid = new GridPane(12, 10);
        grid.setPrefWidth(600);
        grid.setPadding(new Insets(18));
        row(grid, "save.folder", folder, new HBox(8, folder, choose));
        row(grid, "save.names", names, names);
        row(grid, "save.format", format, format);
        row(grid, "save.depth", depth, depth);
        row(grid, "save.quality", quality, quality);
        grid.add(metadata, 1, 5);
        grid.add(srgb, 1, 6);
        grid.add(preview, 1, 7);
        getDialogPane().setContent(grid);
        ButtonType save = new ButtonType(Texts.of("save.all.button", documents.size()), ButtonData.OK_DONE);
        getDialogPane().getButtonTypes().addAll(save, ButtonType.CANCEL);
        getDialogPane().lookupButton(save).setId("save-all");
        getDialogPane().lookupButton(save).addEventFilter(ActionEvent.ACTION, e -> {
            if (plan().isEmpty()) {
                e.consume();
            }
        });
        setResultConverter(pressed -> pressed == save ? save : null);
        List<Observable> asked = List.of(folder.textProperty(), names.textProperty(), format.valueProperty());
        asked.forEach(p -> p.addListener(o -> plan()));
        plan();
    }

    /**
     * Shows the dialog, and saves where the user says so.
     *
     * @param originals files that are open, none of which is written to
     * @param failed receives a sentence for each picture that was not saved
     * @param done receives a sentence at the end, where all were saved
     */
    public void ask(BackgroundTasks tasks, PictureMemory memory, List<Path> originals, Consumer<String> failed,
            Consumer<String> done) {
        resultProperty().addListener((o, was, pressed) -> {
            if (pressed != null) {
                Path into = Path.of(folder.getText());
                // what failed stays to be read beside how many were saved
                plan().ifPresent(files -> new SaveAll(tasks, memory, originals, options(), failed,
                        (count, notes) -> (count < documents.size() ? failed : done)
                                .accept(sentence(count, into, notes))).write(documents, files));
            }
        });
        show();
    }

    /** How many were saved, and what of them was left out, each thing once and not more than fit to be read. */
    private static String sentence(int count, Path into, Set<String> notes) {
        List<String> lines = new ArrayList<>(List.of(Texts.of("saved.all", count, into)));
        notes.stream().limit(MOST_NOTES).forEach(lines::add);
        if (notes.size() > MOST_NOTES) {
            lines.add(Texts.of("saved.all.more", notes.size() - MOST_NOTES));
        }
        return String.join("\n", lines);
    }

    private WriteOptions options() {
        WriteOptions chosen = WriteOptions.DEFAULT.withQuality((float) quality.getValue() / 100)
                .withMetadata(metadata.isSelected()).withSrgb(srgb.isSelected());
        return depth.getValue().map(chosen::withDepth).orElse(chosen);
    }

    /** Where each picture would go, shown as the first names; empty where something stands against it. */
    private Optional<List<Path>> plan() {
        try {
            Path into = Path.of(folder.getText());
            if (!Files.isDirectory(into)) {
                throw new KintsugiException(Texts.of("save.folder.missing", into));
            }
            OutputRules rules = new OutputRules(into, true, NamePattern.parse(names.getText()), format.getValue(),
                    ExistingFiles.REPLACE, documents.getFirst().steps().isEmpty() ? ""
                            : documents.getFirst().steps().getLast().tool(), 1, OutputRules.SideFiles.NONE);
            List<Path> files = OutputPlan.of(documents.stream().map(d -> BatchInput.of(d.original())).toList(), rules,
                    null).pictures().stream().map(PlannedPicture::output).toList();
            preview.setText(files.stream().limit(NAMES_SHOWN).map(f -> f.getFileName().toString())
                    .collect(Collectors.joining("\n")) + (files.size() > NAMES_SHOWN ? "\n…" : ""));
            return Optional.of(files);
        } catch (KintsugiException | java.nio.file.InvalidPathException e) {
            preview.setText(e.getMessage());
            return Optional.empty();
        }
    }

    private static void row(GridPane grid, String label, javafx.scene.control.Control control,
            javafx.scene.Node shown) {
        int row = grid.getRowCount();
        GridPane.setHgrow(shown, Priority.ALWAYS);
        grid.addRow(row, Controls.labelFor(control, Texts.of(label)), shown);
    }

    private static CheckBox check(String id, String text, boolean selected) {
        CheckBox box = Controls.describe(new CheckBox(Texts.of(text)), id, Texts.of(text + ".hint"));
        box.setSelected(selected);
        return box;
    }

    /** Values to choose from, the pictures' own first. */
    private static <T> ComboBox<Optional<T>> choice(String id, String hint, List<T> values,
            Function<T, String> title) {
        ComboBox<Optional<T>> box = Controls.describe(new ComboBox<>(), id, hint);
        box.setConverter(Controls.shownAs(v -> v.map(title).orElseGet(() -> Texts.of("save.as.original"))));
        box.getItems().add(Optional.empty());
        values.forEach(v -> box.getItems().add(Optional.of(v)));
        box.setValue(Optional.empty());
        box.setMaxWidth(Double.MAX_VALUE);
        return box;
    }
}
