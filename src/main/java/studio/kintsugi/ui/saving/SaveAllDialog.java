package studio.kintsugi.ui.saving;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.beans.Observable;
import javafx.event.ActionEvent;
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
import studio.kintsugi.KintsugiException;
import studio.kintsugi.Sentence;
import studio.kintsugi.imaging.PictureFormat;
import studio.kintsugi.imaging.WriteOptions;
import studio.kintsugi.service.batch.plan.BatchInput;
import studio.kintsugi.service.batch.plan.ExistingFiles;
import studio.kintsugi.service.batch.plan.NamePattern;
import studio.kintsugi.service.batch.plan.OutputPlan;
import studio.kintsugi.service.batch.plan.OutputRules;
import studio.kintsugi.service.batch.plan.PlannedPicture;
import studio.kintsugi.settings.SaveSettings;
import studio.kintsugi.ui.common.Controls;
import studio.kintsugi.ui.common.Sentences;
import studio.kintsugi.ui.common.Texts;
import studio.kintsugi.ui.picture.Document;

/** Asks where and how several pictures are to be saved, and shows the first names. */
final class SaveAllDialog extends Dialog<SaveAllDialog.Order> {
    private static final int NAMES_SHOWN = 3;

    private final List<Document> documents;
    private final TextField folder;
    private final TextField names = Controls.describe(new TextField("{stem}-mended"), "save-names",
            Texts.text("save.names.hint"));
    private final OptionsPane options;
    private final Label preview = Controls.text("", "text-muted");

    /**
     * What the user wants.
     *
     * @param files where each document goes, in order
     */
    record Order(Path folder, List<Path> files, WriteOptions options) {}

    /**
     * @param documents to be saved, at least one
     * @param settings keep how each format was saved last
     * @param browse gives a folder that the user chooses
     */
    SaveAllDialog(Window owner, List<Document> documents, SaveSettings settings,
            Function<String, Optional<Path>> browse) {
        this.documents = List.copyOf(documents);
        Path beside = documents.getFirst().original().toAbsolutePath().getParent();
        folder = Controls.describe(new TextField(beside.toString()), "save-folder", Texts.text("save.folder.hint"));
        options = new OptionsPane(settings);
        options.formatProperty().addListener(o -> OptionsPane.fit(getDialogPane()));
        initOwner(owner);
        setTitle(Texts.of("save.all.title", documents.size()));
        Button choose = Controls.button("save-browse", Texts.text("browse"), null, Texts.text("save.folder.hint"),
                () -> browse.apply(Texts.of("save.folder.hint")).ifPresent(f -> folder.setText(f.toString())));
        HBox.setHgrow(folder, Priority.ALWAYS);
        preview.setId("save-preview");
        preview.setMinHeight(90);
        GridPane place = OptionsPane.grid();
        HBox into = new HBox(8, folder, choose);
        GridPane.setHgrow(into, Priority.ALWAYS);
        GridPane.setHgrow(names, Priority.ALWAYS);
        place.addRow(0, Controls.labelFor(folder, Texts.text("save.folder")), into);
        place.addRow(1, Controls.labelFor(names, Texts.text("save.names")), names);
        VBox all = new VBox(14, place, options, preview);
        all.setPrefWidth(600);
        all.setPadding(new Insets(18));
        getDialogPane().setContent(all);
        ButtonType save = new ButtonType(Texts.of("save.all.button", documents.size()), ButtonData.OK_DONE);
        getDialogPane().getButtonTypes().addAll(save, Controls.cancel());
        getDialogPane().lookupButton(save).setId("save-all");
        getDialogPane().lookupButton(save).addEventFilter(ActionEvent.ACTION, e -> {
            if (plan().isEmpty()) {
                e.consume();
            }
        });
        setResultConverter(pressed -> pressed == save ? order() : null);
        List<Observable> asked = List.of(folder.textProperty(), names.textProperty(), options.formatProperty());
        names.textProperty().addListener((o, was, is) -> PictureFormat.ofName(is).filter(PictureFormat::isWritable)
                .ifPresent(options::setFormat));
        asked.forEach(p -> p.addListener(o -> plan()));
        plan();
    }

    private Order order() {
        options.keep();
        return new Order(Path.of(folder.getText()), plan().orElseThrow(), options.options());
    }

    /** Where each picture would go, shown as the first names; empty where something stands against it. */
    private Optional<List<Path>> plan() {
        try {
            Path into = Path.of(folder.getText());
            if (!Files.isDirectory(into)) {
                throw new KintsugiException(Texts.of("save.folder.missing", into));
            }
            OutputRules rules = new OutputRules(into, true, NamePattern.parse(names.getText()), options.format(),
                    ExistingFiles.REPLACE, documents.getFirst().steps().isEmpty() ? ""
                            : documents.getFirst().steps().getLast().tool(), 1, OutputRules.SideFiles.NONE);
            List<Path> files = OutputPlan.of(documents.stream().map(d -> BatchInput.of(d.original())).toList(), rules,
                    null).pictures().stream().map(PlannedPicture::output).toList();
            preview.setText(files.stream().limit(NAMES_SHOWN).map(f -> f.getFileName().toString())
                    .collect(Collectors.joining("\n")) + (files.size() > NAMES_SHOWN ? "\n…" : ""));
            return Optional.of(files);
        } catch (KintsugiException e) {
            preview.setText(Sentences.of(e));
            return Optional.empty();
        } catch (InvalidPathException e) {
            preview.setText(Sentences.of(Sentence.of("“%s” is no name that a file can have.", folder.getText())));
            return Optional.empty();
        }
    }
}
