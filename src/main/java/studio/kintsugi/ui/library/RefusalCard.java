package studio.kintsugi.ui.library;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.VBox;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.models.registry.NearMissException;
import studio.kintsugi.models.registry.Recognition;
import studio.kintsugi.ui.common.Controls;
import studio.kintsugi.ui.common.Sentences;
import studio.kintsugi.ui.common.Texts;

/** Says why a checkpoint was not imported; for a near miss it lists every tensor that differs. */
final class RefusalCard extends VBox {
    RefusalCard(Path file, KintsugiException error, Runnable dismiss) {
        setId("refusal-card");
        getStyleClass().addAll("import-card", "refused");
        Label sentence = Controls.text(Texts.text(() -> Sentences.of(error)));
        sentence.setId("refusal-text");
        getChildren().addAll(Controls.text(Texts.text("import.refused", file.getFileName()), "text-bold"), sentence);
        if (error instanceof NearMissException near) {
            getChildren().add(differences(near.nearest()));
        }
        getChildren().add(Controls.button("refusal-dismiss", Texts.text("import.refused.close"), null,
                Texts.text("import.refused.close.hint"), dismiss));
    }

    private static TitledPane differences(Recognition nearest) {
        List<String> lines = new ArrayList<>();
        nearest.missing().forEach(n -> lines.add(Texts.of("tensor.missing", n)));
        nearest.unexpected().forEach(n -> lines.add(Texts.of("tensor.left", n)));
        nearest.misshapen().forEach(n -> lines.add(Texts.of("tensor.shape", n)));
        TextArea text = Controls.describe(new TextArea(String.join("\n", lines)), "refusal-differences",
                Texts.text("tensors.hint"));
        text.setEditable(false);
        text.setPrefRowCount(8);
        text.getStyleClass().add("monospace");
        ObservableValue<String> title = Texts.text("tensors.differ", lines.size(), nearest.title());
        TitledPane pane = Controls.describe(new TitledPane("", text), "refusal-details", title);
        pane.textProperty().bind(title);
        pane.setExpanded(lines.size() <= 8);
        pane.setAnimated(false);
        return pane;
    }
}
