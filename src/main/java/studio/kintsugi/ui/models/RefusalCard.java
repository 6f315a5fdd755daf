package studio.kintsugi.ui.models;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TitledPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import studio.kintsugi.models.NearMissException;
import studio.kintsugi.models.Recognition;
import studio.kintsugi.ui.tasks.BackgroundTasks;

/** Why a checkpoint was not taken in; after a near miss, every tensor that differs. */
final class RefusalCard extends VBox {
    RefusalCard(Path file, Throwable error, Runnable dismiss) {
        setId("refusal-card");
        getStyleClass().addAll("import-card", "refused");
        Label sentence = Controls.text(BackgroundTasks.sentence(error));
        sentence.setId("refusal-text");
        getChildren().addAll(Controls.text(file.getFileName() + " was not taken in", "text-bold"), sentence);
        if (error instanceof NearMissException near) {
            getChildren().add(differences(near.nearest()));
        }
        getChildren().add(Controls.button("refusal-dismiss", "All right", null, "Close this message", dismiss));
    }

    private static TitledPane differences(Recognition nearest) {
        List<String> lines = new ArrayList<>();
        nearest.missing().forEach(n -> lines.add("missing      " + n));
        nearest.unexpected().forEach(n -> lines.add("left over    " + n));
        nearest.misshapen().forEach(n -> lines.add("wrong shape  " + n));
        TextArea text = new TextArea(String.join("\n", lines));
        text.setId("refusal-differences");
        text.setEditable(false);
        text.setPrefRowCount(8);
        text.getStyleClass().add("monospace");
        text.setTooltip(new Tooltip("Tensors that differ from the network's"));
        text.setAccessibleText("Tensors that differ");
        TitledPane pane = new TitledPane(lines.size() + " tensors differ from " + nearest.title(), text);
        pane.setId("refusal-details");
        pane.setTooltip(new Tooltip("Every tensor that differs"));
        pane.setAccessibleText(pane.getText());
        pane.setExpanded(lines.size() <= 8);
        pane.setAnimated(false);
        return pane;
    }
}
