package studio.kintsugi.ui;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import studio.kintsugi.service.Job;
import studio.kintsugi.service.Progress;

/** What runs now: how far, how long still, and a way to stop it. */
final class JobBar extends HBox {
    private final Label text = new Label();
    private final ProgressBar bar = new ProgressBar(0);
    private final Button cancel = new Button("_Cancel");

    JobBar() {
        setId("job-bar");
        getStyleClass().add("job-bar");
        setAlignment(Pos.CENTER_LEFT);
        text.setId("job-text");
        bar.setId("job-progress");
        bar.setAccessibleText("Progress of the running job");
        bar.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(bar, Priority.ALWAYS);
        cancel.setId("cancel");
        cancel.setTooltip(new Tooltip("Stop this job"));
        getChildren().addAll(text, bar, cancel);
        hideJob();
    }

    void show(Job job) {
        cancel.setOnAction(e -> {
            job.cancel();
            text.setText("Stopping…");
            cancel.setDisable(true);
        });
        cancel.setDisable(false);
        progress(Progress.NONE);
        setVisible(true);
        setManaged(true);
    }

    void progress(Progress p) {
        bar.setProgress(p.fraction() > 0 ? p.fraction() : ProgressBar.INDETERMINATE_PROGRESS);
        String left = Double.isNaN(p.secondsLeft()) || p.fraction() <= 0 ? ""
                : String.format(", %.0f s left", p.secondsLeft());
        text.setText(p.stage() + left);
    }

    void hideJob() {
        setVisible(false);
        setManaged(false);
    }
}
